import type { Provenance } from '@/contracts/provenance';
import { useWords, words } from '@/state/words';
import { GradeChip } from './GradeChip';
import css from './provenance.module.css';

/** Everything known about where a thing comes from, one line each. */
export function ProvenanceList({ provenance }: { readonly provenance: Provenance }) {
  const { say } = useWords();
  const w = words.layers;
  const rows: readonly (readonly [string, string])[] = [
    [say(w.source), say(provenance.source)],
    [say(w.licence), provenance.licence],
    [say(w.date), provenance.date],
    [say(w.datum), provenance.datum],
    ...(provenance.confidence === undefined
      ? []
      : [[say(w.confidence), say(w.confidenceOf[provenance.confidence])] as const]),
    ...(provenance.note === undefined ? [] : [[say(w.note), say(provenance.note)] as const]),
  ];
  return (
    <dl className={css['list']}>
      <dt>{say(w.grade)}</dt>
      <dd>
        <GradeChip grade={provenance.grade} />
      </dd>
      {rows.map(([label, value]) => (
        <div key={label} className={css['row']}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One line: grade, source, date; the whole of it behind a fold. */
export function ProvenanceStrip({ provenance }: { readonly provenance: Provenance }) {
  const { say } = useWords();
  return (
    <details className={css['strip']}>
      <summary>
        <GradeChip grade={provenance.grade} />
        <span className={css['source']}>
          {say(provenance.source)} · {provenance.date}
        </span>
      </summary>
      <ProvenanceList provenance={provenance} />
    </details>
  );
}
