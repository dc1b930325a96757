import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { innerPublished } from '@/contracts/base';
import { door, doorHeader, importsPath, type Door } from '@/contracts/door';
import { problem } from '@/contracts/problem';
import { createLocalDoor } from '@/server/door';
import { fromHere } from '@/server/gate';
import { lockFolder, type FolderLock } from '@/server/lock';
import { noDatabase, openCity, until, type TestCity } from './city';

const programs = join(process.cwd(), 'node_modules/.cache/import-programs');
const commandLine = join(programs, 'city.mjs');
const standIn = join(programs, 'standIn.mjs');

/** Stands for the builder: does what the file to import says, and waits where the folder has a file to wait for. */
const builder = `
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
const [verb, kind, file, ...words] = process.argv.slice(2);
const home = (words.find((word) => word.startsWith('--home=')) ?? '').slice(7) || process.argv[process.argv.indexOf('--home') + 1];
const gone = async (name) => { while (existsSync(join(home, name))) await new Promise((resolve) => setTimeout(resolve, 10)); };
if (verb === 'build') {
  writeFileSync(join(home, 'builds'), 'build\\n', { flag: 'a' });
  console.log('progress 0.50 ${innerPublished}');
  await gone('hold-build');
  process.exit(0);
}
const deed = readFileSync(file, 'utf8').trim();
console.log('progress 0.10 reading');
writeFileSync(join(home, 'begun'), String(process.pid));
await gone('hold-import');
console.log(['import', kind, ...words.slice(0, -1), 'for', process.env.CITY_SENT_BY === String(process.ppid) ? 'server' : 'nobody'].join(' '));
if (deed === 'refused') { console.error('city import: no datum is declared'); process.exit(1); }
if (deed === 'usage') { console.error('city import: --date wants YYYY'); process.exit(2); }
if (deed === 'crash') process.kill(process.pid, 'SIGKILL');
if (deed === 'records') writeFileSync(join(home, 'private/buildings.ndjson'), '{}');
console.log('exit 1');
console.log('base ready');
`;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly trouble: string;
}

let city: TestCity;
let lock: FolderLock;
const at = (name: string) => join(city.small.home, name);
const doorHere = (): Door => door.parse(JSON.parse(readFileSync(at('door.json'), 'utf8')));
const fileThat = (deed: string) => {
  writeFileSync(at(`${deed}.geojson`), deed);
  return at(`${deed}.geojson`);
};
const hold = (what: 'import' | 'build') => {
  writeFileSync(at(`hold-${what}`), '');
};
const letGo = (what: 'import' | 'build') => {
  rmSync(at(`hold-${what}`));
};
const begun = () => until(() => existsSync(at('begun')) && Number(readFileSync(at('begun'), 'utf8')));

/** As a program on this machine that has read the folder's door; it names no Origin. */
const order = (file: string, headers: Readonly<Record<string, string>> = {}, more: object = {}) =>
  fetch(new URL(importsPath, city.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', [doorHeader]: doorHere().secret, ...headers },
    body: JSON.stringify({ verb: 'layer', file, options: { id: 'site', crs: 'BD09' }, ...more }),
  });
const refusalOf = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  return problem.parse(await answer.json());
};

const builds = () =>
  existsSync(at('builds')) ? readFileSync(at('builds'), 'utf8').trim().split('\n').length : 0;

/** `city import …` as a person types it in another folder. */
const type = (...words: readonly string[]): Promise<Ended> => typeCity('import', ...words);
const typeCity = (...words: readonly string[]): Promise<Ended> => {
  const child = spawn(process.execPath, [commandLine, ...words], {
    env: { PATH: process.env['PATH'], CITY_HOME: city.small.home, INIT_CWD: city.small.home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, trouble] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString('utf8')));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      resolve({ code, out, trouble });
    });
  });
};

/** A survey of many houses, in a file that takes a while to read. */
const writeHouses = (count: number) => {
  const houses = Array.from({ length: count }, (_, i) => {
    const [x, y] = [114.2 + 0.0002 * (i % 240), 30.55 + 0.0002 * Math.floor(i / 240)];
    const ring = [
      [x, y],
      [x + 0.0001, y],
      [x + 0.0001, y + 0.0001],
      [x, y + 0.0001],
      [x, y],
    ];
    return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } };
  });
  writeFileSync(at('houses.geojson'), JSON.stringify({ type: 'FeatureCollection', features: houses }));
};

const lives = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

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
      rolldownOptions: { input: { city: 'src/builder/main.ts' }, output: { entryFileNames: '[name].mjs' } },
    },
  });
  writeFileSync(standIn, builder);
});
afterAll(() => {
  rmSync(programs, { recursive: true, force: true });
});
beforeEach(async () => {
  city = await openCity(noDatabase, { builder: standIn, fleet: undefined, databaseWorker: undefined });
  lock = lockFolder(city.small.home);
});
afterEach(async () => {
  lock.release();
  await city.close();
});

describe('the door of a running server', () => {
  it('stands in the folder for its owner alone, and goes with the server', async () => {
    expect(doorHere()).toMatchObject({ url: city.url, pid: process.pid });
    expect(statSync(at('door.json')).mode & 0o777).toBe(0o600);
    await city.server.close();
    expect(existsSync(at('door.json'))).toBe(false);
  });

  it('tells the address the server listens at, whichever it is', () => {
    const own = createLocalDoor(at('private'));
    own.open('http://192.0.2.7:4173');
    expect(door.parse(JSON.parse(readFileSync(at('private/door.json'), 'utf8'))).url).toBe(
      'http://192.0.2.7:4173',
    );
    own.close();
  });

  it.each([
    ['127.0.0.1', '127.0.0.1', {}, true],
    ['::ffff:127.0.0.1', '::ffff:127.0.0.1', {}, true],
    ['192.0.2.7', '192.0.2.7', {}, true],
    ['192.0.2.8', '192.0.2.7', {}, false],
    ['192.0.2.7', '192.0.2.7', { 'x-forwarded-for': '203.0.113.9' }, false],
    [undefined, undefined, {}, false],
  ])('of who calls from %s at %s with %j it is %s that they are here', (remote, local, headers, here) => {
    const socket = { remoteAddress: remote, localAddress: local };
    expect(fromHere({ socket, headers })).toBe(here);
  });

  it('lets an import in and tells its lines, the exit code last', async () => {
    const told = await order(fileThat('done'));
    expect([told.status, told.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect((await told.text()).split('\n')).toEqual([
      'progress 0.00 at the server',
      'progress 0.10 reading',
      'import layer --id=site --crs=BD09 for server',
      'exit 1',
      'base ready',
      'exit 0',
      '',
    ]);
  });

  it('tells each line as it comes, not when all is done', async () => {
    hold('import');
    const told = await order(fileThat('done'));
    const reader = told.body!.pipeThrough(new TextDecoderStream()).getReader();
    let early = '';
    while (!early.endsWith('progress 0.10 reading\n')) early += (await reader.read()).value ?? '';
    letGo('import');
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) rest += part.value;
    expect(rest).toMatch(/base ready\nexit 0\n$/);
  });

  it('stays shut to who has not the secret, to a page, and to who comes by a proxy', async () => {
    const file = fileThat('done');
    const strangers: readonly Readonly<Record<string, string>>[] = [
      { [doorHeader]: '' },
      { [doorHeader]: 'x'.repeat(43) },
      { [doorHeader]: `${doorHere().secret}x` },
      { origin: 'http://evil.example' },
      { origin: city.url },
      { origin: 'null' },
      { 'x-forwarded-for': '203.0.113.9' },
    ];
    for (const headers of strangers) {
      const answer = await order(file, headers);
      expect([headers, answer.status, (await refusalOf(answer)).status]).toEqual([headers, 403, 403]);
    }
    expect(existsSync(at('begun'))).toBe(false);
  });

  it('says which word of an order is wrong, and begins nothing', async () => {
    const file = fileThat('done');
    for (const [more, field] of [
      [{ verb: 'build' }, 'verb'],
      [{ file: 'done.geojson' }, 'file'],
      [{ file: city.small.home }, 'file'],
      [{ file: at('none.geojson') }, 'file'],
      [{ file: `${file}\0` }, 'file'],
      [{ options: { home: '/' } }, 'options.home'],
      [{ options: { 'id=x --home': '/' } }, 'options.id=x --home'],
    ] as const) {
      const answer = await order(file, {}, more);
      expect([more, answer.status]).toEqual([more, 400]);
      expect((await refusalOf(answer)).errors?.map((fault) => fault.field)).toEqual([field]);
    }
    expect(existsSync(at('begun'))).toBe(false);
  });

  it('lets one in at a time, and the next when that one is done', async () => {
    hold('import');
    const first = await order(fileThat('done'));
    const second = await order(fileThat('done'));
    expect([second.status, (await refusalOf(second)).detail]).toEqual([
      409,
      'Another import is under way; one at a time.',
    ]);
    letGo('import');
    expect(await first.text()).toMatch(/exit 0\n$/);
    expect(await (await order(fileThat('done'))).text()).toMatch(/exit 0\n$/);
  });

  it('ends an import nobody listens to any more, and then lets the next in', async () => {
    hold('import');
    const left = new AbortController();
    const first = fetch(new URL(importsPath, city.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', [doorHeader]: doorHere().secret },
      body: JSON.stringify({ verb: 'osm', file: fileThat('done') }),
      signal: left.signal,
    });
    await first;
    const child = await begun();
    left.abort();
    await until(() => !lives(child));
    letGo('import');
    const next = await until(async () => {
      const answer = await order(fileThat('done'));
      return answer.status === 200 && answer.text();
    });
    expect(next).toMatch(/exit 0\n$/);
  });
});

describe('city import while a server holds the folder', () => {
  it('acts through the server, from where the person stands, and never opens the folder itself', async () => {
    const file = fileThat('done');
    const { code, out, trouble } = await type(
      'buildings',
      'done.geojson',
      '--crs',
      'GCJ02',
      '--height',
      '高度',
    );
    expect([code, trouble]).toEqual([0, '']);
    expect(out.split('\n')).toEqual([
      'progress 0.00 at the server',
      'progress 0.10 reading',
      'import buildings --id=done --crs=GCJ02 --height=高度 for server',
      'exit 1',
      'base ready',
      '',
    ]);
    expect(existsSync(file)).toBe(true);
    expect(existsSync(at('imports'))).toBe(false);
  });

  it.each([
    ['refused', 1, 'city import: no datum is declared\n'],
    ['usage', 2, 'city import: --date wants YYYY\n'],
    ['crash', 1, 'city import: ended before it was done (SIGKILL)\n'],
  ])('ends as the import did: %s with %i', async (deed, expected, words) => {
    fileThat(deed);
    const { code, trouble } = await type('buildings', `${deed}.geojson`);
    expect([code, trouble]).toEqual([expected, words]);
  });

  it('says that records are read anew at the next start where they have changed', async () => {
    fileThat('records');
    const { code, out } = await type('osm', 'records.geojson');
    expect([code, out.trimEnd().split('\n').at(-1)]).toEqual([
      0,
      'records and devices stay as they were until the server starts again',
    ]);
  });

  it('says that the server may not read a file', async () => {
    const { code, trouble } = await type('osm', 'none.pbf');
    expect([code, trouble]).toEqual([
      1,
      `city import: file: ${at('none.pbf')} is not there or may not be read by the server\n`,
    ]);
  });

  it('is told where the server goes in the middle, and the import goes with it', async () => {
    hold('import');
    fileThat('done');
    const typed = type('buildings', 'done.geojson');
    const child = await begun();
    await city.server.close();
    expect(lives(child)).toBe(false);
    const { code, trouble } = await typed;
    expect(code).toBe(1);
    expect(trouble).toMatch(/^city import: /);
  });

  it('passes by a door that is not that server’s', async () => {
    writeFileSync(at('door.json'), JSON.stringify({ ...doorHere(), pid: 2 ** 22 + 1 }));
    fileThat('done');
    const { code, trouble } = await type('osm', 'done.geojson');
    expect(code).toBe(1);
    expect(trouble).toMatch(/^city import: a server \(process \d+\) is running on/);
    expect(existsSync(at('begun'))).toBe(false);
  });
});

describe('an import that is killed in the middle', () => {
  it('is followed by a build, which puts back what stood before; one that is refused puts it back itself', async () => {
    const before = builds();
    await (await order(fileThat('crash'))).text();
    expect(builds()).toBe(before + 1);
    await (await order(fileThat('refused'))).text();
    expect(builds()).toBe(before + 1);
    expect((await order(fileThat('done'))).status).toBe(200);
  });

  it('ends with a server that is killed, and the folder is free', async () => {
    await city.server.close();
    lock.release();
    writeHouses(60_000);
    const parent = join(programs, 'parent.mjs');
    writeFileSync(
      parent,
      `import { spawn } from 'node:child_process';
       const [home, file] = process.argv.slice(2);
       const words = ['import', 'buildings', file, '--crs', 'EPSG:4326', '--home', home];
       const child = spawn(process.execPath, [${JSON.stringify(commandLine)}, ...words], {
         stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
       });
       child.stdout.on('data', (told) => {
         if (String(told).includes(' read')) console.log(child.pid);
       });`,
    );
    const server = spawn(process.execPath, [parent, at('city'), at('houses.geojson')], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const told = await new Promise<string>((resolve) => {
      server.stdout.once('data', (chunk: Buffer) => {
        resolve(chunk.toString());
      });
    });
    expect(JSON.parse(readFileSync(at('city/work.json'), 'utf8'))).toMatchObject({ pid: Number(told) });
    server.kill('SIGKILL');
    await until(() => !lives(Number(told)));
    const again = await typeCity('import', 'osm', 'none.pbf', '--home', at('city'));
    expect(again.trouble).toBe(`city import: ${at('none.pbf')} is not there or may not be read\n`);
  });
});

describe('city build while a server holds the folder', () => {
  it('is refused in one line, for the server makes its base itself', async () => {
    const { code, out, trouble } = await typeCity('build');
    expect([code, out]).toEqual([1, '']);
    expect(trouble).toMatch(
      /^city build: a server \(process \d+\) is running on .* and makes its base itself; stop it, build, and start it again\n$/,
    );
  });
});

describe('city import while no server holds the folder', () => {
  it('is refused while another import or build is at work, and not by what a killed one left', async () => {
    await city.server.close();
    lock.release();
    fileThat('done');
    writeFileSync(at('work.json'), JSON.stringify({ pid: process.pid, started: '' }));
    const { code, trouble } = await type('layer', 'done.geojson', '--crs', 'BD09', '--id', 'one');
    expect([code, trouble]).toEqual([
      1,
      `city import: another build or import (process ${String(process.pid)}) is under way on ${city.small.home}; try again when it is done\n`,
    ]);
    writeFileSync(at('work.json'), JSON.stringify({ pid: 2 ** 22 + 1, started: '' }));
    const healed = await type('layer', 'done.geojson', '--crs', 'BD09', '--id', 'one');
    expect(healed.trouble).toContain('done.geojson');
    expect(existsSync(at('work.json'))).toBe(false);
  });

  it('that cannot write what it reads says so in one line and leaves no trace', async () => {
    await city.server.close();
    lock.release();
    const before = readdirSync(city.small.home).sort();
    writeHouses(4000);
    // No file may grow beyond some kilobytes: what a disk that is full does to all of them.
    const words = [
      'import',
      'buildings',
      at('houses.geojson'),
      '--crs',
      'EPSG:4326',
      '--home',
      city.small.home,
    ];
    const child = spawn('sh', [
      '-c',
      'ulimit -f 64; exec "$0" "$@"',
      process.execPath,
      commandLine,
      ...words,
    ]);
    let trouble = '';
    child.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString('utf8')));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect([code, trouble]).toEqual([
      1,
      `city import: a file under ${city.small.home} may not grow as large as it must; raise the limit or the quota and try again\n`,
    ]);
    expect(readdirSync(at('imports'))).toEqual([]);
    expect(readdirSync(city.small.home).sort()).toEqual([...before, 'houses.geojson', 'imports'].sort());
  });

  it('opens the folder, whatever door a former server left', async () => {
    const left = readFileSync(at('door.json'), 'utf8');
    await city.server.close();
    lock.release();
    writeFileSync(at('door.json'), left);
    const { code, trouble } = await type('osm', 'none.pbf');
    expect([code, trouble]).toEqual([1, `city import: ${at('none.pbf')} is not there or may not be read\n`]);
  });
});

describe('an import while the outer districts are being built', () => {
  it('waits for them, or their build would put its city over the imported one', async () => {
    hold('build');
    await city.restart();
    const told = await order(fileThat('done'));
    expect(told.status).toBe(200);
    expect(existsSync(at('begun'))).toBe(false);
    letGo('build');
    expect(await told.text()).toMatch(
      /^progress 0.00 waiting for the city to be built\n[^]*base ready\nexit 0\n$/m,
    );
  });
});
