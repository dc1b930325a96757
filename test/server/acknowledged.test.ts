import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import { startBroker, type Broker } from '@/server/broker';
import type { Message } from '@/server/refusalBook';
import { openCity, until } from './city';

const topic = 'v1.1/Datastreams(2)/Observations';
const device = { user: 'thermometer', password: 'secret', owns: (id: number) => id === 2 };

interface Held {
  readonly words: string;
  readonly keep: () => void;
  readonly shed: () => void;
}

const open: { broker?: Broker; clients: MqttClient[] } = { clients: [] };
afterEach(async () => {
  for (const client of open.clients.splice(0)) client.end(true);
  await open.broker?.close();
  delete open.broker;
});

/** A broker whose readings are kept when the test says so. */
async function holding() {
  const held: Held[] = [];
  const heard: string[] = [];
  const broker = await startBroker('127.0.0.1', 0, {
    devices: () => new Map([[device.user, device]]),
    message: (message: Message) => {
      const words = Buffer.from(message.payload).toString();
      heard.push(words);
      if (message.acknowledged !== true || words === 'refused') return undefined;
      return new Promise((resolve, reject) => {
        held.push({
          words,
          keep: resolve,
          shed: () => {
            reject(new Error('no room'));
          },
        });
      });
    },
    refused: () => undefined,
  });
  open.broker = broker;
  const client = await mqtt.connectAsync(broker.url, {
    username: device.user,
    password: device.password,
    protocolVersion: 4,
    reconnectPeriod: 0,
  });
  open.clients.push(client);
  const answered: string[] = [];
  const publish = (words: string, qos: 0 | 1 | 2) => {
    client.publish(topic, words, { qos }, (error) => {
      answered.push(error == null ? words : `${words} failed`);
    });
  };
  return { client, held, heard, answered, publish };
}

describe.each([1, 2] as const)('a reading of quality of service %i', (qos) => {
  it('is answered when it is kept, in order, while its connection goes on', async () => {
    const { held, heard, answered, publish } = await holding();
    publish('first', qos);
    publish('second', qos);
    publish('refused', qos);
    await until(() => heard.length === 3);
    publish('by the way', 0);
    await until(() => heard.includes('by the way'));
    expect(answered).toEqual(['by the way']);
    held.find(({ words }) => words === 'second')?.keep();
    publish('another', 0);
    await until(() => heard.includes('another'));
    expect(answered).toEqual(['by the way', 'another']);
    held.find(({ words }) => words === 'first')?.keep();
    await until(() => answered.length === 5);
    expect(answered.slice(2)).toEqual(['first', 'second', 'refused']);
  });

  it('that cannot be kept ends its connection, so that its device sends it again', async () => {
    const { client, held, answered, publish } = await holding();
    const gone = new Promise<void>((resolve) => client.once('close', () => resolve()));
    publish('lost', qos);
    await until(() => held.length === 1);
    held[0]?.shed();
    await gone;
    expect(answered).not.toContain('lost');
  });
});

describe('an acknowledged reading', () => {
  it('is in the history at once, and sent again after a restart it is the same reading', async () => {
    const city = await openCity();
    try {
      const phenomenonTime = new Date(Date.now() - 1_000).toISOString();
      const words = JSON.stringify({ phenomenonTime, result: 23.5 });
      const stored = async () => {
        const span = `from=${String(Date.now() - 60_000)}&to=${String(Date.now() + 1_000)}`;
        const answer = await city.ask(`/api/observations?series=2&px=1000&${span}`);
        return (JSON.parse(answer.text) as { last: number[] }).last;
      };
      const send = async () => {
        const client = await city.device();
        await client.publishAsync(topic, words, { qos: 1 });
      };
      await send();
      expect(await stored()).toEqual([23.5]);
      await city.restart();
      await send();
      expect(await stored()).toEqual([23.5]);
      const cookie = await city.signIn('steward');
      const refused = await city.ask('/api/ingest/refused', { cookie });
      expect(refused.text).toContain('"duplicate":1');
    } finally {
      await city.close();
    }
  });
});
