import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { innerPublished } from '@/contracts/base';
import { door, doorHeader, importsPath, type Door } from '@/contracts/door';
import { problem } from '@/contracts/problem';
import { lockFolder, type FolderLock } from '@/server/lock';
import { noDatabase, openCity, until, type TestCity } from './city';

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

/** Whether there is a process of that number. */
export const lives = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** A server with a stand-in builder, and `city import` as a program beside it; made anew for each test. */
export function importingCity(name: string) {
  const programs = join(process.cwd(), 'node_modules/.cache', name);
  const commandLine = join(programs, 'city.mjs');
  const standIn = join(programs, 'standIn.mjs');
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

  return {
    programs,
    commandLine,
    city: () => city,
    /** The server goes, and the folder is free. */
    leave: async () => {
      await city.server.close();
      lock.release();
    },
    at,
    doorHere,
    fileThat,
    hold,
    letGo,
    begun,
    order,
    refusalOf,
    builds,
    type,
    typeCity,
    writeHouses,
  };
}
