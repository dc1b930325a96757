import { measureOf, signDefinition } from '@/domain/definitions';
import { signTextOf } from '@/domain/signTexts';
import { useSigns } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { briefWords } from '@/state/wordsBrief';
import { dayTime, figure } from '@/state/wordsFormat';
import { GradeChip } from '../GradeChip';
import { StateMark } from '../StateMark';
import css from './briefing.module.css';
import type { BriefingNumber, FrozenNumber } from './frozenNumbers';

/** One number with its time, source and grade; without them it is not shown. */
export function NumberCard(props: { readonly number: BriefingNumber | undefined; readonly large?: boolean }) {
  const { number, large = false } = props;
  if (number === undefined) return null;
  return (
    <div className={css[large ? 'numberLarge' : 'number']}>
      {number.kind === 'frozen' ? <Frozen number={number} /> : <Live sign={number.sign} />}
    </div>
  );
}

function Frozen({ number }: { readonly number: FrozenNumber }) {
  const { say, language } = useWords();
  return (
    <>
      <span className={css['label']}>{say(number.label)}</span>
      <span className={css['value']}>
        {figure(number.value, number.decimals)}
        <small> {typeof number.unit === 'string' ? number.unit : say(number.unit)}</small>
      </span>
      <span className={css['quiet']}>
        <GradeChip grade={number.grade} /> {say(briefWords.frozen)} ·{' '}
        {say(briefWords.dataOf(yearTime(number.observedAt, language)))} · {say(number.source)}
      </span>
    </>
  );
}

function Live({ sign }: { readonly sign: string }) {
  const { say, language } = useWords();
  const definition = signDefinition(sign);
  const reading = useSigns((board) => board.readings[sign]);
  if (definition === undefined) return null;
  const { decimals, unit } = measureOf(definition, reading?.measure);
  return (
    <>
      <span className={css['label']}>{say(definition.title)}</span>
      <span className={css['value']}>
        {figure(reading?.value, decimals)}
        <small> {say(unit)}</small>
      </span>
      <span className={css['quiet']}>
        <GradeChip grade="simulated" /> <StateMark state={reading?.state ?? 'absent'} /> ·{' '}
        {reading?.observedAt == null
          ? say(briefWords.noData)
          : say(briefWords.liveAt(dayTime(reading.observedAt, language)))}{' '}
        · {say(signTextOf(sign).formula)}
      </span>
    </>
  );
}

/** A frozen number may be old: its year is said as well; and where the source tells only the year, nothing more. */
function yearTime(iso: string, language: 'zh' | 'en'): string {
  if (/^\d{4}$/.test(iso)) return language === 'zh' ? `${iso}年` : iso;
  const time = Date.parse(iso);
  const year = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format(time);
  return language === 'zh' ? `${year}年${dayTime(time, language)}` : `${dayTime(time, language)} ${year}`;
}
