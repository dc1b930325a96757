import type { StoreApi } from 'zustand/vanilla';
import type { Session } from '@/contracts/session';
import type { Text } from '@/contracts/text';
import { askSession } from '@/feeds/cityClient';
import type { CityQuery, CommandResult } from '@/feeds/cityQuery';
import type { Fetch } from '@/feeds/http';
import type { FeedHealth } from './city';
import type { TimeStore } from './timeStore';

export interface CommandSurroundings {
  readonly say: (text: Text) => string;
  readonly health: StoreApi<FeedHealth>;
  readonly time: TimeStore;
  readonly session: StoreApi<{ readonly session: Session }>;
  readonly anew: Fetch;
  readonly base: URL;
}

const inReplay: Text = {
  zh: '正在回放：返回实时后才能处置',
  en: 'This is a replay: go live before you act',
};
const notLive: Text = {
  zh: '数据流中断或过期：恢复后才能处置，命令不会排队',
  en: 'The feed is stale or lost: act when it is back; commands are not queued',
};

/** Nobody acts on a city they do not see: commands need a live feed. Signing in and out changes who we are. */
export function guardCommands(query: CityQuery, surroundings: CommandSurroundings): CityQuery {
  const { say, health, time, session, anew, base } = surroundings;
  const guard = async <T>(command: () => Promise<CommandResult<T>>): Promise<CommandResult<T>> => {
    if (time.getState().mode === 'replay') return { ok: false, status: 409, detail: say(inReplay) };
    if (query.served && health.getState().state !== 'live')
      return { ok: false, status: 503, detail: say(notLive) };
    return command();
  };
  return {
    ...query,
    acknowledge: (alarm, comment) => guard(() => query.acknowledge(alarm, comment)),
    commentAlarm: (alarm, comment) => guard(() => query.commentAlarm(alarm, comment)),
    playScenario: (scenario) => guard(() => query.playScenario(scenario)),
    closeAlarm: (alarm, comment) => guard(() => query.closeAlarm(alarm, comment)),
    assignAlarm: (alarm, comment, to) => guard(() => query.assignAlarm(alarm, comment, to)),
    shelveAlarm: (alarm, comment, minutes) => guard(() => query.shelveAlarm(alarm, comment, minutes)),
    unshelveAlarm: (alarm, comment) => guard(() => query.unshelveAlarm(alarm, comment)),
    signIn: async (user, password) => {
      const answer = await query.signIn(user, password);
      if (answer.ok) session.setState({ session: answer.value });
      return answer;
    },
    signOut: async () => {
      await query.signOut();
      const now = query.served ? await askSession(anew, base) : undefined;
      if (now !== undefined) session.setState({ session: now });
    },
  };
}
