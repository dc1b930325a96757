import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { door, doorHeader, importsPath } from '@/contracts/door';
import { createLocalDoor } from '@/server/door';
import { fromHere } from '@/server/gate';
import { until } from './city';
import { importingCity, lives } from './importingCity';

const place = importingCity('import-programs');
const { at, doorHere, fileThat, hold, letGo, begun, order, refusalOf, type } = place;

describe('the door of a running server', () => {
  it('stands in the folder for its owner alone, and goes with the server', async () => {
    expect(doorHere()).toMatchObject({ url: place.city().url, pid: process.pid });
    expect(statSync(at('door.json')).mode & 0o777).toBe(0o600);
    await place.city().server.close();
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
      { origin: place.city().url },
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
      [{ file: place.city().small.home }, 'file'],
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
    const first = fetch(new URL(importsPath, place.city().url), {
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
    await place.city().server.close();
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
