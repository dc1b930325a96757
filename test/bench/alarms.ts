import { connect } from 'mqtt';
import { loadavg } from 'node:os';
import { WebSocket } from 'ws';
import type { AlarmEvent } from '@/contracts/alarm';
import type { SeriesCatalogue } from '@/contracts/series';
import { startProduct } from '../support/product';

export const name = 'alarms';

const seats = 5;
const turns = 400;
const everyMs = 100;

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** One seat's line; tells each alarm event it hears, and when. */
function sit(url: string, hear: (event: AlarmEvent, at: number) => void): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/live`, { origin: url });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => socket.send(JSON.stringify({ type: 'hello' })));
    socket.on('message', (data: Buffer, binary: boolean) => {
      const at = performance.now();
      if (binary) return;
      const told = JSON.parse(data.toString('utf8')) as {
        readonly type: string;
        readonly log?: string;
        readonly body?: AlarmEvent;
      };
      if (told.type === 'hello') resolve(socket);
      if (told.type === 'event' && told.log === 'alarms' && told.body !== undefined) hear(told.body, at);
    });
  });
}

/**
 * A device goes over its limit and back by MQTT, ten times a second, beside the whole simulated fleet: milliseconds from
 * the message leaving it until each of five seats hears of the alarm raised or returned, after it was written to the log.
 */
export async function run(): Promise<Record<string, unknown>> {
  const product = await startProduct();
  try {
    const catalogue = (await (await fetch(`${product.url}/api/series`)).json()) as SeriesCatalogue;
    const series = catalogue.series.find(({ thing }) => thing === 'demo-device');
    if (series === undefined) throw new Error('there is no demo device');
    const left = new Map<number, number>();
    const took: number[] = [];
    const heard = (event: AlarmEvent, at: number) => {
      const from = left.get(event.at);
      if (event.alarm.includes(`-${series.id}-`) && from !== undefined) took.push(at - from);
    };
    const lines = await Promise.all(Array.from({ length: seats }, () => sit(product.url, heard)));
    const device = connect(`mqtt://127.0.0.1:${product.mqttPort}`, {
      username: 'demo-device',
      password: 'demo',
      protocolVersion: 4,
    });
    await new Promise<void>((resolve) => device.once('connect', () => resolve()));
    const begun = performance.now();
    let last = 0;
    for (let turn = 0; turn < turns; turn += 1) {
      const wait = begun + turn * everyMs - performance.now();
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
      // Each at a time of its own, by which the event is known again.
      last = Math.max(last + 1, Date.now());
      left.set(last, performance.now());
      const told = { phenomenonTime: new Date(last).toISOString(), result: turn % 2 === 0 ? 45 : 20 };
      device.publish(`v1.1/Datastreams(${series.id})/Observations`, JSON.stringify(told), { qos: 1 });
    }
    const until = performance.now() + 20_000;
    while (took.length < turns * seats && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await device.endAsync();
    for (const line of lines) line.close();
    const sorted = took.toSorted((one, other) => one - other);
    const ms = (share: number) => Math.round(quantile(sorted, share) * 10) / 10;
    return {
      seats,
      sent: turns,
      expected: turns * seats,
      heard: took.length,
      ms: { p50: ms(0.5), p95: ms(0.95), p99: ms(0.99), worst: ms(1) },
      load: loadavg()[0],
    };
  } finally {
    await product.stop();
  }
}
