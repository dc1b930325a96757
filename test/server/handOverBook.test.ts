import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HandOverPage } from '@/contracts/handOver';
import { composeHandOver } from '@/domain/handOver';
import type { HandOverOrder } from '@/domain/handOverOrders';
import { createHandOverDesk, type HandOverDesk, type Sent } from '@/server/handOverDesk';
import { checkHandOvers } from '@/server/handOverSources';
import { createRefusalCounts } from '@/server/refusalCounts';
import { monday } from '../support/fakeClock';
import { engines, type OpenDatabase } from './databases';

const sent: Sent = { expected: undefined, key: undefined, say: ({ en }) => en };
const minute = 60_000;

describe.each(engines)('the book of hand-over pages in %s', (_name, open) => {
  let opened: OpenDatabase | undefined;
  let desk: HandOverDesk;
  let now = monday;
  beforeAll(async () => {
    opened = await open?.();
    const database = opened?.database;
    desk = createHandOverDesk({
      history: { ask: (question) => question(database!) },
      now: () => now,
      compose: (from, to, notes) =>
        Promise.resolve(
          composeHandOver({
            from,
            to,
            alarms: [],
            signEntries: [],
            signs: [],
            simulated: true,
            scenario: 'weekday',
            switches: [],
            refused: { from, reasons: {} },
            notes,
          }),
        ),
    });
  }, 60_000);
  afterAll(() => opened?.close());

  const order = (number: number, by: string, kind: 'sign' | 'withdraw'): Promise<HandOverPage> =>
    desk.order(number, { kind, by, at: now } satisfies HandOverOrder, sent);
  const handOver = async (note: string): Promise<number> => {
    now += 60 * minute;
    const { number } = await desk.begin({ by: 'operator', at: now, note }, sent);
    await order(number, 'operator', 'sign');
    await order(number, 'operator2', 'sign');
    return number;
  };
  /** Somebody with every right on the database goes around what refuses a change. */
  const behindItsBack = async (change: ReturnType<typeof sql>, table = 'handovers'): Promise<void> => {
    await sql`alter table ${sql.table(table)} disable trigger user`.execute(opened!.database);
    await change.execute(opened!.database);
    await sql`alter table ${sql.table(table)} enable trigger user`.execute(opened!.database);
  };

  it.runIf(open)('refuses to change, to remove and to empty what both have signed', async () => {
    const number = await handOver('一');
    const { database } = opened!;
    await expect(
      sql`update handovers set content = '{}' where number = ${number}`.execute(database),
    ).rejects.toThrow('never changed');
    await expect(sql`delete from handovers where number = ${number}`.execute(database)).rejects.toThrow(
      'never changed',
    );
    await expect(sql`truncate handovers`.execute(database)).rejects.toThrow('never changed');
    expect((await desk.page(number)).faults).toEqual([]);
  });

  it.runIf(open)('has room for one open page only', async () => {
    const { number } = await desk.begin({ by: 'operator', at: now, note: '' }, sent);
    await expect(
      sql`insert into handovers (number, version, state, draft) values (99, 1, 'draft', '{}')`.execute(
        opened!.database,
      ),
    ).rejects.toThrow();
    await order(number, 'operator2', 'sign');
    await order(number, 'operator', 'sign');
  });

  it.runIf(open)('will not let one sign for content that is no longer what the other signed', async () => {
    now += minute;
    const { number } = await desk.begin({ by: 'operator', at: now, note: '真' }, sent);
    await order(number, 'operator', 'sign');
    const { database } = opened!;
    await sql`update handovers set content = replace(content, '真', '假') where number = ${number}`.execute(
      database,
    );
    expect((await desk.page(number)).faults).toEqual(['content']);
    await expect(order(number, 'operator2', 'sign')).rejects.toThrow('A change was found');
    await order(number, 'operator', 'withdraw');
    await order(number, 'operator', 'sign');
    expect(await order(number, 'operator2', 'sign')).toMatchObject({ state: 'signed', faults: [] });
  });

  it.runIf(open)('finds what was changed behind its back, wherever the change is', async () => {
    const one = await handOver('水位 26 米');
    const two = await handOver('二');
    const three = await handOver('三');
    expect(await desk.check()).toMatchObject({ pages: three, changed: [], missing: [] });

    await behindItsBack(
      sql`update handovers set content = replace(content, '26', '25') where number = ${one}`,
    );
    expect((await desk.page(one)).faults).toEqual(['content']);

    // The hash made to fit the change: then the log and the next page tell.
    await behindItsBack(
      sql`update handovers set head = replace(head, 'operator2', 'operator3') where number = ${two}`,
    );
    await behindItsBack(
      sql`update handovers set hash = encode(sha256(convert_to(head, 'UTF8')), 'hex') where number = ${two}`,
    );
    expect((await desk.page(two)).faults).toEqual(['seal']);
    expect((await desk.page(three)).faults).toEqual(['chain']);
    const { items } = await desk.list({ limit: 10 });
    expect(items.find(({ number }) => number === two)?.faults).toEqual(['seal']);

    await behindItsBack(sql`update handovers set head = 'no head' where number = ${three}`);
    expect((await desk.page(three)).faults).toEqual(['content', 'head', 'chain']);

    const told: unknown[] = [];
    await checkHandOvers(desk, (error, what) => told.push([String(error), what]));
    expect(told).toEqual([
      [expect.stringContaining(`page ${String(one)} (content)`), expect.stringContaining('改动被发现')],
    ]);
  });

  it.runIf(open)('misses the last page when it is taken away, and gives its number to no other', async () => {
    const last = await handOver('末页');
    await behindItsBack(sql`delete from handovers where number = ${last}`);
    expect((await desk.list({ limit: 10 })).missing).toEqual([last]);
    expect(await handOver('之后')).toBe(last + 1);
    expect((await desk.page(last + 1)).faults).toEqual([]);
  });

  it.runIf(open)(
    'counts refused messages by the minute, over restarts, for the shift that asks',
    async () => {
      const { database } = opened!;
      let at = monday;
      const byReason: Record<string, number> = { shape: 2 };
      const count = () =>
        createRefusalCounts(
          { byReason: () => ({ ...byReason }) },
          () => undefined,
          () => at,
        );
      const first = count();
      first.attach(database);
      expect(await first.since(monday - 60 * minute)).toEqual({ from: monday, reasons: { shape: 2 } });
      at += 10 * minute;
      byReason['not-own'] = 3;
      await first.close();
      byReason['shape'] = 0;
      byReason['not-own'] = 1;
      const second = count();
      second.attach(database);
      expect((await second.since(monday)).reasons).toEqual({ shape: 2, 'not-own': 4 });
      expect(await second.since(at)).toEqual({ from: at, reasons: { 'not-own': 4 } });
      await second.close();
    },
  );
});
