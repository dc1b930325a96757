import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ReadinessReport } from '@/server/readiness';
import { ask, jsonOf, listen, until } from './city';
import { writeSmallCity, type SmallCity } from './fixture';

/** Built where packages are found from, and where git never looks. */
const programs = join(process.cwd(), 'node_modules/.cache/server-programs');

/** Stands for the builder: tells two steps, waits to be let on, then puts the finished base in its place. */
const slowBuilder = `
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
const home = process.argv[process.argv.indexOf('--home') + 1];
console.log('progress 0.25 streets');
console.log('progress 0.5 buildings');
if (process.env.CITY_TEST_BUILDER === 'fails') { console.error('city build: the disk is full'); process.exit(1); }
while (existsSync(join(home, 'wait'))) await new Promise((resolve) => setTimeout(resolve, 20));
if (existsSync(join(home, 'base.made'))) renameSync(join(home, 'base.made'), join(home, 'base'));
`;

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { tsconfigPaths: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: programs,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          server: 'src/server/main.ts',
          fleet: 'src/server/fleet/main.ts',
          databaseWorker: 'src/server/database/worker.ts',
        },
        output: { entryFileNames: '[name].mjs' },
      },
    },
  });
  writeFileSync(join(programs, 'city.mjs'), slowBuilder);
});

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  readonly ended: Promise<{ readonly code: number | null; readonly words: string }>;
}

let small: SmallCity;
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
beforeAll(() => {
  small = writeSmallCity();
});
afterAll(() => {
  small.remove();
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function start(env: Record<string, string> = {}): Promise<Running> {
  const port = env['PORT'] ?? String(await freePort());
  const child = spawn(process.execPath, [join(programs, 'server.mjs')], {
    cwd: dirname(small.page),
    env: {
      PATH: process.env['PATH'],
      PORT: port,
      MQTT_PORT: String(await freePort()),
      CITY_HOME: small.home,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      words += chunk.toString('utf8');
    });
  }
  const ended = new Promise<{ code: number | null; words: string }>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, words });
    });
  });
  return { child, url: `http://127.0.0.1:${port}`, ended };
}

const ready = async (url: string): Promise<ReadinessReport | undefined> => {
  try {
    return jsonOf<ReadinessReport>(await ask(url, '/readyz'));
  } catch {
    return undefined;
  }
};
const isReady = (url: string) =>
  until(async () => {
    const report = await ready(url);
    return report?.coming.length === 0 && report;
  });
const alive = (pid: number) => existsSync(`/proc/${String(pid)}`);
const childrenOf = (pid: number) =>
  existsSync(`/proc/${String(pid)}/task/${String(pid)}/children`)
    ? readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')
        .trim()
        .split(' ')
        .filter(Boolean)
        .map(Number)
    : [];

// Several starts of Node and of a database each: on a busy machine they take their time.
describe('the programs as they run', { timeout: 240_000 }, () => {
  it('open the page while the city is being built, tell how far it is, and then live', async () => {
    renameSync(join(small.home, 'base'), join(small.home, 'base.made'));
    writeFileSync(join(small.home, 'wait'), '');
    const { url, child, ended } = await start();
    const building = await until(async () => {
      const report = await ready(url);
      return report?.dependencies.base.progress === 0.5 && report;
    });
    expect(building.dependencies.base).toMatchObject({ state: 'building', detail: 'buildings' });
    expect((await ask(url, '/readyz')).status).toBe(503);
    expect((await ask(url, '/')).status).toBe(200);
    const tile = await ask(url, '/tiles/buildings/tileset.json');
    expect([tile.status, tile.headers['retry-after']]).toEqual([503, '5']);
    await expect(listen(url)).rejects.toThrow('503');
    renameSync(join(small.home, 'wait'), join(small.home, 'waited'));

    await isReady(url);
    const socket = await listen(url);
    socket.say({ type: 'hello' });
    // Every simulated series speaks, through the broker, the door and the socket; the demo device does not.
    const heard = new Set<number>();
    await until(() => {
      for (const frame of socket.frames) for (const slot of frame.slot) heard.add(slot);
      return heard.size >= small.catalogue.series.length - 2;
    });
    expect(heard.has(1)).toBe(false);
    const span = `from=${String(Date.now() - 60_000)}&to=${String(Date.now() + 1)}`;
    await until(async () => {
      const told = await ask(url, `/api/observations?series=1&px=100&${span}`);
      return jsonOf<{ t: number[] }>(told).t.length > 0;
    });

    const [fleet] = childrenOf(child.pid ?? 0);
    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: 0, words: '' });
    expect(existsSync(join(small.home, 'lock.json'))).toBe(false);
    if (fleet !== undefined) expect(alive(fleet)).toBe(false);
  });

  it('heal a kill: lock and database are taken over, the devices do not live on', async () => {
    const first = await start();
    await isReady(first.url);
    const [fleet] = childrenOf(first.child.pid ?? 0);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = await start();
    await isReady(second.url);
    if (fleet !== undefined) await until(() => !alive(fleet));
    second.child.kill('SIGINT');
    expect((await second.ended).code).toBe(0);
  });

  it('start the devices again when they fall', async () => {
    const { url, child } = await start();
    await isReady(url);
    const [fleet] = childrenOf(child.pid ?? 0);
    if (fleet === undefined) return;
    process.kill(fleet, 'SIGKILL');
    await until(() => childrenOf(child.pid ?? 0).some((pid) => pid !== fleet));
  });

  it('play another scenario when a person asks for it, without the devices starting anew', async () => {
    const { url, child } = await start();
    await isReady(url);
    const fleet = childrenOf(child.pid ?? 0);
    const socket = await listen(url);
    socket.say({ type: 'hello' });
    const stage = () => {
      const frames = socket.frames.flatMap(({ slot, value }) =>
        [...slot].flatMap((one, row) => (one === 0 ? [value[row]!] : [])),
      );
      return frames.at(-1);
    };
    await until(() => stage() !== undefined && stage()! < 25);
    const signedIn = await ask(url, '/api/session', {
      method: 'POST',
      json: { user: 'operator', password: 'demo' },
    });
    const cookie = String(signedIn.headers['set-cookie']?.[0]).split(';')[0];
    const switched = await ask(url, '/api/simulator/scenario', {
      method: 'POST',
      json: { scenario: 'high-water' },
      cookie,
    });
    expect(switched.status).toBe(200);
    await until(() => (stage() ?? 0) > 27);
    expect(childrenOf(child.pid ?? 0)).toEqual(fleet);
  });

  it('refuse a folder in use, a taken port, a taken MQTT port and wrong settings: one line, exit 1', async () => {
    const first = await start();
    await until(() => existsSync(join(small.home, 'lock.json')) && ready(first.url));
    const elsewhere = join(dirname(small.home), 'elsewhere');
    mkdirSync(elsewhere, { recursive: true });
    const port = new URL(first.url).port;
    const refusals: readonly (readonly [Record<string, string>, RegExp])[] = [
      [{}, /Another server \(process \d+\) is running on/],
      [{ CITY_HOME: elsewhere, PORT: port }, /Port \d+ on 127.0.0.1 is already in use.*PORT/],
      [{ CITY_HOME: elsewhere, MQTT_PORT: port }, /MQTT port \d+ on 127.0.0.1 is already in use.*MQTT_PORT/],
      [{ CITY_HOME: elsewhere, PORT: 'x' }, /Settings are wrong\. PORT/],
      [{ CITY_HOME: '/dev/null/city' }, /CITY_HOME/],
      [{ CITY_HOME: elsewhere, CITY_TEST_BUILDER: 'fails' }, /could not be built.*the disk is full/],
    ];
    for (const [env, line] of refusals) {
      const { ended } = await start(env);
      const { code, words } = await ended;
      expect([code, words.trim().split('\n').length]).toEqual([1, 1]);
      expect(words).toMatch(line);
      expect(existsSync(join(elsewhere, 'lock.json'))).toBe(false);
    }
  });
});
