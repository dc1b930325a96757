import { slotOf, useCatalogue, useCity, useDoor, useTime } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { recordWords } from '@/state/wordsRecords';
import { deviceWords } from '@/state/wordsDevice';
import { healthWords } from '@/state/wordsHealth';
import { clockTime, dayTime, figure } from '@/state/wordsFormat';
import css from './cityData.module.css';

/** Beyond these the door itself acts on a clock, ms: a time so far ahead is set to ours, or the message refused. */
const clampedAheadMs = 5_000;
const refusedAheadMs = 60_000;
/** Behind by more than this, its readings come late; by more than a day, they are refused. */
const lateMs = 60_000;
const refusedBehindMs = 24 * 3_600_000;

function treatmentOf(offset: number): keyof typeof healthWords.treatment {
  if (offset > refusedAheadMs) return 'refused';
  if (offset > clampedAheadMs) return 'clamped';
  if (offset < -refusedBehindMs) return 'tooOld';
  return offset < -lateMs ? 'late' : 'kept';
}

/** Whose clock is off, by how much, and what the door does about it; below, the times of which readings are lost. */
export function Clocks() {
  const { say } = useWords();
  const city = useCity();
  const door = useDoor();
  const replaying = useTime((time) => time.mode === 'replay');
  const w = healthWords;
  if (!city.query.served) return <p className={css['hint']}>{say(recordWords.data.noServer)}</p>;
  if (door === undefined) return <p className={css['hint']}>{say(words.frame.loading)}</p>;
  return (
    <>
      <p className={css['hint']}>
        {say(w.asOf(clockTime(door.at)))}
        {replaying && ` · ${say(w.presentOnly)}`}
      </p>
      {door.clocks.length === 0 ? (
        <p className={css['hint']}>{say(w.noClocks)}</p>
      ) : (
        <ClockTable clocks={door.clocks} />
      )}
      <Gaps />
    </>
  );
}

function ClockTable({ clocks }: { readonly clocks: readonly (readonly [number, number, number])[] }) {
  const { say } = useWords();
  const city = useCity();
  const catalogue = useCatalogue();
  const w = healthWords;
  return (
    <table className={css['table']}>
      <caption>{say(w.clockCaption(figure(clocks.length)))}</caption>
      <thead>
        <tr>
          <th scope="col">{say(recordWords.data.from)}</th>
          <th scope="col" className={css['number']}>
            {say(w.offset)}
          </th>
          <th scope="col" className={css['number']}>
            {say(w.samples)}
          </th>
          <th scope="col">{say(w.treated)}</th>
        </tr>
      </thead>
      <tbody>
        {clocks.slice(0, 200).map(([series, offset, samples]) => {
          const slot = slotOf(catalogue, series);
          const one = slot === undefined ? undefined : catalogue?.series[slot];
          return (
            <tr key={series}>
              <th scope="row">
                <button
                  type="button"
                  data-kind="quiet"
                  className={css['link']}
                  onClick={() => city.select({ layer: 'sensors', feature: String(series) })}
                >
                  {one === undefined ? series : say(one.name)}
                </button>
              </th>
              <td className={css['number']}>{say(deviceWords.clockOff(offset))}</td>
              <td className={css['number']}>{figure(samples)}</td>
              <td>{say(w.treatment[treatmentOf(offset)])}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Gaps() {
  const { say, language } = useWords();
  const gaps = useDoor()?.gaps ?? [];
  const w = healthWords;
  if (gaps.length === 0) return <p className={css['hint']}>{say(w.noGaps)}</p>;
  return (
    <table className={css['table']}>
      <caption>{say(w.gaps)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(w.gapFrom)}</th>
          <th scope="col">{say(w.gapTo)}</th>
          <th scope="col" className={css['number']}>
            {say(w.gapRows)}
          </th>
          <th scope="col">{say(recordWords.data.why)}</th>
        </tr>
      </thead>
      <tbody>
        {gaps.toReversed().map(({ from, to, rows, reason }) => (
          <tr key={`${from} ${to} ${reason}`}>
            <td>{dayTime(from, language)}</td>
            <td>{dayTime(to, language)}</td>
            <td className={css['number']}>{rows === null ? say(w.unknown) : figure(rows)}</td>
            <td>{say(w.gapReason[reason] ?? { zh: reason, en: reason })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
