import type { StoreApi } from 'zustand/vanilla';
import type { PlayedScenario, ScenarioId } from '@/contracts/scenario';
import type { Session } from '@/contracts/session';
import type { CityQuery, CommandResult } from '@/feeds/cityQuery';
import type { Clock } from '@/feeds/clock';

/** The scenario the simulator plays, followed while anyone on the page looks, and how to ask for another. */
export interface ScenarioPlay {
  /** `undefined` before the first answer, and where no simulator plays. */
  readonly read: () => PlayedScenario | undefined;
  /** Called when the answer changed; returns the undo. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly play: (scenario: ScenarioId) => Promise<CommandResult<PlayedScenario>>;
  readonly destroy: () => void;
}

/** Another page may have switched: seldom enough to cost nothing, soon enough that the mark is not long wrong. */
export const scenarioEveryMs = 10_000;

export function createScenarioPlay(
  query: Pick<CityQuery, 'playedScenario' | 'playScenario'>,
  session: StoreApi<{ readonly session: Session }>,
  clock: Pick<Clock, 'every'>,
): ScenarioPlay {
  const listeners = new Set<() => void>();
  let newest: PlayedScenario | undefined;
  let asked = 0;
  let stop: (() => void) | undefined;
  const take = (played: PlayedScenario | undefined): void => {
    if (JSON.stringify(played) === JSON.stringify(newest)) return;
    newest = played;
    for (const listener of [...listeners]) listener();
  };
  const look = async (): Promise<void> => {
    asked += 1;
    const mine = asked;
    const answer = await query.playedScenario();
    // An answer that was overtaken by a newer question or a switch tells of before it.
    if (mine !== asked) return;
    if (answer.ok) take(answer.value);
    else if (answer.status === 404) take(undefined);
  };
  // Who asks decides what they are told about switching.
  const stopFollowing = session.subscribe((now, before) => {
    if (stop !== undefined && now.session.user !== before.session.user) void look();
  });
  return {
    read: () => newest,
    subscribe: (listener) => {
      listeners.add(listener);
      if (stop === undefined) {
        stop = clock.every(scenarioEveryMs, () => void look());
        void look();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
    play: async (scenario) => {
      const answer = await query.playScenario(scenario);
      if (answer.ok) {
        asked += 1;
        take(answer.value);
      }
      return answer;
    },
    destroy: () => {
      listeners.clear();
      stopFollowing();
      stop?.();
      stop = undefined;
    },
  };
}
