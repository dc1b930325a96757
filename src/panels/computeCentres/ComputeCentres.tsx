import type { ComputeCentre } from '@/contracts/base';
import { useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { PanelFrame } from '../PanelFrame';
import { useAnswer } from '../useAnswer';
import { CentreRow } from './CentreRow';
import { PrecisionSums } from './PrecisionSums';
import css from './compute.module.css';

const kinds: readonly ComputeCentre['kind'][] = ['super', 'intelligent', 'general', 'cloud', 'edge'];

/** Article 15: the centres by kind, their figures by precision, their doubts in words. */
export default function ComputeCentres() {
  const { say } = useWords();
  const city = useCity();
  const w = words.plan.compute;
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
      {answer.kind === 'answered' && (
        <>
          <PrecisionSums centres={answer.value} />
          {kinds.map((kind) => (
            <Group
              key={kind}
              title={say(w.kind[kind])}
              centres={answer.value.filter((one) => one.kind === kind && one.at)}
            />
          ))}
          <Group title={say(w.cityLevel)} centres={answer.value.filter((one) => one.at === undefined)} />
        </>
      )}
    </PanelFrame>
  );
}

function Group({ title, centres }: { readonly title: string; readonly centres: readonly ComputeCentre[] }) {
  const { say } = useWords();
  if (centres.length === 0) return null;
  return (
    <section className={css['group']} aria-label={title}>
      <h3>
        {title} <span className={css['quiet']}>{say(words.plan.compute.perKind(centres.length))}</span>
      </h3>
      <ul>
        {centres.map((centre) => (
          <CentreRow key={centre.id} centre={centre} />
        ))}
      </ul>
    </section>
  );
}
