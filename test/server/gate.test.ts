import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sameOrigin, servesHost } from '@/server/gate';
import { ask, jsonOf, listen, noDatabase, openCity, problemOf, type TestCity } from './city';

let city: TestCity;
beforeAll(async () => {
  city = await openCity(noDatabase);
});
afterAll(() => city.close());

describe('every route', () => {
  it('declares what it lets one do to what', () => {
    expect(city.server.routes.length).toBeGreaterThan(25);
    expect(city.server.routes.filter(({ policy }) => policy === undefined)).toEqual([]);
  });

  /** 503 stands for "let through, but there is no history in this city"; 404 for "let through, no such alarm". */
  const everyone = ['observer', 'operator', 'grid', 'planner', 'official', 'steward', 'auditor'] as const;
  const all = (status: number) => Object.fromEntries(everyone.map((role) => [role, status]));
  const operatorsOnly = (status: number) => ({ ...all(403), observer: 401, operator: status });
  const readersOf = (status: number) => ({
    operator: status,
    official: status,
    steward: status,
    auditor: status,
  });
  const handOverReaders = { ...all(403), observer: 401, ...readersOf(503) };
  const matrix: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    'GET /': all(200),
    'GET /*': all(200),
    'GET /tiles/*': all(200),
    'GET /site/*': all(404),
    'GET /site/tianditu/:layer/:z/:x/:y': all(404),
    'GET /healthz': all(200),
    'GET /readyz': all(503),
    'GET /metrics': all(200),
    'GET /api/session': all(200),
    'POST /api/session': all(400),
    'DELETE /api/session': all(200),
    'GET /api/layers': all(200),
    'GET /api/site': all(200),
    'GET /api/footprints': all(200),
    'GET /api/footprints/:id': all(404),
    'GET /api/series': all(200),
    'GET /api/observations': all(503),
    'GET /api/replay': all(503),
    'GET /api/timeline': all(200),
    'GET /api/timeline/frames': all(503),
    'GET /api/indicators': all(200),
    'GET /api/indicators/:id/why': all(200),
    'GET /api/indicators/history': all(503),
    'GET /api/indicators/:id/history': all(503),
    'GET /api/alarms': all(503),
    'POST /api/alarms/:id/acknowledge': operatorsOnly(503),
    'POST /api/alarms/:id/comment': operatorsOnly(503),
    'POST /api/alarms/:id/close': operatorsOnly(503),
    'POST /api/alarms/:id/assign': operatorsOnly(400),
    'POST /api/alarms/:id/shelve': operatorsOnly(400),
    'POST /api/alarms/:id/unshelve': operatorsOnly(503),
    'GET /api/alarms/assignees': operatorsOnly(200),
    'GET /api/handovers': handOverReaders,
    'GET /api/handovers/check': handOverReaders,
    // `nobody` is the number of no page.
    'GET /api/handovers/:id': { ...handOverReaders, ...readersOf(404) },
    'POST /api/handovers': operatorsOnly(503),
    'POST /api/handovers/:id/notes': operatorsOnly(404),
    'POST /api/handovers/:id/shift': operatorsOnly(400),
    'POST /api/handovers/:id/sign': operatorsOnly(400),
    'POST /api/handovers/:id/withdraw': operatorsOnly(404),
    'GET /api/records/buildings/:id': { ...all(200), observer: 401 },
    'GET /api/ingest/refused': { ...all(200), observer: 401 },
    'GET /api/ingest/health': all(200),
    'GET /api/simulator/scenario': all(200),
    'POST /api/simulator/scenario': { ...all(400), observer: 401, grid: 403, auditor: 403 },
    // A page names its Origin, whoever sits before it.
    'POST /api/imports': all(403),
    'GET /api/live': all(426),
    'GET /api/openapi.json': all(200),
    ...Object.fromEntries(
      ['/sta/v1.1', '/sta/v1.1/*'].flatMap((url) => [
        [`GET ${url}`, all(200)],
        [`OPTIONS ${url}`, all(204)],
        ...['POST', 'PUT', 'PATCH', 'DELETE'].map((method) => [`${method} ${url}`, all(405)] as const),
      ]),
    ),
  };
  const now = Date.now();
  const span = `from=${String(now - 60_000)}&to=${String(now)}`;
  const paths: Readonly<Record<string, string>> = {
    '/*': '/assets/shell-AbCdEf12.js',
    '/tiles/*': '/tiles/buildings/tileset.json',
    '/site/*': '/site/none.geojson',
    '/site/tianditu/:layer/:z/:x/:y': '/site/tianditu/vec_w/1/0/0',
    '/api/footprints': '/api/footprints?bbox=114.2,30.5,114.3,30.6',
    '/api/observations': `/api/observations?series=1&px=10&${span}`,
    '/api/replay': `/api/replay?${span}`,
    '/api/timeline': `/api/timeline?${span}`,
    '/api/timeline/frames': `/api/timeline/frames?${span}`,
    '/api/indicators/:id/why': '/api/indicators/river-stage/why',
    '/api/indicators/history': `/api/indicators/history?px=10&${span}`,
    '/api/indicators/:id/history': `/api/indicators/river-stage/history?px=10&${span}`,
    '/api/records/buildings/:id': '/api/records/buildings/b1',
    '/sta/v1.1/*': '/sta/v1.1/Datastreams(2)',
  };

  it('answers each role as the table says, and the table leaves no route out', async () => {
    const rows = city.server.routes.filter(({ method }) => method !== 'HEAD');
    expect(rows.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(Object.keys(matrix).sort());
    for (const role of everyone) {
      const signIn = () => (role === 'observer' ? undefined : city.signIn(role));
      let cookie = await signIn();
      for (const { method, url } of rows) {
        const path = paths[url] ?? url.replace(':id', 'nobody');
        const { status } = await city.ask(path, {
          method,
          cookie,
          ...(method === 'POST' ? { json: {} } : {}),
        });
        expect([role, method, url, status]).toEqual([role, method, url, matrix[`${method} ${url}`]?.[role]]);
        if (method === 'DELETE' && url === '/api/session') cookie = await signIn();
      }
    }
  });

  it('is described where it stands under /api', async () => {
    const described = jsonOf<{ openapi: string; paths: Record<string, Record<string, unknown>> }>(
      await city.ask('/api/openapi.json'),
    );
    expect(described.openapi).toMatch(/^3\.1/);
    const told = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('{id}', ':id')}`),
    );
    expect(told.sort()).toEqual(
      Object.keys(matrix)
        .filter((row) => row.includes('/api/'))
        .sort(),
    );
  });
});

describe('a request from elsewhere', () => {
  it('changes nothing without our own Origin', async () => {
    const json = { user: 'operator', password: 'demo' };
    for (const origin of [
      '',
      'null',
      'http://evil.example',
      city.url.replace(/\d+$/, '1'),
      `${city.url}.evil`,
    ]) {
      const answer = await city.ask('/api/session', { method: 'POST', json, headers: { origin } });
      expect([origin, answer.status]).toEqual([origin, 403]);
    }
  });

  it('cannot come as a form', async () => {
    const answer = await city.ask('/api/session', {
      method: 'POST',
      body: '{"user":"operator","password":"demo"}',
      headers: { 'content-type': 'text/plain' },
    });
    expect(answer.status).toBe(415);
  });

  it('is turned away under a name that only resolves to this machine', async () => {
    for (const host of ['evil.example', 'evil.example:4173', '127.0.0.1.evil.example', '[::2]', '@']) {
      const answer = await city.ask('/api/session', { headers: { host } });
      expect([host, answer.status >= 400]).toEqual([host, true]);
      expect(answer.text).not.toContain('roles');
    }
    expect(servesHost('127.0.0.1', 'localhost:4173')).toBe(true);
    expect(servesHost('127.0.0.1', '[::1]:4173')).toBe(true);
    expect(servesHost('0.0.0.0', 'city.example')).toBe(true);
    expect(sameOrigin({ origin: 'https://city.example', host: 'city.example' })).toBe(true);
  });

  it('opens no live socket', async () => {
    await expect(listen(city.url, { origin: 'http://evil.example' })).rejects.toThrow('403');
    await expect(listen(city.url, { host: 'evil.example' })).rejects.toThrow('421');
    const own = await listen(city.url, { origin: city.url });
    own.socket.terminate();
  });
});

describe('a path', () => {
  it.each([
    '/tiles/../private/buildings.ndjson',
    '/tiles/..%2fprivate%2fbuildings.ndjson',
    '/tiles/%2e%2e/private/buildings.ndjson',
    '/tiles/....//private/buildings.ndjson',
    '/tiles/..\\private\\buildings.ndjson',
    '/tiles//etc/passwd',
    '/tiles/buildings%00/0.glb',
    '/../home/lock.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/.secret',
    '/tiles/.hidden',
    '/cesium/none.js',
    '/tiles/buildings/none.glb',
    '/operate',
    '/api/none',
    '/api',
  ])('%s leads nowhere', async (path) => {
    mkdirSync(join(city.small.home, 'base'), { recursive: true });
    writeFileSync(join(city.small.home, 'base/.hidden'), 'well kept');
    const answer = await city.ask(path);
    expect([400, 403, 404]).toContain(answer.status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.text).not.toMatch(/residential|root:|well kept/);
  });

  it('to a tile answers its type, a tag, and any part of it', async () => {
    const whole = await city.ask('/tiles/buildings/0.glb');
    expect(whole.headers['content-type']).toBe('model/gltf-binary');
    const part = await city.ask('/tiles/buildings/0.glb', { headers: { range: 'bytes=4-7' } });
    expect([part.status, part.text]).toEqual([206, '0123']);
    const same = await city.ask('/tiles/buildings/0.glb', {
      headers: { 'if-none-match': String(whole.headers.etag) },
    });
    expect(same.status).toBe(304);
  });

  it('to a hashed file is kept for ever and sent packed to who can unpack it; the page itself is asked for anew', async () => {
    const packed = await city.ask('/assets/shell-AbCdEf12.js', { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers['cache-control']).toContain('immutable');
    const plain = await city.ask('/assets/shell-AbCdEf12.js');
    expect(plain.text).toContain('shell = 1');
    expect((await city.ask('/')).headers['cache-control']).toBe('no-cache');
  });

  it('to the series is answered once and then by its tag', async () => {
    const first = await city.ask('/api/series');
    expect(jsonOf<{ series: unknown[] }>(first).series).toHaveLength(30);
    const again = await city.ask('/api/series', { headers: { 'if-none-match': String(first.headers.etag) } });
    expect(again.status).toBe(304);
  });
});

describe('an answer', () => {
  it('carries a policy that lets nothing in from elsewhere', async () => {
    const { headers } = await city.ask('/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval' blob:;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-eval'.*'unsafe-eval'|upgrade-insecure|https?:/);
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('to a bad question names each bad field and never our insides', async () => {
    const bad = await city.ask('/api/observations?series=x&px=0&from=1');
    expect(
      problemOf(bad)
        .errors?.map(({ field }) => field)
        .sort(),
    ).toEqual(['px', 'series', 'to']);
    const broken = await city.ask('/api/session', {
      method: 'POST',
      body: '{"user":',
      headers: { 'content-type': 'application/json' },
    });
    expect(broken.status).toBe(400);
    const poisoned = await city.ask('/api/session', {
      method: 'POST',
      body: '{"__proto__":{"user":"x"},"user":"a","password":"b"}',
      headers: { 'content-type': 'application/json' },
    });
    expect(poisoned.status).toBe(400);
    const huge = await city
      .ask('/api/session', {
        method: 'POST',
        body: `{"user":"${'x'.repeat(2 ** 21)}"}`,
        headers: { 'content-type': 'application/json' },
      })
      .catch(() => undefined);
    expect(huge?.status ?? 413).toBe(413);
    for (const answer of [bad, broken, poisoned])
      expect(answer.text).not.toMatch(/node_modules|at \w+ \(|stack/);
  });

  it.each([
    ['from=1&to=1', 'from'],
    ['from=2&to=1', 'from'],
    ['from=0&to=2678400001', 'to'],
    ['from=yesterday&to=1', 'from'],
    ['from=2025-01-01T00:00:00&to=1', 'from'],
    ['from=0&to=1&knownAt=x', 'knownAt'],
  ])('to the span %s says that `%s` is wrong', async (span, field) => {
    const answer = await city.ask(`/api/observations?series=1&px=10&${span}`);
    expect([answer.status, problemOf(answer).errors?.[0]?.field]).toEqual([400, field]);
  });

  it.each(['limit=0', 'limit=1001', 'limit=ten', 'cursor=-1', 'cursor=x'])(
    'to a list with %s is 400',
    async (query) => {
      expect((await city.ask(`/api/layers?${query}`)).status).toBe(400);
    },
  );

  it('of a list goes on where its cursor says', async () => {
    const first = jsonOf<{ items: { id: string }[]; next: string }>(await city.ask('/api/layers?limit=3'));
    const second = jsonOf<{ items: { id: string }[] }>(
      await city.ask(`/api/layers?limit=3&cursor=${first.next}`),
    );
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(6);
  });
});

describe('a city without its history', () => {
  it('goes on with readings and says what is missing', async () => {
    await city.publish(21.5);
    const why = await ask(city.url, '/api/indicators');
    expect(why.status).toBe(200);
    const ready = await city.ask('/readyz');
    const report = jsonOf<{
      ready: boolean;
      coming: string[];
      dependencies: Record<string, { state: string }>;
    }>(ready);
    expect(ready.status).toBe(200);
    expect(report.coming).toEqual(['database', 'history', 'alarms']);
    expect(report.dependencies['database']?.state).toBe('failed');
    const past = await city.ask(`/api/observations?series=2&px=10&from=0&to=1`);
    expect([past.status, past.headers['retry-after']]).toEqual([503, '5']);
  });
});
