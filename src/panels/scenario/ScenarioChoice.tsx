import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { PlayedScenario, ScenarioId } from '@/contracts/scenario';
import { useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { clockTime, dayOf } from '@/state/wordsFormat';
import css from './scenario.module.css';

/** The scenarios as one choice, which is played since when, and why one may not switch where one may not. */
export function ScenarioChoice({ played, why }: { readonly played: PlayedScenario; readonly why: string }) {
  const { say, language } = useWords();
  const city = useCity();
  const w = words.frame.scenario;
  const [going, setGoing] = useState<ScenarioId>();
  const [problem, setProblem] = useState('');
  const { since, person, refused, scenarios } = played;
  const play = async (scenario: ScenarioId) => {
    if (scenario === played.scenario) return;
    setGoing(scenario);
    setProblem('');
    const answer = await city.scenario.play(scenario);
    setGoing(undefined);
    if (!answer.ok) setProblem(answer.detail);
  };
  return (
    <>
      <p className={css['why']}>{why}</p>
      <p className={css['since']}>
        {since === null
          ? say(w.fromStart)
          : say(w.since(`${dayOf(since, language)} ${clockTime(since)}`, person ?? undefined))}
      </p>
      <RadioGroup
        className={css['choices'] ?? ''}
        aria-label={say(w.title)}
        value={going ?? played.scenario}
        isDisabled={refused !== null}
        onChange={(id) => {
          const chosen = scenarios.find((one) => one.id === id);
          if (chosen !== undefined) void play(chosen.id);
        }}
      >
        {scenarios.map(({ id, title, about }) => (
          <Radio key={id} value={id} className={css['choice'] ?? ''} aria-describedby={`scenario-${id}`}>
            <span className={css['dot']} aria-hidden="true" />
            <span>
              <strong>{say(title)}</strong>
              <span className={css['about']} id={`scenario-${id}`}>
                {say(about)}
              </span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      <p role="status" className={css['note']}>
        {problem !== '' ? say(w.failed(problem)) : (refused ?? say(w.soon))}
      </p>
    </>
  );
}
