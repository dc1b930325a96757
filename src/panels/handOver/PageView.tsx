import { Printer } from 'lucide-react';
import type { HandOverContent, HandOverPage } from '@/contracts/handOver';
import { scenarioTitle } from './scenarioTitle';
import { useWords, words } from '@/state/words';
import { dayTime, figure } from '@/state/wordsFormat';
import { handOverWords as w } from '@/state/wordsHandOver';
import { recordWords } from '@/state/wordsRecords';
import { timeWords } from '@/state/wordsTime';
import { offerFile } from '../csv';
import { AlarmBands, AlarmLines, SinceLists } from './AlarmLines';
import css from './handOver.module.css';
import { Proof } from './Proof';
import { SignLines } from './SignLines';
import { textOf } from './textOf';

interface PageViewProps {
  readonly page: HandOverPage;
  /** An alarm was chosen: the map has to be seen. */
  readonly onFly: () => void;
}

/** One page as it is read, printed and signed: what needs a person first. */
export function PageView({ page, onFly }: PageViewProps) {
  const { say, language } = useWords();
  const { content } = page;
  const from = dayTime(Date.parse(content?.from ?? page.from), language);
  const to = content === null ? '' : dayTime(Date.parse(content.to), language);
  return (
    <article className={css['page']} aria-label={say(w.page(page.number))}>
      <header className={css['head']}>
        <h3>
          <span className={css['onPaper']}>{say(w.title)} · </span>
          {say(w.page(page.number))} <span data-state={page.state}>{say(w.state[page.state])}</span>
        </h3>
        <p>
          {say(w.shift)} <strong>{from}</strong> – <strong>{to}</strong>
          {page.state === 'draft' && <span className={css['quiet']}> {say(w.composed)}</span>}
        </p>
        <p className={css['quiet']}>
          <strong className={css['mark']}>
            {say(content?.city.simulated === false ? timeWords.live : words.frame.demoMark)}
          </strong>{' '}
          {content?.city.scenario != null &&
            `${say(w.scenario)} ${say(scenarioTitle(content.city.scenario))} · `}
          {say(w.source)}
        </p>
        <p className={css['onPaper']}>
          {say(w.handsOver)} {page.handsOver?.by ?? '________'} · {say(w.takesOver)}{' '}
          {page.takesOver?.by ?? '________'}
        </p>
        <div className={css['tools']}>
          <button type="button" onClick={() => window.print()}>
            <Printer size="0.875rem" aria-hidden="true" /> {say(w.print)}
          </button>
          <button
            type="button"
            onClick={() =>
              offerFile(`${w.file(page.number)}.txt`, textOf(page, language), 'text/plain;charset=utf-8')
            }
          >
            {say(w.saveText)}
          </button>
        </div>
      </header>
      <Proof page={page} />
      {content === null ? (
        <p role="alert">{say(w.unreadable)}</p>
      ) : (
        <Content content={content} onFly={onFly} />
      )}
    </article>
  );
}

function Content({ content, onFly }: { readonly content: HandOverContent; readonly onFly: () => void }) {
  const { say, language } = useWords();
  const { counts, refused, notes, city } = content;
  const shown = { alarms: content.alarms, at: Date.parse(content.to), onFly };
  return (
    <>
      <ul className={css['counts']}>
        {(
          ['open', 'unacknowledged', 'shelved', 'sources', 'raised', 'returned', 'closed', 'refused'] as const
        ).map((key) => (
          <li key={key} data-weighs={(key === 'unacknowledged' && counts[key] > 0) || undefined}>
            <strong>{figure(counts[key])}</strong> {say(w.counts[key])}
          </li>
        ))}
      </ul>
      <div className={css['halves']}>
        <div className={css['half']}>
          <Section title={say(w.open)} count={counts.open}>
            <AlarmBands {...shown} bands={content.open} />
          </Section>
          <Section title={say(w.shelved)} count={counts.shelved}>
            <AlarmBands {...shown} bands={content.shelved} />
          </Section>
        </div>
        <div className={css['half']}>
          <Section title={say(w.signs)} count={content.signs.length}>
            <SignLines signs={content.signs} />
            {content.signsWithoutData > 0 && (
              <p className={css['quiet']}>{say(w.withoutData(content.signsWithoutData))}</p>
            )}
          </Section>
          <Section title={say(w.sources)} count={counts.sources}>
            <AlarmLines {...shown} ids={content.sources} />
          </Section>
          <Section title={say(w.since)}>
            <SinceLists {...shown} content={content} />
            {city.switches.map(({ at, scenario, by }) => (
              <p key={at} className={css['quiet']}>
                {dayTime(Date.parse(at), language)} {say(w.switched)}：{say(scenarioTitle(scenario))} · {by}
              </p>
            ))}
          </Section>
          <Section title={say(w.refused)} count={refused.total}>
            {refused.total > 0 && (
              <dl className={css['reasons']}>
                {refused.reasons.map(({ reason, count }) => (
                  <div key={reason}>
                    <dt>{say(recordWords.data.reason[reason] ?? { zh: reason, en: reason })}</dt>
                    <dd>{figure(count)}</dd>
                  </div>
                ))}
              </dl>
            )}
            <p className={css['quiet']}>{say(w.refusedSince(dayTime(Date.parse(refused.from), language)))}</p>
          </Section>
          <Section title={say(w.notes)} count={notes.length}>
            <ul className={css['notes']}>
              {notes.map(({ by, at, text }, index) => (
                <li key={`${at}-${index}`}>
                  <span className={css['quiet']}>
                    {by} · <time dateTime={at}>{dayTime(Date.parse(at), language)}</time>
                  </span>
                  <p>{text}</p>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      </div>
      {content.unlisted > 0 && <p className={css['quiet']}>{say(w.unlisted(content.unlisted))}</p>}
      <p className={css['quiet']}>{say(w.byOur)}</p>
    </>
  );
}

function Section(props: {
  readonly title: string;
  readonly count?: number;
  readonly children: React.ReactNode;
}) {
  const { say } = useWords();
  return (
    <section className={css['section']} aria-label={props.title}>
      <h4>
        {props.title}{' '}
        {props.count !== undefined && <span className={css['quiet']}>{figure(props.count)}</span>}
      </h4>
      {props.count === 0 && <p className={css['quiet']}>{say(w.none)}</p>}
      {props.children}
    </section>
  );
}
