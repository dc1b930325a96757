import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import KDBush from 'kdbush';
import mqtt from 'mqtt';
import type { Browser } from 'playwright-core';
import type { SeriesCatalogue } from '@/contracts/series';
import { gatewayOf } from '@/domain/fleetPlan';
import { createTelemetryTable } from '@/feeds/telemetryTable';
import { openBrowser } from '../support/chrome';
import { createOwnFleet } from '../support/ownFleet';
import { noDatabase, openCity, until } from '../server/city';
import { offerNumbers, offerServer, type Offer } from './live/offer';
import type { Ask, Measured } from './live/page';

export const name = 'live';

const seriesCount = 13_000;
const load = { updatesASecond: 20_000, seconds: 60, peerSeconds: 20 } as const;
const sensors = { readingsASecond: 1_000, seconds: 30 } as const;
const sayEveryMs = 50;

declare global {
  interface Window {
    readonly measureLive?: (ask: Ask) => Promise<Measured>;
  }
}

/** The small city's devices over and over, until there are as many as in the whole one, each somewhere else. */
function large({ series, ...rest }: SeriesCatalogue): SeriesCatalogue {
  const plain = series.filter(({ thing }) => thing !== 'demo-device');
  return {
    ...rest,
    series: Array.from({ length: seriesCount }, (_, slot) => {
      const pattern = plain[slot % plain.length]!;
      const at = [114.1 + (slot % 120) * 0.004, 30.4 + Math.floor(slot / 120) * 0.004, 20] as const;
      return {
        ...pattern,
        id: slot + 1,
        thing: `${pattern.thing}-${String(slot)}`,
        at: [...at],
        intervalS: 30,
      };
    }),
  };
}

async function measureOn(browser: Browser, offer: Offer, ask: Ask): Promise<Measured> {
  const page = await browser.newPage({ viewport: { width: 1_000, height: 700 } });
  await page.goto(offer.url);
  await page.waitForFunction(() => window.measureLive !== undefined, undefined, { timeout: 240_000 });
  const measured = await page.evaluate((asked) => window.measureLive!(asked), ask);
  await page.close();
  return measured;
}

/** Long tasks of a page that is offered 20,000 updates a second, and of the peer that is offered the same. */
async function underLoad(browser: Browser, catalogue: SeriesCatalogue) {
  const offer = await offerNumbers(catalogue, load.updatesASecond);
  try {
    const { seconds, peerSeconds } = load;
    const withoutDrawing = await measureOn(browser, offer, { who: 'ours', draw: false, seconds });
    const drawing = await measureOn(browser, offer, { who: 'ours', draw: true, seconds });
    const peer = await measureOn(browser, offer, { who: 'peer', draw: false, seconds: peerSeconds });
    return { withoutDrawing, drawing, rawMqttJsonSetState: { ...peer, seconds: peerSeconds } };
  } finally {
    await offer.close();
  }
}

/** From a device's PUBLISH over the real broker, door and hub to the frame its value is in. */
async function sensorToPixel(browser: Browser) {
  const own = createOwnFleet();
  const city = await openCity(
    noDatabase,
    { builder: undefined, fleet: own.program, databaseWorker: undefined },
    large,
  );
  const offer = await offerServer(city.url);
  const { gateways } = await until(() => own.orders());
  const clients = await Promise.all(
    gateways.map(async ({ user, password }) => {
      const options = { username: user, password, protocolVersion: 4 } as const;
      return [
        user,
        await mqtt.connectAsync(`mqtt://127.0.0.1:${String(city.server.mqttPort)}`, options),
      ] as const;
    }),
  );
  const clientOf = new Map(clients);
  const { series, properties } = city.small.catalogue;
  const begun = performance.now();
  let said = 0;
  const saying = setInterval(() => {
    const due = Math.floor(((performance.now() - begun) / 1_000) * sensors.readingsASecond);
    for (; said < due; said += 1) {
      const one = series[said % series.length]!;
      const { min, max } = properties.find(({ id }) => id === one.property)!;
      const result = min + ((max - min) * (said % 97)) / 97;
      const phenomenonTime = new Date().toISOString();
      const topic = `v1.1/Datastreams(${String(one.id)})/Observations`;
      clientOf.get(gatewayOf(one))?.publish(topic, JSON.stringify({ phenomenonTime, result }));
    }
  }, sayEveryMs);
  try {
    return await measureOn(browser, offer, { who: 'ours', draw: true, seconds: sensors.seconds });
  } finally {
    clearInterval(saying);
    for (const client of clientOf.values()) client.end(true);
    await offer.close();
    await city.close();
    own.remove();
  }
}

/** What 100,000 sensors' newest readings weigh: the columns, the slot of each id, and where each stands. */
function megabytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const held = () => {
    collect();
    collect();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return Math.max(heapUsed + external, heapUsed + arrayBuffers);
  };
  const count = 100_000;
  const before = held();
  const table = createTelemetryTable(new Array<number>(count).fill(30), 1);
  const slotOf = new Map(Array.from({ length: count }, (_, slot) => [slot * 7 + 1, slot]));
  const places = new KDBush(count);
  for (let slot = 0; slot < count; slot += 1) places.add(114 + (slot % 400) / 400, 30 + slot / count);
  places.finish();
  const weight = held() - before;
  // Used after the weighing, or they would have been collected before it.
  if (table.slots + slotOf.size + places.numItems !== 3 * count) throw new Error('not all was weighed');
  return Math.round(weight / 1e5) / 10;
}

/**
 * 13,000 series: long tasks in a minute under 20,000 updates a second with and without drawing, against the raw peer;
 * milliseconds from sensor to pixel at 1,000 readings a second over real MQTT; megabytes for 100,000 sensors.
 */
export async function run(): Promise<Record<string, unknown>> {
  const megabytesPer100k = megabytes();
  const browser = await openBrowser();
  try {
    const { smallCatalogue } = await import('../server/fixture');
    const longTasks = await underLoad(browser, large(smallCatalogue()));
    const toPixel = await sensorToPixel(browser);
    const tasks = (one: Measured, seconds: number) => Math.round((one.longTasks.count * 60) / seconds);
    console.error(
      `  long tasks in a minute, nothing drawn: ${tasks(longTasks.withoutDrawing, load.seconds)} (goal 0)`,
    );
    console.error(`  long tasks in a minute, software GL: ${tasks(longTasks.drawing, load.seconds)}`);
    console.error(`  sensor to pixel p99 under software GL: ${toPixel.toPixelMs.p99} ms (goal 500)`);
    console.error(`  100,000 sensors: ${megabytesPer100k} MB (goal 12)`);
    return { load, sensors, longTasks, toPixel, megabytesPer100k };
  } finally {
    await browser.close();
  }
}
