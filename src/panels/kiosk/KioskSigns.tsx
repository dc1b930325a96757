import { measureOf, signDefinition } from '@/domain/definitions';
import { indicators, indicatorIds, type IndicatorId } from '@/indicators';
import { useSigns } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { figure } from '@/state/wordsFormat';
import { kioskWords } from '@/state/wordsKiosk';
import { StateMark } from '../StateMark';
import css from './kiosk.module.css';

/** The eight signs in one row along the foot, large enough for the back of a room. */
export function KioskSigns() {
  const { say } = useWords();
  return (
    <ul className={css['signs']} aria-label={say(kioskWords.signs)}>
      {indicatorIds.map((id) => (
        <Sign key={id} id={id} />
      ))}
    </ul>
  );
}

function Sign({ id }: { readonly id: IndicatorId }) {
  const { say } = useWords();
  const { sign, short } = indicators[id];
  const reading = useSigns((board) => board.readings[sign]);
  const definition = signDefinition(sign);
  if (definition === undefined) return null;
  const { decimals, unit } = measureOf(definition, reading?.measure);
  const state = reading?.state ?? 'absent';
  return (
    <li data-state={state}>
      <span className={css['signName']}>{say(short)}</span>
      <span className={css['signValue']}>
        {figure(reading?.value, decimals)}
        {reading?.value != null && <small> {say(unit)}</small>}
      </span>
      <StateMark state={state} />
    </li>
  );
}
