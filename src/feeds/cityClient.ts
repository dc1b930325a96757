import * as z from 'zod/mini';
import { alarm as alarmShape, type Alarm } from '@/contracts/alarm';
import { ingestHealth, refusals } from '@/contracts/ingest';
import { buildingCard } from '@/contracts/records';
import { observations, seriesCatalogue } from '@/contracts/series';
import { playedScenario } from '@/contracts/scenario';
import { session as sessionShape, type Session } from '@/contracts/session';
import { signMemory, signTrace } from '@/contracts/sign';
import type { Language } from '@/contracts/text';
import type { Knowing, TimeContext } from '@/contracts/time';
import { timeline } from '@/contracts/timeline';
import type { CityQuery, CommandResult } from './cityQuery';
import { ask, posting, readJson, type Fetch } from './http';
import { createRegisters } from './registers';
import { readFrames } from './frameStream';
import type { OverviewOptions } from './overview';
import type { ReplayFeedOptions } from './replayFeed';
import { joinFrames, joinKnownFrames, splitFrames } from './replayFrames';

export interface ServedOptions {
  /** The page's own address; `api/` and `tiles/` lie beside it. */
  readonly base: URL;
  readonly fetch: Fetch;
  /** The person's language: the server's reasons come in it. */
  readonly language: () => Language;
  /** A new key for each command, so that a repeated request is the same command. */
  readonly newKey: () => string;
}

/** What only a server of ours can answer, besides the queries. */
export interface ServedCity {
  readonly query: CityQuery;
  readonly replay: ReplayFeedOptions['load'];
  /** Pictures of the whole city, as known then. */
  readonly overview: OverviewOptions['load'];
  readonly entriesAfter: (
    seq: number,
  ) => Promise<readonly { readonly seq: number; readonly body: unknown }[]>;
}

/** As many as the server keeps samples of. */
const refusalsAsked = 200;
const remembered = z.object({
  items: z.array(z.object({ id: z.string(), memory: z.optional(signMemory) })),
});
const logPage = z.object({ items: z.array(z.object({ seq: z.int(), body: z.unknown() })) });

/** Questions to our own server, one typed function each; every one takes the time it is asked about. */
export function createServedCity({ base, fetch: reach, newKey, language }: ServedOptions): ServedCity {
  const fetch: Fetch = (url, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('accept-language', language());
    return reach(url, { ...init, headers });
  };
  const registers = createRegisters(fetch, new URL('tiles/', base));
  const api = (path: string, parameters: Readonly<Record<string, string | number>> = {}): URL => {
    const url = new URL(`api/${path}`, base);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, String(value));
    return url;
  };
  const command = (
    alarm: Alarm,
    step: 'acknowledge' | 'comment' | 'close' | 'assign' | 'shelve' | 'unshelve',
    body: Readonly<Record<string, string | number>>,
  ): Promise<CommandResult<Alarm>> =>
    ask(
      fetch,
      api(`alarms/${encodeURIComponent(alarm.id)}/${step}`),
      posting(body, { 'idempotency-key': newKey(), 'if-match': `"${alarm.seq}"` }),
      alarmShape,
    );
  return {
    query: {
      ...registers,
      served: true,
      site: async () => (await import('./siteScene')).readSiteScene(fetch, api('site')),
      footprints: async (box) => (await import('./siteScene')).readFootprints(fetch, api('footprints'), box),
      building: async (id) =>
        (await import('./siteScene')).readBuilding(fetch, api(`footprints/${encodeURIComponent(id)}`)),
      catalogue: () => readJson(fetch, api('series'), seriesCatalogue),
      observations: ({ series, from, to, px, time }) =>
        readJson(
          fetch,
          api('observations', { series, from: instant(from), to: instant(to), px, ...known(time) }),
          observations,
        ),
      ingestHealth: () => readJson(fetch, api('ingest/health'), ingestHealth),
      refusals: () => ask(fetch, api('ingest/refused', { limit: refusalsAsked }), {}, refusals),
      timeline: ({ from, to, bins }) =>
        readJson(fetch, api('timeline', { from: instant(from), to: instant(to), bins }), timeline),
      signMemories: async (scope) => {
        const { items } = await readJson(fetch, api('indicators', { scope }), remembered);
        return Object.fromEntries(
          items.flatMap(({ id, memory }) => (memory === undefined ? [] : [[id, memory]])),
        );
      },
      why: (sign, time, scope) => {
        const of = scope === undefined ? {} : { scope };
        const path = `indicators/${encodeURIComponent(sign)}/why`;
        return readJson(fetch, api(path, { ...asked(time), ...of }), signTrace);
      },
      signHistory: async ({ scope, sign, from, to, px, time }) => {
        const path = `indicators/${sign === undefined ? '' : `${encodeURIComponent(sign)}/`}history`;
        const { signHistory } = await import('@/contracts/signHistory');
        const span = { scope, from: Math.floor(from), to: Math.ceil(to), px };
        return readJson(fetch, api(path, { ...span, ...known(time) }), signHistory);
      },
      playedScenario: () => ask(fetch, api('simulator/scenario'), {}, playedScenario),
      playScenario: (scenario) =>
        ask(fetch, api('simulator/scenario'), posting({ scenario }), playedScenario),
      record: (building, time) =>
        ask(fetch, api(`records/buildings/${encodeURIComponent(building)}`, asked(time)), {}, buildingCard),
      acknowledge: (alarm, comment) => command(alarm, 'acknowledge', { comment }),
      commentAlarm: (alarm, comment) => command(alarm, 'comment', { comment }),
      closeAlarm: (alarm, comment) => command(alarm, 'close', { comment }),
      assignAlarm: (alarm, comment, to) => command(alarm, 'assign', { comment, to }),
      shelveAlarm: (alarm, comment, minutes) => command(alarm, 'shelve', { comment, minutes }),
      unshelveAlarm: (alarm, comment) => command(alarm, 'unshelve', { comment }),
      assignees: async () =>
        ask(fetch, api('alarms/assignees'), {}, (await import('@/contracts/alarmCommand')).assignees),
      handOvers: async () =>
        (await import('./handOverClient')).createHandOverQuery(fetch, api('handovers'), newKey),
      signIn: (user, password) => ask(fetch, api('session'), posting({ user, password }), sessionShape),
      signOut: async () => {
        await fetch(api('session'), { method: 'DELETE', credentials: 'same-origin' });
      },
    },
    replay: async (asked, to, knowing, signal) => {
      const from = Math.floor(asked);
      const url = api('replay', { from, to: Math.ceil(to), ...knownBy(knowing) });
      const response = await fetch(url, { credentials: 'same-origin', signal });
      const frames = response.ok ? splitFrames(await response.arrayBuffer()) : undefined;
      if (frames === undefined) throw new Error(`replay: HTTP ${response.status}`);
      return knowing === 'then' ? joinKnownFrames(frames, from) : joinFrames(frames);
    },
    overview: async (from, to, stepMs, take, signal) => {
      const url = api('timeline/frames', { from, to, step: stepMs / 1000 });
      const response = await fetch(url, { credentials: 'same-origin', signal });
      if (!response.ok) throw new Error(`timeline: HTTP ${response.status}`);
      if (response.body !== null) await readFrames(response.body, take);
    },
    entriesAfter: async (seq) => (await readJson(fetch, api('alarms', { after: seq }), logPage)).items,
  };
}

/** Nobody has signed in: what everyone may do. */
export const observer: Session = {
  user: null,
  roles: ['observer'],
  clearance: 1,
  scope: [],
  idleSeconds: null,
  demo: [],
};

/**
 * The session our server tells; the observer's where it answers with a problem; `undefined` where nothing of ours
 * answers, and the page then stands alone.
 */
export async function askSession(fetch: Fetch, base: URL): Promise<Session | undefined> {
  try {
    const response = await fetch(new URL('api/session', base), { credentials: 'same-origin' });
    if (!(response.headers.get('content-type') ?? '').includes('json')) return undefined;
    const read = sessionShape.safeParse(await response.json());
    return read.success ? read.data : observer;
  } catch {
    return undefined;
  }
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

/** A live question is about the server's own now; only a replay names its times. */
function asked(time: TimeContext): Readonly<Record<string, string>> {
  return time.mode === 'live' ? {} : { at: instant(time.at), ...known(time) };
}

/** Without a word the server answers with all it knows. */
function knownBy(knowing: Knowing): Readonly<Record<string, string | number>> {
  if (knowing === 'now') return {};
  return knowing === 'then' ? { known: 'then' } : { knownAt: Math.floor(knowing) };
}

function known(time: TimeContext): Readonly<Record<string, string>> {
  return time.mode === 'live' ? {} : { knownAt: instant(time.knownAt) };
}
