import { createServer, type Server } from 'node:http';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standingBuilding } from '@/contracts/footprints';
import { hostsOf, type SiteAnswer, type SiteEntry } from '@/contracts/siteScene';
import { policyWith } from '@/server/siteScene';
import { createTianditu, offers, readTile, Crowded } from '@/server/tianditu';
import { jsonOf, noDatabase, openCity, problemOf, type TestCity } from './city';

const said = { zh: '倾斜摄影', en: 'Mesh' };
const common = {
  title: said,
  group: 'base',
  clause: '44',
  provenance: { grade: 'measured', source: said, licence: 'own', date: '2024-05-01', datum: 'CGCS2000' },
};
const mesh = { kind: '3dtiles', id: 'mesh', ...common, url: 'https://mesh.example:8443/t/tileset.json' };
const roads = {
  ...{ kind: 'features', id: 'roads', ...common, url: './site/roads.geojson', count: 1, fields: [] },
  ...{ geometry: 'line', box: [114, 30, 115, 31] },
};
const tianditu = { kind: 'tianditu', id: 'tdt', ...common, picture: 'vec' };

const picture = Buffer.from('\x89PNG\r\n\x1a\na tile', 'latin1');

let city: TestCity;
let upstream: Server;
const asked: string[] = [];
let answer: (path: string) => { status: number; type: string; body: Buffer; location?: string };

beforeAll(async () => {
  answer = () => ({ status: 200, type: 'image/png', body: picture });
  upstream = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { status, type, body, location } = answer(request.url ?? '');
    response.writeHead(status, {
      'content-type': type,
      'set-cookie': 'spy=1',
      ...(location === undefined ? {} : { location }),
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const address = upstream.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  city = await openCity({
    ...noDatabase,
    tianditu: { key: 'well-kept-key', service: `http://127.0.0.1:${String(port)}` },
  });
  const folder = join(city.small.home, 'site');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'mesh.json'), JSON.stringify(mesh));
  writeFileSync(join(folder, 'roads.json'), JSON.stringify(roads));
  writeFileSync(join(folder, 'roads.geojson'), '{"type":"FeatureCollection","features":[]}');
  writeFileSync(join(folder, 'tdt.json'), JSON.stringify({ version: 1, entries: [tianditu, tianditu] }));
  writeFileSync(join(folder, 'torn.json'), '{"kind":');
  writeFileSync(
    join(folder, 'evil.json'),
    JSON.stringify({
      entries: [
        { ...mesh, id: 'script', url: 'javascript:alert(1)' },
        { ...mesh, id: 'other', url: '//evil.example/tileset.json' },
        { ...mesh, id: 'login', url: 'https://user:pass@evil.example/' },
        { ...mesh, id: 'hole', url: 'https://{host}/tileset.json' },
        { ...mesh, id: 'semi', url: "https://evil.example;script-src 'unsafe-eval'/" },
        { ...mesh, id: '../../up' },
        7,
      ],
    }),
  );
  writeFileSync(
    join(city.small.page, 'index.html'),
    '<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src \'self\'"><p>江城孪生</p>',
  );
  writeFileSync(join(folder, 'page.html'), '<script src="/site/x.js"></script>');
});
afterAll(async () => {
  await city.close();
  upstream.close();
});

describe('what a site adds to the scene', () => {
  it('is told to everyone, each bad entry left out and named', async () => {
    const site = jsonOf<SiteAnswer>(await city.ask('/api/site'));
    expect(site.entries.map(({ id }) => id)).toEqual(['mesh', 'roads', 'tdt']);
    expect(site.refused.map(({ where }) => where)).toEqual([
      ...Array.from({ length: 7 }, (_, index) => `site/evil.json #${String(index + 1)}`),
      'site/torn.json',
      'tdt',
    ]);
    const ready = jsonOf<{ dependencies: { site: { state: string; detail: string } } }>(
      await city.ask('/readyz'),
    );
    expect(ready.dependencies.site.state).toBe('ready');
    expect(ready.dependencies.site.detail).toContain('site/torn.json: not JSON');
  });

  it('lets the page ask exactly the hosts named, and every other answer none', async () => {
    const policyOf = async (path: string) =>
      String((await city.ask(path)).headers['content-security-policy'])
        .split(';')
        .map((directive) => directive.trim());
    const [page, plain] = [await policyOf('/'), await policyOf('/healthz')];
    expect(page.filter((directive) => !plain.includes(directive))).toEqual([
      "img-src 'self' data: blob: https://mesh.example:8443",
      "connect-src 'self' data: blob: https://mesh.example:8443",
    ]);
    expect(plain.join()).not.toMatch(/https?:/);
    expect((await city.ask('/')).text).not.toContain('http-equiv="Content-Security-Policy"');
  });

  it('serves its own files as data that runs nothing, and nothing beside them', async () => {
    const file = await city.ask('/site/roads.geojson');
    expect([file.status, file.text]).toEqual([200, '{"type":"FeatureCollection","features":[]}']);
    const page = await city.ask('/site/page.html');
    expect(page.headers['content-security-policy']).toBe("default-src 'none'; sandbox");
    for (const path of [
      '/site/../private/buildings.ndjson',
      '/site/..%2fprivate%2fbuildings.ndjson',
      '/site/%2e%2e/lock.json',
      '/site//etc/passwd',
      '/site/.hidden',
      '/site/none.geojson',
    ]) {
      const refused = await city.ask(path);
      expect([path, [400, 403, 404].includes(refused.status)]).toEqual([path, true]);
      expect(refused.text).not.toMatch(/residential|root:/);
    }
  });

  it('adds nothing to a policy where nothing of it lies elsewhere', () => {
    const policy = "connect-src 'self';img-src 'self' data:";
    expect(policyWith(policy, [roads as unknown as SiteEntry])).toBe(policy);
    expect(hostsOf([mesh as unknown as SiteEntry])).toEqual(['https://mesh.example:8443']);
  });
});

describe('天地图 through the server', () => {
  it('gives the picture, may be kept by the browser, and says nothing of the key', async () => {
    asked.length = 0;
    const tile = await city.ask('/site/tianditu/vec_w/12/3347/1678');
    expect([tile.status, tile.headers['content-type']]).toEqual([200, 'image/png']);
    expect(tile.text).toContain('a tile');
    expect(tile.headers['cache-control']).toBe('public, max-age=604800');
    expect(tile.headers['set-cookie']).toBeUndefined();
    const url = new URL(asked[0]!, 'http://x');
    expect(url.pathname).toBe('/vec_w/wmts');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      TILEMATRIX: '12',
      TILECOL: '3347',
      TILEROW: '1678',
      tk: 'well-kept-key',
    });
    expect(`${JSON.stringify(tile.headers)}${(await city.ask('/api/site')).text}`).not.toContain('well-kept');
  });

  it.each([
    '/site/tianditu/img_w/12/3347/1678',
    '/site/tianditu/vec_c/12/3347/1000',
    '/site/tianditu/vec_w/12/9999/1678',
    '/site/tianditu/vec_w/0/0/0',
    '/site/tianditu/vec_w/19/0/0',
    '/site/tianditu/vec_w/12/-1/1',
    '/site/tianditu/vec_w/12/1e3/1',
    '/site/tianditu/vec_w@evil.example/12/1/1',
    '/site/tianditu/vec_w%3f%26tk=x/12/1/1',
    '/site/tianditu/..%2fvec_w/12/1/1',
    '/site/tianditu/vec_w/12/1/http:%2f%2f169.254.169.254',
  ])('asks nobody for %s', async (path) => {
    asked.length = 0;
    const refused = await city.ask(path);
    expect([400, 404]).toContain(refused.status);
    expect(asked).toEqual([]);
  });

  it.each([
    ['a failure', { status: 500, type: 'image/png', body: Buffer.from('no') }],
    ['words in place of a picture', { status: 200, type: 'text/html', body: Buffer.from('<script>') }],
    [
      'a way to another host',
      { status: 302, type: 'image/png', body: Buffer.from(''), location: '/private' },
    ],
    ['called a picture and is none', { status: 200, type: 'image/png', body: Buffer.from('\0no') }],
    ['far too much', { status: 200, type: 'image/png', body: Buffer.alloc(1_100_000) }],
  ])('passes on no answer that is %s', async (_what, bad) => {
    answer = () => bad;
    asked.length = 0;
    const failed = await city.ask('/site/tianditu/vec_w/12/3347/1678');
    expect([failed.status, asked.length]).toEqual([502, 1]);
    expect(failed.headers['cache-control']).toBeUndefined();
    expect(`${failed.text}${problemOf(failed).detail ?? ''}`).not.toMatch(/well-kept|127\.0|script/);
    answer = () => ({ status: 200, type: 'image/png', body: picture });
  });

  it('reads a tile of either cut, and knows how many there are', () => {
    expect(readTile('vec_c', '12', '3347', '678')).toMatchObject({ cut: 'c', level: 12 });
    expect(readTile('vec_c', '1', '1', '0')).toBeDefined();
    expect(readTile('vec_c', '1', '1', '1')).toBeUndefined();
    expect(readTile('vec_c', '12', '0', '2048')).toBeUndefined();
    expect(readTile('vec_w', '12', '0', '2048')).toBeDefined();
    expect(offers([], readTile('vec_w', '1', '0', '0')!)).toBe(false);
  });

  it('asks for a few pictures at once, lets more wait, and turns away what nobody looks at', async () => {
    const open: (() => void)[] = [];
    const fetch = () =>
      new Promise<Response>((resolve) => {
        open.push(() => resolve(new Response(picture, { headers: { 'content-type': 'image/png' } })));
      });
    const tianditu = createTianditu({ key: 'k', service: 'http://a.example', fetch });
    const tile = readTile('vec_w', '5', '1', '1')!;
    const wanted = Array.from({ length: 424 }, () => tianditu.tile(tile));
    await expect(tianditu.tile(tile)).rejects.toBeInstanceOf(Crowded);
    expect(open).toHaveLength(24);
    let answered = 0;
    const all = Promise.all(wanted.map((one) => one.then(() => (answered += 1))));
    for (let next = open.shift(); next !== undefined || answered < 424; next = open.shift()) {
      next?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await all;
    expect(answered).toBe(424);
  });
});

describe('the outlines of buildings', () => {
  it('are those in the box, with nothing of who lives there', async () => {
    const all = await city.ask('/api/footprints?bbox=114.1,30.45,114.45,30.75');
    const { items } = jsonOf<{ items: Record<string, unknown>[] }>(all);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items)
      expect(Object.keys(item).sort()).toEqual(['ground', 'height', 'id', 'ring', 'use']);
    const none = await city.ask('/api/footprints?bbox=113.8,30.1,113.9,30.2');
    expect(jsonOf<{ items: unknown[] }>(none).items).toEqual([]);
  });

  it('lead to what the tile of a building tells, and to nothing of who lives there', async () => {
    const all = await city.ask('/api/footprints?bbox=114.1,30.45,114.45,30.75');
    const { items } = jsonOf<{ items: { id: string; use: string }[] }>(all);
    const told = await city.ask(`/api/footprints/${items[0]!.id}`);
    expect(told.status).toBe(200);
    const building = jsonOf<Record<string, unknown>>(told);
    expect(building).toMatchObject({ id: items[0]!.id, use: items[0]!.use });
    expect(building).not.toHaveProperty('ring');
    expect(Object.keys(building).sort()).toEqual(Object.keys(standingBuilding.shape).sort());
    expect((await city.ask('/api/footprints/none')).status).toBe(404);
  });

  it.each(['', '1,2,3', '114,30,115,31', '114.3,30.5,114.2,30.6', 'a,b,c,d', '114,30,114.1,30.1,5'])(
    'are not asked for by the box "%s"',
    async (box) => {
      const bad = await city.ask(`/api/footprints?bbox=${box}`);
      expect([bad.status, problemOf(bad).errors?.[0]?.field]).toEqual([400, 'bbox']);
    },
  );
});
