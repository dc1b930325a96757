import { Download } from 'lucide-react';
import type { ComputeCentre } from '@/contracts/base';
import { supplyByPrecision } from '@/domain/computeSupply';
import { readLatest, useCatalogue, useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { computeWords as w } from '@/state/wordsCompute';
import { offerFile } from '../csv';
import { PanelFrame } from '../PanelFrame';
import { useAnswer } from '../useAnswer';
import { useNow } from '../useNow';
import { CentreHead } from './CentreHead';
import { centreLines, demandIn } from './centreLines';
import { CentreTable } from './CentreTable';
import { computeFile } from './computeFile';
import { MeasureLimits } from './MeasureLimits';
import { PrecisionSupply } from './PrecisionSupply';
import css from './compute.module.css';

/** Article 15: supply and demand by precision, what is read of each centre, their doubts in words. */
export default function ComputeCentres() {
  const { say } = useWords();
  const city = useCity();
  const answer = useAnswer(() => city.query.compute(), 'compute');
  return (
    <PanelFrame grow title={say(w.title)} aside={say(w.draft)}>
      {answer.kind === 'waiting' && <p className={css['hint']}>{say(words.frame.loading)}</p>}
      {answer.kind === 'failed' && (
        <p role="alert" className={css['hint']}>
          {say(w.failed(answer.reason))}{' '}
          <button type="button" onClick={answer.again}>
            {say(words.frame.retry)}
          </button>
        </p>
      )}
      {answer.kind === 'answered' && <Centres centres={answer.value} />}
    </PanelFrame>
  );
}

const nothing = { series: [] };

/** Reads the table once a second: a few dozen readings, and rows that do not go from under the finger. */
function Centres({ centres }: { readonly centres: readonly ComputeCentre[] }) {
  const { say, language } = useWords();
  const city = useCity();
  const catalogue = useCatalogue() ?? nothing;
  const now = useNow();
  const read = (series: number) => readLatest(city, series);
  const lines = centreLines(centres, catalogue, read);
  const supplies = supplyByPrecision(centres, demandIn(catalogue, read));
  const placed = lines.filter(({ centre }) => centre.at !== undefined);
  const placeless = centres.filter(({ at }) => at === undefined);
  const download = () => {
    const { name, content } = computeFile(lines, supplies, language, now);
    offerFile(name, content);
  };
  return (
    <>
      <CentreTable lines={placed} />
      <PrecisionSupply centres={centres} supplies={supplies} />
      {placeless.length > 0 && (
        <section className={css['group']} aria-label={say(w.cityLevel)}>
          <h3>
            {say(w.cityLevel)} <span className={css['quiet']}>{say(w.perKind(placeless.length))}</span>
          </h3>
          <ul>
            {placeless.map((centre) => (
              <li key={centre.id} className={css['centre']}>
                <CentreHead centre={centre} />
              </li>
            ))}
          </ul>
          <p className={css['hint']}>{say(w.noReadings)}</p>
        </section>
      )}
      <div className={css['foot']}>
        <MeasureLimits />
        <button type="button" onClick={download}>
          <Download size="0.875rem" aria-hidden="true" /> {say(w.csv)}
        </button>
      </div>
    </>
  );
}
