import { useState } from 'react';
import { sensingDomains, type SeriesCatalogue } from '@/contracts/series';
import { cellsOf, ownersOf, type Health } from '@/domain/dataHealth';
import { useCatalogue, useTime } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { deviceWords } from '@/state/wordsDevice';
import { healthWords } from '@/state/wordsHealth';
import { sensorWords } from '@/state/wordsSensors';
import { dayTime, figure } from '@/state/wordsFormat';
import { StateShape } from '../StateMark';
import { HealthTable } from './HealthTable';
import { useHealthOf } from './useHealthOf';
import { WorstDevices } from './WorstDevices';
import css from './health.module.css';

/** What is known and not known of one square of the ground, as of the time looked at. */
export default function CellCard({ id }: { readonly id: string }) {
  const catalogue = useCatalogue();
  return catalogue === undefined ? null : <Cell key={catalogue.revision} id={id} catalogue={catalogue} />;
}

function Cell({ id, catalogue }: { readonly id: string; readonly catalogue: SeriesCatalogue }) {
  const { say, language } = useWords();
  const [slots] = useState(() => cellsOf(catalogue).find((cell) => cell.id === id)?.slots ?? []);
  const [owners] = useState(() =>
    [...ownersOf(catalogue)].flatMap(([owner, { owner: name, slots: theirs }]) => {
      const here = new Set(slots);
      const both = theirs.filter((slot) => here.has(slot));
      return both.length === 0 ? [] : [{ id: owner, name, slots: both }];
    }),
  );
  const [groups] = useState(() => [slots, ...owners.map((owner) => owner.slots)]);
  const second = useTime((time) => (time.mode === 'replay' ? Math.floor(time.at / 1000) : undefined));
  const [whole, ...byOwner] = useHealthOf(catalogue, groups);
  if (whole === undefined) return null;
  return (
    <div className={css['card']}>
      {second !== undefined && (
        <p className={css['asOf']}>{say(deviceWords.asOf(dayTime(second * 1000, language)))}</p>
      )}
      <StateCounts health={whole} />
      <Missing health={whole} />
      <HealthTable
        caption={say(healthWords.byOwner)}
        rows={owners.flatMap(({ id: owner, name }, index) => {
          const health = byOwner[index];
          return health === undefined ? [] : [{ id: owner, name: say(name), health }];
        })}
      />
      <WorstDevices catalogue={catalogue} slots={slots} />
    </div>
  );
}

function StateCounts({ health }: { readonly health: Health }) {
  const { say } = useWords();
  const { reading } = words.layers;
  const w = healthWords;
  const rows = [
    ['normal', say(reading.fresh), health.fresh],
    ['stale', say(reading.stale), health.stale],
    ['stale', say(reading.lost), health.lost],
    ['absent', say(reading.absent), health.absent],
  ] as const;
  return (
    <dl className={css['counts']}>
      {rows.map(([shape, title, count]) => (
        <div key={title}>
          <dt>
            <StateShape state={shape} /> {title}
          </dt>
          <dd>{figure(count)}</dd>
        </div>
      ))}
      <div>
        <dt>{say(w.refused)}</dt>
        <dd>{health.refused === undefined ? say(w.unknown) : figure(health.refused)}</dd>
      </div>
      <div>
        <dt>{say(w.clocks)}</dt>
        <dd>{health.clocks === undefined ? say(w.unknown) : figure(health.clocks)}</dd>
      </div>
    </dl>
  );
}

/** Which of the six domains nobody reports here, by whether anything stands that could. */
function Missing({ health }: { readonly health: Health }) {
  const { say, language } = useWords();
  const w = healthWords;
  const list = (domains: readonly (typeof sensingDomains)[number][]) =>
    domains.map((domain) => say(sensorWords.domains[domain])).join(language === 'zh' ? '、' : ', ');
  const colon = language === 'zh' ? '：' : ': ';
  const silent = [...health.present].filter((domain) => !health.reporting.has(domain));
  const none = sensingDomains.filter((domain) => !health.present.has(domain));
  return (
    <ul className={css['missing']}>
      <li>
        {say(w.domains)} <strong>{health.reporting.size} / 6</strong>
      </li>
      {silent.length > 0 && (
        <li>
          {say(w.silentDomains)}
          {colon}
          {list(silent)}
        </li>
      )}
      {none.length > 0 && (
        <li>
          {say(w.noDevice)}
          {colon}
          {list(none)}
        </li>
      )}
    </ul>
  );
}
