import { useState, useSyncExternalStore } from 'react';
import type { SeriesCatalogue } from '@/contracts/series';
import {
  infrastructureWithin,
  planInfrastructure,
  type InfrastructurePlan,
} from '@/domain/infrastructurePlan';
import { sightOf } from '@/feeds/cityScopes';
import { useCatalogue, useCity, useSigns } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { infrastructureWords as w } from '@/state/wordsInfrastructure';
import { GradeChip } from '../GradeChip';
import { PanelFrame } from '../PanelFrame';
import { useAnswer } from '../useAnswer';
import { ClassCell } from './ClassCell';
import { ClassParts } from './ClassParts';
import css from './infrastructure.module.css';
import { createInfrastructureWatch } from './infrastructureWatch';

/** Article 10: the four classes side by side, of the part of the city the board of signs is of; one opens at a time. */
export default function Infrastructure() {
  const { say } = useWords();
  const catalogue = useCatalogue();
  return (
    <PanelFrame
      grow
      title={say(w.title)}
      aside={
        <>
          <GradeChip grade="simulated" /> {say(w.draft)}
        </>
      }
    >
      {catalogue === undefined ? (
        <p className={css['hint']}>{say(words.frame.loading)}</p>
      ) : (
        <Planned catalogue={catalogue} />
      )}
    </PanelFrame>
  );
}

function Planned({ catalogue }: { readonly catalogue: SeriesCatalogue }) {
  const { say } = useWords();
  const city = useCity();
  const scope = useSigns((board) => board.scope);
  const key = `${scope} ${catalogue.revision}`;
  const answer = useAnswer(async () => {
    const [centres, liesIn] = await Promise.all([
      city.query.compute(),
      sightOf(scope, catalogue, city.query),
    ]);
    if (liesIn === undefined) throw new Error(`no part of the city ${scope}`);
    return infrastructureWithin(planInfrastructure(catalogue, centres), liesIn);
  }, key);
  if (answer.kind === 'waiting') return <p className={css['hint']}>{say(words.frame.loading)}</p>;
  if (answer.kind === 'failed')
    return (
      <p role="alert" className={css['hint']}>
        {say(w.failed(answer.reason))}{' '}
        <button type="button" onClick={answer.again}>
          {say(words.frame.retry)}
        </button>
      </p>
    );
  return <Strip key={key} catalogue={catalogue} plan={answer.value} />;
}

function Strip(props: { readonly catalogue: SeriesCatalogue; readonly plan: InfrastructurePlan }) {
  const city = useCity();
  const { catalogue, plan } = props;
  const [watch] = useState(() => createInfrastructureWatch(city, catalogue, plan));
  const look = useSyncExternalStore(watch.subscribe, watch.read);
  const [opened, setOpened] = useState<string>();
  const open = plan.classes.find(({ definition }) => definition.id === opened);
  const health = look.classes.find(({ id }) => id === opened);
  return (
    <>
      <ul className={css['strip']}>
        {plan.classes.map(({ definition }, index) => (
          <ClassCell
            key={definition.id}
            definition={definition}
            health={look.classes[index]}
            open={opened === definition.id}
            onOpen={() => setOpened(opened === definition.id ? undefined : definition.id)}
          />
        ))}
      </ul>
      {open && health && <ClassParts planned={open} health={health} plan={plan} catalogue={catalogue} />}
    </>
  );
}
