import type { Provenance } from '@/contracts/provenance';
import type { SignTrace } from '@/contracts/sign';
import { useCatalogue } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { boardWords } from '@/state/wordsBoard';
import { ProvenanceStrip } from '../ProvenanceList';
import css from './why.module.css';

/** Where the inputs come from: each origin once, with how many of them it gives. */
export function WhySources({ trace }: { readonly trace: SignTrace }) {
  const { say } = useWords();
  const catalogue = useCatalogue();
  const inputs = new Set(trace.inputs.map(({ series }) => series));
  const origins = new Map<string, { readonly provenance: Provenance; readonly count: number }>();
  for (const { id, provenance } of catalogue?.series ?? []) {
    if (!inputs.has(id)) continue;
    const key = `${provenance.grade} ${provenance.source.en} ${provenance.date}`;
    origins.set(key, { provenance, count: (origins.get(key)?.count ?? 0) + 1 });
  }
  if (origins.size === 0) return null;
  return (
    <>
      <h3>{say(boardWords.why.sources)}</h3>
      <ul>
        {[...origins].map(([key, { provenance, count }]) => (
          <li key={key} className={css['origin']}>
            <span className={css['quiet']}>{say(boardWords.why.devices(count))}</span>
            <ProvenanceStrip provenance={provenance} />
          </li>
        ))}
      </ul>
    </>
  );
}
