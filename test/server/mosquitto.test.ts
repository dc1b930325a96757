import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accessList, passwordLine, userOf } from '@/server/siteAccess';
import { siteClientId, subscribeSite } from '@/server/siteBroker';
import { freePort } from '../support/product';
import { openCity, until, type TestCity } from './city';
import { smallCatalogue } from './fixture';

const program = ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto'].find(
  existsSync,
);
const catalogue = smallCatalogue();
const own = catalogue.series[1]!;
const another = catalogue.series.find(({ thing }) => thing !== own.thing)!;
const topicOf = (id: number) => `v1.1/Datastreams(${String(id)})/Observations`;

/** Mosquitto as a site would run it: no strangers, our access list, and what it holds for us in memory. */
async function openMosquitto(path: string) {
  const folder = mkdtempSync(join(tmpdir(), 'city-mosquitto-'));
  const port = await freePort();
  writeFileSync(join(folder, 'access'), accessList(catalogue, 'city'), { mode: 0o600 });
  const users = [passwordLine('city', 'c'), passwordLine(own.thing, 'o'), passwordLine(another.thing, 'a')];
  writeFileSync(join(folder, 'passwords'), users.join(''), { mode: 0o600 });
  writeFileSync(
    join(folder, 'conf'),
    [
      `listener ${String(port)} 127.0.0.1`,
      'allow_anonymous false',
      `password_file ${join(folder, 'passwords')}`,
      `acl_file ${join(folder, 'access')}`,
      // Started as root it would become a user that may not read these files.
      ...(process.getuid?.() === 0 ? ['user root'] : []),
    ].join('\n'),
  );
  const broker = spawn(path, ['-c', join(folder, 'conf')], { stdio: 'ignore' });
  const gone = new Promise((resolve) => broker.once('exit', resolve));
  const address = (user: string, password: string) => `mqtt://${user}:${password}@127.0.0.1:${String(port)}`;
  const sign = (user: string, password: string) =>
    mqtt.connectAsync(address(user, password), { protocolVersion: 4, reconnectPeriod: 0 });
  await until(() =>
    sign('city', 'c').then(
      (client) => client.endAsync().then(() => true),
      () => false,
    ),
  );
  return {
    url: address('city', 'c'),
    sign,
    close: async () => {
      broker.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

describe('the access list of a site’s broker', () => {
  it('lets a Thing write to its own Datastreams, and us read', () => {
    const list = accessList(catalogue, userOf('mqtt://broker:1883'));
    expect(list).toContain(`user ${own.thing}\ntopic write ${topicOf(own.id)}\n`);
    expect(list.match(/^topic write /gm)).toHaveLength(catalogue.series.length);
    expect(list.endsWith('user city-ingest\ntopic read v1.1/+/Observations\n')).toBe(true);
    expect(userOf('mqtt://a%20b:c@broker')).toBe('a b');
  });

  it('is refused where a name would open a line of its own', () => {
    const hostile = { ...catalogue, series: [{ ...own, thing: 'x\ntopic write #' }] };
    expect(() => accessList(hostile, 'city')).toThrow('cannot be a broker');
  });
});

describe.skipIf(program === undefined)('Mosquitto in place of the embedded broker', () => {
  let broker: Awaited<ReturnType<typeof openMosquitto>>;
  let city: TestCity;
  const clients: MqttClient[] = [];
  const sign = async (user: string, password: string) => {
    const client = await broker.sign(user, password);
    clients.push(client);
    return client;
  };
  /** Each reading 400 ms after the one before, so that none hides behind another. */
  const begun = Date.now() - 50_000;
  let turn = 0;
  const body = (result: number) =>
    JSON.stringify({ phenomenonTime: new Date(begun + turn++ * 400).toISOString(), result });
  const told = async (id: number) => {
    const span = `from=${String(begun)}&to=${String(begun + 80_000)}`;
    const answer = await city.ask(`/api/observations?series=${String(id)}&px=400&${span}`);
    return (JSON.parse(answer.text) as { last: number[] }).last;
  };
  beforeAll(async () => {
    broker = await openMosquitto(program ?? '');
    city = await openCity({ mqttUrl: broker.url });
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.end(true);
  });
  afterAll(async () => {
    await city.close();
    await broker.close();
  });

  it('brings what a device says of its own, and nothing that it says of another’s', async () => {
    const device = await sign(own.thing, 'o');
    await device.publishAsync(topicOf(another.id), body(30), { qos: 1 });
    await device.publishAsync(topicOf(own.id), body(21.5), { qos: 1 });
    await device.publishAsync(topicOf(own.id), body(21.6), { qos: 0 });
    await until(async () => (await told(own.id)).at(-1) === 21.6);
    expect(await told(own.id)).toEqual([21.5, 21.6]);
    expect(await told(another.id)).toEqual([]);
  });

  it('lets in nobody without a password, and lets no device listen', async () => {
    await expect(sign(own.thing, 'wrong')).rejects.toThrow();
    const device = await sign(own.thing, 'o');
    const heard: string[] = [];
    device.on('message', (topic) => heard.push(topic));
    await device.subscribeAsync('#', { qos: 1 }).catch(() => undefined);
    await device.publishAsync(topicOf(own.id), body(21.7), { qos: 1 });
    await until(async () => (await told(own.id)).includes(21.7));
    expect(heard).toEqual([]);
  });

  it('keeps for us what is sent while we restart, and brings it once', async () => {
    const device = await sign(own.thing, 'o');
    let sent = 0;
    const restarted = city.restart();
    const sending = (async () => {
      for (; sent < 60; sent++) await device.publishAsync(topicOf(own.id), body(10 + sent / 10), { qos: 1 });
    })();
    await Promise.all([restarted, sending]);
    const wanted = Array.from({ length: 60 }, (_, turn) => 10 + turn / 10);
    await until(async () => {
      const last = await told(own.id);
      return wanted.every((value) => last.includes(value));
    });
    expect((await told(own.id)).filter((value) => value < 20)).toHaveLength(60);
  });

  it('has its access list written beside the city, for whoever runs it', () => {
    expect(readFileSync(join(city.small.home, 'broker.acl'), 'utf8')).toBe(accessList(catalogue, 'city'));
  });

  it('sends again what was never answered, and not what was', async () => {
    const listen = () => {
      const heard: string[] = [];
      const keeps: (() => void)[] = [];
      const site = subscribeSite({
        url: broker.url,
        clientId: siteClientId('a second server'),
        message: ({ payload }) => {
          heard.push(Buffer.from(payload).toString());
          return new Promise((resolve) => keeps.push(resolve));
        },
        away: () => undefined,
        report: () => undefined,
      });
      return { heard, keeps, site };
    };
    // The subscription is shared with the city: now and then a message comes to us.
    const device = await sign(another.thing, 'a');
    const say = (words: string) => device.publishAsync(topicOf(another.id), words, { qos: 1 });
    const first = listen();
    await until(async () => {
      await say(`unanswered ${String(Date.now())}`);
      return first.heard.length > 0;
    });
    await first.site.close();
    const second = listen();
    await until(() => second.heard.includes(first.heard[0] ?? ''));
    for (const keep of second.keeps) keep();
    const answered = second.heard.length;
    await until(async () => {
      await say('another');
      return second.heard.length > answered;
    });
    await second.site.close();
    const third = listen();
    await until(async () => {
      await say('the last');
      return third.heard.includes('the last');
    });
    expect(third.heard).not.toContain(first.heard[0]);
    await third.site.close();
  });
});
