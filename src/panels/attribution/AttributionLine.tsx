import { useState } from 'react';
import { useCity, useScene, useSite } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { DialogFrame } from '../DialogFrame';
import { GradeChip } from '../GradeChip';
import { useAnswer } from '../useAnswer';
import css from './attribution.module.css';
import { creditsOf, standingSources } from './credits';

const w = {
  open: { zh: '数据来源与版权', en: 'Data sources and licences' },
  base: { zh: '底座', en: 'The base' },
  site: { zh: '现场接入', en: 'Added by the site' },
  refused: { zh: '未采用的条目', en: 'Entries left out' },
  files: { zh: '依据的资料', en: 'What it was made from' },
} as const;

/** Small, at the foot of the map, always there: whom what is seen comes from. Pressed, it tells all of it. */
export default function AttributionLine() {
  const { say, language } = useWords();
  const city = useCity();
  const [open, setOpen] = useState(false);
  const entries = useSite((site) => site.entries);
  const refused = useSite((site) => site.refused);
  const views = useScene((scene) => scene.layers);
  const manifest = useAnswer(() => city.query.manifest(), 'manifest');
  const renewed = useScene((scene) => scene.sources);
  const sources = renewed ?? (manifest.kind === 'answered' ? (manifest.value.sources ?? []) : []);
  const shown = entries
    .filter(({ id, visible }) => views[`site-${id}`]?.visible ?? visible)
    .map(({ attribution }) => attribution ?? '');
  const words = creditsOf(sources, shown).map(say);
  return (
    <>
      <button
        type="button"
        data-kind="quiet"
        data-over-map
        className={css['line']}
        aria-label={`${say(w.open)}: ${words.join(language === 'zh' ? '，' : ', ')}`}
        onClick={() => setOpen(true)}
      >
        {words.join(' · ')}
      </button>
      <DialogFrame title={say(w.open)} open={open} onClose={() => setOpen(false)} wide>
        {sources.length > 0 && (
          <Sources title={say(w.base)}>
            {sources.map((source) => (
              <li key={source.id}>
                <strong>{say(source.title)}</strong> <GradeChip grade={source.grade} />
                <span>{[source.licence, source.attribution, source.date].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </Sources>
        )}
        {entries.length > 0 && (
          <Sources title={say(w.site)}>
            {entries.map((entry) => (
              <li key={entry.id}>
                <strong>{say(entry.title)}</strong> <GradeChip grade={entry.provenance.grade} />
                <span>
                  {[say(entry.provenance.source), entry.provenance.licence, entry.attribution ?? '']
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </Sources>
        )}
        {refused.length > 0 && (
          <Sources title={say(w.refused)}>
            {refused.map(({ where, reason }) => (
              <li key={`${where} ${reason}`}>
                <strong>{where}</strong>
                <span>{reason}</span>
              </li>
            ))}
          </Sources>
        )}
        <Sources title={say(w.files)}>
          {standingSources.map((source) => (
            <li key={source.id}>
              <strong>{say(source.title)}</strong>
              <span>
                {source.publisher} · {source.licence}
              </span>
              {source.note && <span>{say(source.note)}</span>}
            </li>
          ))}
        </Sources>
      </DialogFrame>
    </>
  );
}

function Sources(props: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className={css['sources']}>
      <h3>{props.title}</h3>
      <ul>{props.children}</ul>
    </section>
  );
}
