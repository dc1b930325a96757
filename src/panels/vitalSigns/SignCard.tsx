import type { SignDefinition } from '@/contracts/sign';
import { measureOf } from '@/domain/definitions';
import type { indicators, IndicatorId } from '@/indicators';
import { useSigns } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { clockTime, figure } from '@/state/wordsFormat';
import { Sparkline } from '../Sparkline';
import { StateMark } from '../StateMark';
import css from './vitalSigns.module.css';

const noTrail: readonly { readonly at: number; readonly value: number }[] = [];

/** One sign: name, value with its unit lighter, state, trend. The whole card asks why. */
export function SignCard(props: {
  readonly indicator: (typeof indicators)[IndicatorId];
  readonly sign: SignDefinition;
  readonly onWhy: () => void;
}) {
  const { indicator, sign } = props;
  const { say } = useWords();
  const reading = useSigns((board) => board.readings[sign.id]);
  const trail = useSigns((board) => board.trails[sign.id]) ?? noTrail;
  const state = reading?.state ?? 'absent';
  const title = say(sign.title);
  const measure = measureOf(sign, reading?.measure);
  const first = trail[0];
  const last = trail.at(-1);
  const trend =
    first === undefined || last === undefined || trail.length < 2
      ? words.operate.signs.noTrend
      : words.operate.signs.trend(
          figure(first.value, measure.decimals),
          figure(last.value, measure.decimals),
          Math.max(1, Math.round((last.at - first.at) / 60_000)),
        );
  return (
    <li className={css['card']} data-state={state}>
      <button
        type="button"
        className={css['why']}
        onClick={props.onWhy}
        aria-label={say(words.operate.signs.whyOf(title))}
      >
        <span className={css['title']} title={title}>
          {say(indicator.short)}
        </span>
      </button>
      <div className={css['line']}>
        <span className={css['value']}>
          {figure(reading?.value, measure.decimals)}
          {reading?.value != null && measure.unit.zh !== '' && <small> {say(measure.unit)}</small>}
        </span>
        <div className={css['trend']}>
          <Sparkline trail={trail} span={indicator.span} label={`${title}: ${say(trend)}`} />
        </div>
      </div>
      <div className={css['line']}>
        <StateMark state={state} />
        <span className={css['when']}>{reading?.observedAt != null && clockTime(reading.observedAt)}</span>
      </div>
    </li>
  );
}
