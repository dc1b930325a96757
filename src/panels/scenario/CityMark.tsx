import { ChevronDown } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { holdsSimulated } from '@/domain/cityGrade';
import { markOf } from '@/state/cityMark';
import { useCatalogue, useCity, useScenario } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { ScenarioChoice } from './ScenarioChoice';
import css from './scenario.module.css';

/**
 * Stands where 实时 would stand and is as large: nobody may take this city for the real one. Where a simulator plays it
 * names the scenario and opens the choice of others.
 */
export function CityMark() {
  const { say } = useWords();
  const { served } = useCity().query;
  const catalogue = useCatalogue();
  const played = useScenario();
  const w = words.frame;
  const current = played?.scenarios.find(({ id }) => id === played.scenario);
  const mark = say(markOf(catalogue));
  const why = say(served ? w.demoWhy : w.staticWhy);
  const inside = (
    <>
      {!served && <span className={css['static']}>{say(w.staticMark)}</span>}
      <span>{mark}</span>
    </>
  );
  if (!holdsSimulated(catalogue)) return <p className={css['live']}>{inside}</p>;
  if (played === undefined || current === undefined)
    return (
      <p className={css['mark']} title={why}>
        {inside}
      </p>
    );
  return (
    <DialogTrigger>
      <Button className={css['mark'] ?? ''}>
        {inside}
        <span className={css['scenario']}>· {say(current.title)}</span>
        <ChevronDown size="0.875rem" aria-hidden="true" />
      </Button>
      <Popover className={css['popover'] ?? ''} placement="bottom start">
        <Dialog className={css['dialog'] ?? ''} aria-label={say(w.scenario.title)}>
          <ScenarioChoice played={played} why={why} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
