import { useState } from 'react';
import type { SeriesCatalogue } from '@/contracts/series';
import { cellsOf, ownersOf, worstOf } from '@/domain/dataHealth';
import { useCatalogue, useCity, useTime } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { deviceWords } from '@/state/wordsDevice';
import { healthWords } from '@/state/wordsHealth';
import { dayTime } from '@/state/wordsFormat';
import { HealthTable } from '../health/HealthTable';
import { useHealthOf } from '../health/useHealthOf';
import { PropertyTable } from './PropertyTable';
import css from './cityData.module.css';

const most = 10;

/** How well the fleet is known, by owner, by place and by property. */
export function FleetHealth() {
  const { say, language } = useWords();
  const catalogue = useCatalogue();
  const second = useTime((time) => (time.mode === 'replay' ? Math.floor(time.at / 1000) : undefined));
  if (catalogue === undefined) return <p className={css['hint']}>{say(words.frame.loading)}</p>;
  return (
    <div key={catalogue.revision}>
      {second !== undefined && (
        <p className={css['hint']}>
          {say(deviceWords.asOf(dayTime(second * 1000, language)))} · {say(healthWords.presentOnly)}
        </p>
      )}
      <Owners catalogue={catalogue} />
      <WorstCells catalogue={catalogue} />
      <PropertyTable />
    </div>
  );
}

function Owners({ catalogue }: { readonly catalogue: SeriesCatalogue }) {
  const { say } = useWords();
  const [owners] = useState(() => [...ownersOf(catalogue)]);
  const [groups] = useState(() => owners.map(([, { slots }]) => slots));
  const health = useHealthOf(catalogue, groups);
  return (
    <div className={css['padded']}>
      <HealthTable
        caption={say(healthWords.byOwner)}
        rows={owners.flatMap(([id, { owner }], index) => {
          const own = health[index];
          return own === undefined ? [] : [{ id, name: say(owner), health: own }];
        })}
      />
    </div>
  );
}

function WorstCells({ catalogue }: { readonly catalogue: SeriesCatalogue }) {
  const { say } = useWords();
  const city = useCity();
  const [cells] = useState(() => cellsOf(catalogue));
  const [groups] = useState(() => cells.map(({ slots }) => slots));
  const health = useHealthOf(catalogue, groups);
  const measured = cells.flatMap((cell, index) => {
    const own = health[index];
    return own === undefined ? [] : [{ cell, health: own }];
  });
  const worst = worstOf(measured, most);
  const w = healthWords;
  if (worst.length === 0) return <p className={css['hint']}>{say(w.noWorstCell)}</p>;
  const show = (feature: string) => {
    const ref = { layer: 'datahealth', feature } as const;
    city.scene.getState().setLayer('datahealth', { visible: true });
    city.select(ref);
    city.scene.getState().fly({ kind: 'feature', ref });
  };
  return (
    <div className={css['padded']}>
      <HealthTable
        caption={say(w.worstCells)}
        group={w.place}
        rows={worst.map(({ cell, health: own }) => ({
          id: cell.id,
          name: (
            <button type="button" data-kind="quiet" className={css['link']} onClick={() => show(cell.id)}>
              {say(w.cell(cell.id, words.layers.district(cell.district)))}
            </button>
          ),
          health: own,
        }))}
      />
    </div>
  );
}
