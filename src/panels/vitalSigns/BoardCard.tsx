import type { SignDefinition } from '@/contracts/sign';
import { signTextOf } from '@/domain/signTexts';
import { useSigns } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { boardWords } from '@/state/wordsBoard';
import { clockTime, figure } from '@/state/wordsFormat';
import { SeriesChart } from '../chart/SeriesChart';
import { summaryOf } from '../chart/summary';
import { StateMark } from '../StateMark';
import { difference, sizeOf } from './figures';
import { dayMs, signRow, type PartRow, type SignPast, type SignRow } from './signRow';
import { partMs } from './useSignPast';
import css from './board.module.css';

/** A sign on the board of all: everything the eight say, and what it is held against. The whole card asks why. */
export function BoardCard(props: {
  readonly sign: SignDefinition;
  readonly past: SignPast | undefined;
  readonly onWhy: () => void;
}) {
  const { say } = useWords();
  const { sign, past } = props;
  const reading = useSigns((board) => board.readings[sign.id]);
  const row = signRow(sign, reading, past);
  const { shown, state } = row;
  const title = say(sign.title);
  return (
    <li className={css['card']} data-state={state}>
      <div className={css['cardHead']}>
        <button
          type="button"
          data-card={sign.id}
          className={css['ask']}
          onClick={props.onWhy}
          aria-label={say(words.operate.signs.whyOf(title))}
        >
          {title}
        </button>
        <span className={css['quiet']}>{sign.number}</span>
      </div>
      <p className={css['now']}>
        <span className={css['value']}>
          {figure(shown.value, shown.measure.decimals)}
          {shown.value !== null && <small> {say(shown.measure.unit)}</small>}
        </span>
        <StateMark state={state} />
      </p>
      {row.parts.length > 1 && <Parts row={row} />}
      {state === 'absent' && <Reason row={row} />}
      {shown.value !== null && (
        <>
          <Spark row={row} past={past} />
          <Held part={shown} past={past} />
        </>
      )}
      <p className={css['foot']}>
        <span>{say(boardWords.coverage(reading?.coverage ?? 0))}</span>
        <span>{reading?.observedAt != null && clockTime(reading.observedAt)}</span>
      </p>
    </li>
  );
}

/** A composite never stands without its parts. */
function Parts({ row }: { readonly row: SignRow }) {
  const { say } = useWords();
  return (
    <ul className={css['parts']} aria-label={say(boardWords.parts)}>
      {row.parts.map(({ measure, value, state, weight }) => (
        <li key={measure.id}>
          <span>{say(measure.title)}</span>
          <span className={css['number']}>
            {figure(value, measure.decimals)} {value !== null && <small>{say(measure.unit)}</small>}
          </span>
          <StateMark state={state} />
          <span className={css['quiet']}>{say(boardWords.weight(weight))}</span>
        </li>
      ))}
    </ul>
  );
}

/** Why there is nothing to show: no source yet, with its reason, or too few inputs. */
function Reason({ row }: { readonly row: SignRow }) {
  const { say } = useWords();
  const gaps = Object.values(signTextOf(row.sign.id).gaps ?? {});
  const note = row.reading === undefined ? undefined : words.operate.signNote(row.reading);
  const reasons = gaps.length > 0 ? gaps : note === undefined ? [words.operate.signs.waiting] : [note];
  return reasons.map((reason) => (
    <p key={reason.en} className={css['reason']}>
      {say(reason)}
    </p>
  ));
}

function Spark({ row, past }: { readonly row: SignRow; readonly past: SignPast | undefined }) {
  const { say } = useWords();
  const board = useSigns(({ trails }) => trails[row.sign.id]);
  const { measure } = row.shown;
  const unit = say(measure.unit);
  const span = past === undefined ? boardWords.sinceOpened : boardWords.day;
  // Without a kept day the page still knows what it saw itself.
  const points =
    past !== undefined
      ? row.trail
      : (board ?? []).map(({ at, value }) => ({ at, low: value, high: value, last: value, quality: 0 }));
  const to = past?.at ?? points.at(-1)?.at ?? 1;
  const from = past === undefined ? (points[0]?.at ?? 0) : to - dayMs;
  const stepMs = past === undefined ? 30_000 : partMs;
  if (points.length === 0) return <p className={css['quiet']}>{say(boardWords.noPast)}</p>;
  return (
    <SeriesChart
      small
      points={points}
      limits={[]}
      from={from}
      to={Math.max(to, from + 1)}
      stepMs={stepMs}
      unit={unit}
      decimals={measure.decimals}
      summary={say(summaryOf(span, points, stepMs, { decimals: measure.decimals, unitTitle: unit }))}
    />
  );
}

/** Held against an hour ago and the same hour last week; what is not kept says so. */
function Held({ part, past }: { readonly part: PartRow; readonly past: SignPast | undefined }) {
  const { say, language } = useWords();
  const w = boardWords;
  const { hour, week, measure } = part;
  if (past === undefined) return null;
  return (
    <dl className={css['held']}>
      <dt>{say(w.hour)}</dt>
      <dd>{hour === undefined ? say(w.noHour) : say(w.trend(sizeOf(hour, measure), hour.direction))}</dd>
      <dt>{say(w.week)}</dt>
      <dd>
        {week === undefined
          ? say(w.noWeek)
          : `${figure(week.before, measure.decimals)} (${difference(week.by, measure)})`}
        {week?.generated === true && (
          <span className={css['made']} title={w.generatedWhy[language]}>
            {say(w.generated)}
          </span>
        )}
      </dd>
    </dl>
  );
}
