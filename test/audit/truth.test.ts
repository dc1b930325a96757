import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SeriesCatalogue } from '@/contracts/series';
import { openCity, type TestCity } from '../server/city';
import { openFaultProxy, type FaultProxy } from '../support/faultProxy';
import { createOwnFleet, type OwnFleet } from '../support/ownFleet';
import { diceOf, seed } from '../support/seed';
import { mqttPackets, webSocketFrames } from '../support/wireMessages';
import { audit, type Auditor } from './auditor';
import { createGroundFleet, type GroundFleet } from './groundFleet';
import { openLivePage, type LivePage } from './livePage';
import { refusalsOf, storedOf } from './stored';

const intervalMs = 1_000;
const patienceMs = 30_000;
/** Every series speaks once a second, so that two intervals are soon over. */
const hasty = (catalogue: SeriesCatalogue): SeriesCatalogue => ({
  ...catalogue,
  series: catalogue.series.map((series) => ({ ...series, intervalS: intervalMs / 1_000 })),
});

let own: OwnFleet;
let city: TestCity;
let catalogue: SeriesCatalogue;
/** Between the devices and the broker, and between the page and the server. */
let below: FaultProxy;
let above: FaultProxy;
let fleet: GroundFleet;
let page: LivePage;
let auditor: Auditor;
/** What the store held of each slot before any device spoke: the imagined day before. */
let imagined: readonly ReadonlySet<number>[] = [];
let before = { copies: 0, others: 0 };
let rounds = 0;
let speaking: (() => void) | undefined;
let voice: NodeJS.Timeout;

/** Waits until `wrong` finds nothing; tells what it still finds when patience ends. */
async function eventually(wrong: () => string | undefined | Promise<string | undefined>): Promise<void> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const found = await wrong();
    if (found === undefined) return;
    if (performance.now() > end) throw new Error(found);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
/** Lets the devices speak so many times more. */
const spoken = async (more: number) => {
  const until = rounds + more;
  await eventually(() => (rounds >= until ? undefined : 'the devices do not speak'));
};
const state = () => page.city.health.getState().state;
const shows = (wanted: string) =>
  eventually(() => (state() === wanted ? undefined : `the feed is ${state()}, not ${wanted}`));
const ordersOf = async () => {
  await eventually(() => (own.orders() === undefined ? 'the fleet has no orders' : undefined));
  return own.orders()!;
};
const portOf = (url: string) => Number(new URL(url).port);

/** All faults gone: what the devices say last must soon stand on the page, and everything they said in the store. */
async function balance({ refused = 0, copies = undefined as number | undefined } = {}): Promise<void> {
  below.set({});
  above.set({});
  speaking = undefined;
  const last = new Map<number, number>();
  await eventually(() => {
    // Until it comes through: a connection that is just coming back may still be without a reader.
    if (!isShown(last)) {
      fleet.speak();
      for (const { slot, value } of fleet.all().slice(-catalogue.series.length)) last.set(slot, value);
    }
    return isShown(last) && state() === 'live' ? undefined : `the page is ${state()} and behind the devices`;
  });
  await eventually(() =>
    fleet.unheard() === 0 ? undefined : `${String(fleet.unheard())} messages are not acknowledged`,
  );
  await eventually(unbalanced);
  const after = await refusalsOf(city);
  // A device that missed its acknowledgement says it again, and is told that it did.
  expect(after.others).toBe(before.others + refused);
  if (copies !== undefined) expect(after.copies).toBe(before.copies + copies);
}
function isShown(last: ReadonlyMap<number, number>): boolean {
  const { values, states } = page.city.telemetry();
  return last.size > 0 && [...last].every(([slot, value]) => values[slot] === value && states[slot] === 1);
}
/** What is wrong between what was sent and what is stored; nothing once they agree. */
async function unbalanced(): Promise<string | undefined> {
  for (const [slot, series] of catalogue.series.entries()) {
    const stored = (await storedOf(city, series.id)).filter((value) => imagined[slot]?.has(value) !== true);
    const twice = stored.length - new Set(stored).size;
    if (twice > 0) return `${series.property} ${String(series.id)}: ${String(twice)} values are stored twice`;
    for (const value of stored) {
      if (fleet.truth(slot, value)?.fate !== 'taken') return `${String(value)} is stored and was never to be`;
    }
    const held = new Set(stored);
    const lost = fleet
      .all()
      .filter((one) => one.slot === slot && one.fate === 'taken' && !held.has(one.value));
    if (lost.length > 0)
      return `${series.property} ${String(series.id)}: ${String(lost.length)} are not stored`;
  }
  return undefined;
}

beforeAll(async () => {
  own = createOwnFleet();
  city = await openCity({}, { builder: undefined, fleet: own.program, databaseWorker: undefined }, hasty);
  catalogue = city.small.catalogue;
  below = await openFaultProxy({
    target: () => city.server.mqttPort ?? 0,
    dice: diceOf('below'),
    cut: mqttPackets,
  });
  above = await openFaultProxy({
    target: () => portOf(city.url),
    dice: diceOf('above'),
    cut: webSocketFrames,
  });
  imagined = await Promise.all(catalogue.series.map(async ({ id }) => new Set(await storedOf(city, id))));
  fleet = createGroundFleet(catalogue, await ordersOf(), below.port);
  voice = setInterval(() => {
    if (speaking === undefined) return;
    speaking();
    rounds += 1;
  }, intervalMs);
});
afterAll(async () => {
  clearInterval(voice);
  fleet.leave();
  await Promise.all([below.close(), above.close()]);
  await city.close();
  own.remove();
});
beforeEach(async () => {
  page = openLivePage(above.port, diceOf('page'));
  speaking = () => fleet.speak();
  await shows('live');
  before = await refusalsOf(city);
  auditor = audit(page, fleet, catalogue);
});
afterEach(() => {
  speaking = undefined;
  auditor.stop();
  page.close();
  below.set({});
  above.set({});
  // A case that looked at nothing fresh has audited nothing.
  expect(auditor.looked()).toBeGreaterThan(100);
  expect(auditor.lies()).toEqual([]);
});

describe(`the truth from device to page and store, by seed ${String(seed)}`, () => {
  it('when nothing is wrong', async () => {
    await spoken(3);
    await balance();
  });

  it('F1: when the server goes and comes back', async () => {
    own.forget();
    await city.restart();
    fleet.rekey(await ordersOf());
    await balance();
    expect(auditor.feedStates()).toContain('lost');
    expect(page.lines().most).toBe(1);
  });

  it('F2: when a line to the page is half open, and so is one to the devices', async () => {
    above.set({ blackhole: true });
    await shows('stale');
    await shows('lost');
    above.set({});
    await shows('live');
    below.set({ blackhole: true });
    await shows('stale');
    expect(page.city.telemetry().states).not.toContain(1);
    await balance();
  });

  it('F3: when both lines flap', async () => {
    for (let flap = 0; flap < 4; flap += 1) {
      above.cut();
      below.cut();
      await spoken(1);
    }
    await balance();
    expect(page.lines().most).toBe(1);
  });

  it('F4: when messages are late by a little, and some by much', async () => {
    const late = { latencyMs: 200, jitterMs: 100, spike: { chance: 0.02, ms: 1_500 } };
    above.set(late);
    below.set(late);
    await spoken(5);
    await balance();
  });

  it('F5: when the devices are connected but nothing they say comes through', async () => {
    below.set({ drop: 1 });
    await shows('stale');
    await eventually(() =>
      page.city.telemetry().states.includes(1) ? 'something still passes for fresh' : undefined,
    );
    below.set({});
    // What was swallowed was never acknowledged: a device says it again when it comes anew.
    below.cut();
    await balance();
  });

  it('F6: when ten times as much comes', async () => {
    speaking = () => {
      for (let turn = 0; turn < 10; turn += 1) fleet.speak();
    };
    await spoken(4);
    await balance();
  });

  it('F7: when the page is too busy to listen', async () => {
    page.busy(true);
    await shows('stale');
    expect(page.city.telemetry().states).not.toContain(1);
    page.busy(false);
    await shows('live');
    await balance();
  });

  it('F8: when another client takes nothing', async () => {
    const deaf = connect(portOf(city.url), '127.0.0.1');
    deaf.on('error', () => undefined);
    deaf.pause();
    deaf.write(
      'GET /api/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await spoken(3);
    await balance();
    expect(auditor.feedStates()).toEqual(['live']);
    deaf.destroy();
  });

  it('F9: when everything is said three times', async () => {
    below.set({ times: 3 });
    const known = fleet.all().length;
    await spoken(3);
    speaking = undefined;
    await eventually(() => (fleet.unheard() === 0 ? undefined : 'not all is acknowledged'));
    const twiceMore = 2 * (fleet.all().length - known);
    await balance({ copies: twiceMore });
  });

  it('F10: when readings come late, and not in their order', async () => {
    below.set({ reorder: 0.5 });
    speaking = () => {
      fleet.speak({ clockMs: -3_600_000 });
      fleet.speak();
    };
    await spoken(3);
    await balance();
  });

  it('F11: when clocks are wrong', async () => {
    const day = 86_400_000;
    const eras = [day, -2 * day, 1 - Date.now()];
    for (const clockMs of eras) fleet.speak({ clockMs, fate: 'refused' });
    // A little fast is tolerated, more is put right and said.
    for (const clockMs of [4_000, 30_000]) fleet.speak({ clockMs, slots: [0, 1] });
    await spoken(2);
    await balance({ refused: eras.length * catalogue.series.length });
  });

  it.each([10, -10])(
    'F12: when the page’s machine is %i minutes off, and is set while it runs',
    async (minutes) => {
      const off = minutes * 60_000;
      const wrong = openLivePage(above.port, diceOf('wrong'), off);
      const second = audit(wrong, fleet, catalogue);
      await spoken(2);
      page.setClock(off);
      wrong.setClock(-2 * off);
      await spoken(2);
      await balance();
      for (const { city: one } of [page, wrong]) {
        await eventually(() => {
          const apart = Math.abs(one.present() - Date.now());
          return apart < 1_000 ? undefined : `the page’s time is ${String(apart)} ms off`;
        });
      }
      second.stop();
      wrong.close();
      expect(second.looked()).toBeGreaterThan(100);
      expect(second.lies()).toEqual([]);
    },
  );

  it('F13: when what comes is no reading', async () => {
    const now = new Date().toISOString();
    const said = (result: unknown, more: object = {}) =>
      JSON.stringify({ phenomenonTime: now, result, ...more });
    const corpus: readonly (Buffer | string)[] = [
      '',
      'null',
      '[]',
      '{',
      said('21'),
      said(null),
      said({ value: 21 }),
      said(1e300),
      '{"phenomenonTime":"yesterday","result":1}',
      `{"phenomenonTime":"${now}","result":NaN}`,
      `{"phenomenonTime":"${now}","result":1e999}`,
      `{"result":1}`,
      `{"time":"${now}","value":1}`,
      '['.repeat(30_000),
      Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
      said(1, { padding: 'x'.repeat(70_000) }),
    ];
    corpus.forEach((payload, at) => fleet.babble(at % catalogue.series.length, payload));
    await spoken(2);
    await balance({ refused: corpus.length });
  });

  it('F14: when nobody looks at the page for a while', async () => {
    page.look(false);
    await spoken(3);
    page.look(true);
    await balance();
  });

  it('when a line is slow, and breaks in the middle of what is said', async () => {
    above.set({ bytesASecond: 2_000 });
    below.set({ truncateAfter: 3_000 });
    await spoken(5);
    await balance();
  });
});
