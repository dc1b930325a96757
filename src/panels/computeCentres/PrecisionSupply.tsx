import { useState } from 'react';
import { precisions, type ComputeCentre } from '@/contracts/base';
import { ofUnstatedPrecision, type PrecisionSupply as Supply } from '@/domain/computeSupply';
import { useWords, words } from '@/state/words';
import { computeWords as w } from '@/state/wordsCompute';
import { clockTime, figure } from '@/state/wordsFormat';
import { GradeChip } from '../GradeChip';
import { StateMark } from '../StateMark';
import { sumsByPrecision, totalOf } from './precisionSums';
import css from './compute.module.css';

/** Supply and demand kept apart by precision, and a way to ask for the total that says why there is none. */
export function PrecisionSupply(props: {
  readonly centres: readonly ComputeCentre[];
  readonly supplies: readonly Supply[];
}) {
  const { say } = useWords();
  const [asked, setAsked] = useState(false);
  const { centres, supplies } = props;
  const sums = sumsByPrecision(centres);
  const total = totalOf(sums);
  const unstated = ofUnstatedPrecision(centres).length;
  return (
    <section className={css['sums']} aria-label={say(w.sums)}>
      <h3>
        {say(w.sums)} <GradeChip grade="simulated" />
      </h3>
      <ul className={css['supplies']}>
        {precisions.map((precision) => {
          const supply = supplies.find((one) => one.precision === precision);
          return (
            <li key={precision}>
              <span className={css['precision']}>{say(w.precision[precision])}</span>
              {supply === undefined ? (
                <span className={css['quiet']}>
                  <StateMark state="absent" /> {say(w.noCapacity)}
                </span>
              ) : (
                <SupplyBar supply={supply} />
              )}
            </li>
          );
        })}
        {unstated > 0 && (
          <li>
            <span className={css['precision']}>{say(w.precision.unstated)}</span>
            <span className={css['quiet']}>{say(w.unstatedRow(unstated))}</span>
          </li>
        )}
      </ul>
      <div className={css['ask']}>
        <button type="button" aria-expanded={asked} onClick={() => setAsked(!asked)}>
          {say(w.add)}
        </button>
        <p role="status" className={css['refused']}>
          {asked &&
            say(
              total.kind === 'sum'
                ? w.onePrecision(`${figure(total.pflops)} PFLOPS`)
                : w.refused(total.precisions.map((precision) => say(w.precision[precision])).join(' + ')),
            )}
        </p>
        {asked && <p className={css['quiet']}>{say(w.supplyRule)}</p>}
      </div>
    </section>
  );
}

function SupplyBar({ supply }: { readonly supply: Supply }) {
  const { say } = useWords();
  const unit = w.precisionUnit(supply.precision);
  const whole = supply.supply + supply.beyond;
  const parts = (['used', 'free', 'unknown', 'beyond'] as const).filter((part) => supply[part] > 0);
  return (
    <div className={css['supply']}>
      <div className={css['bar']} aria-hidden="true">
        {parts.map((part) => (
          <i key={part} data-part={part} style={{ inlineSize: `${(100 * supply[part]) / whole}%` }} />
        ))}
      </div>
      <p>
        {parts.map((part) => (
          <span key={part} className={css['share']} data-part={part}>
            <i data-part={part} aria-hidden="true" />
            {say(w[part])} {figure(supply[part])} <small>{unit}</small>
          </span>
        ))}
      </p>
      <p className={css['registered']}>
        {say(w.supply(figure(supply.supply), unit, supply.centres))}
        {supply.observedAt !== undefined && ` · ${say(w.readAt(clockTime(supply.observedAt)))}`}
        {supply.stale > 0 && ` · ${say(words.layers.reading.stale)} ${supply.stale}`}
        {supply.absent > 0 && ` · ${say(words.layers.reading.absent)} ${supply.absent}`}
      </p>
    </div>
  );
}
