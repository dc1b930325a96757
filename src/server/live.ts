import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { registers } from '@/contracts/base';
import { createAlarmDesk, type AlarmDesk } from './alarmDesk';
import type { Base } from './base';
import type { History } from './history';
import { createHub, type Hub } from './hub';
import { createIngest } from './ingest';
import { createLatest } from './latest';
import type { LiveCity } from './parts';
import { prepare } from './prepared';
import type { Readiness } from './readiness';
import type { RefusalBook } from './refusalBook';
import { readScopes } from './scopes';
import { createSignDesk } from './signDesk';
import { createSignHistory } from './signHistory';
import { createTimekeeper } from './timekeeper';

/** No reading at all for so long means the feed is not in place, whatever is connected. */
const quietMs = 60_000;

/** How often sources are looked at, ms: a delay of a minute is kept well enough. */
const sourceBeatMs = 5_000;

export interface LiveMakings {
  readonly base: Base;
  /** Folder of the built page; it may not be there. */
  readonly page: string;
  readonly history: History;
  readonly readiness: Readiness;
  readonly refusals: RefusalBook;
  /** How long readings are kept, ms. */
  readonly keepMs: number;
  readonly report: (error: unknown, what: string) => void;
}

const tagOf = (content: Buffer) => createHash('sha256').update(content).digest('base64url').slice(0, 22);

/** Joins door, newest readings, history, alarms and sockets into the living city. */
export async function createLive(
  makings: LiveMakings,
): Promise<LiveCity & { readonly close: () => Promise<void> }> {
  const { base, page, history, readiness, refusals, keepMs, report } = makings;
  const seriesBody = await readFile(join(base.folder, registers.series));
  const latest = createLatest(base.catalogue);
  const pageTag = await readFile(join(page, 'index.html')).then(tagOf, () => undefined);
  const hub: Hub = createHub(base.catalogue, latest, () => alarms, pageTag, report);
  const alarms: AlarmDesk = createAlarmDesk(
    base.catalogue,
    latest,
    Date.now(),
    readiness,
    hub.broadcast,
    report,
  );
  const scopes = await readScopes(base);
  const signHistory = createSignHistory(history);
  const signs = createSignDesk({
    catalogue: base.catalogue,
    scopes,
    latest,
    report,
    beaten: signHistory.take,
  });
  const timekeeper = createTimekeeper(history, base.catalogue, latest, keepMs, report);
  let lastAt = 0;
  const ingest = createIngest({
    catalogue: base.catalogue,
    latest,
    book: refusals,
    keep: (row, acknowledged) => {
      timekeeper.count(row);
      if (acknowledged) return history.commit(row);
      history.keep(row);
      return undefined;
    },
    settled: history.settled,
    newest: (slot, row) => {
      if (lastAt === 0) readiness.set('feed', { state: 'ready' });
      lastAt = row.received_ms;
      alarms.observe(slot, row.value, row.phenomenon_ms, row.received_ms);
    },
  });
  history.know(base.catalogue);
  readiness.set('feed', { state: 'waiting', detail: 'No reading yet.' });
  const watch = setInterval(() => {
    if (lastAt === 0 || Date.now() - lastAt < quietMs) return;
    lastAt = 0;
    readiness.set('feed', { state: 'failed', detail: 'No reading for a minute.' });
  }, 5_000);
  const sourceBeat = setInterval(() => {
    alarms.look(Date.now());
  }, sourceBeatMs);
  return {
    base,
    seriesAnswer: prepare(seriesBody, 'application/json; charset=utf-8'),
    latest,
    ingest,
    alarms,
    scopes,
    signs,
    signHistory,
    hub,
    timekeeper,
    close: async () => {
      clearInterval(watch);
      clearInterval(sourceBeat);
      await timekeeper.close();
      await signs.close();
      await signHistory.close();
      await alarms.close();
    },
  };
}
