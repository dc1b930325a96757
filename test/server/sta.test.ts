import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, noDatabase, openCity, problemOf, until, type TestCity } from './city';

interface Written {
  readonly [name: string]: unknown;
}
interface List {
  readonly '@iot.count'?: number;
  readonly '@iot.nextLink'?: string;
  readonly value: readonly Written[];
}

let city: TestCity;
beforeAll(async () => {
  city = await openCity();
  // Twelve readings of the demo device, a minute apart, the newest just now.
  for (let minute = 11; minute >= 0; minute -= 1) await city.publish(20 + minute / 10, minute * 60);
  await until(async () => (await list('Datastreams(2)/Observations')).value.length === 12);
});
afterAll(() => city.close());

const at = (path: string) => `/sta/v1.1/${path}`;
const read = async <T = Written>(path: string): Promise<T> => {
  const answer = await city.ask(at(encodeURI(path)));
  if (answer.status !== 200) throw new Error(`${String(answer.status)} ${answer.text}`);
  return jsonOf<T>(answer);
};
const list = (path: string) => read<List>(path);
const refusal = async (path: string) => {
  const answer = await city.ask(at(encodeURI(path)));
  return { status: answer.status, errors: problemOf(answer).errors };
};
const follow = async (link: string | undefined): Promise<List> => {
  if (link === undefined) throw new Error('there is no next page');
  const answer = await city.ask(link.slice(city.url.length));
  expect([link, answer.status]).toEqual([link, 200]);
  return jsonOf<List>(answer);
};
const ids = ({ value }: List) => value.map((one) => Number(one['@iot.id']));
const allPages = async (path: string): Promise<readonly number[]> => {
  const seen: number[] = [];
  for (let page = await list(path); ; page = await follow(page['@iot.nextLink'])) {
    seen.push(...ids(page));
    if (page['@iot.nextLink'] === undefined) return seen;
  }
};
const series = () => city.small.catalogue.series;

describe('the SensorThings door', () => {
  it('names its eight sets and what of the standard it keeps', async () => {
    const root = await read<{ value: { name: string; url: string }[]; serverSettings: Written }>('');
    expect(root.value.map(({ name }) => name)).toEqual([
      'Things',
      'Locations',
      'HistoricalLocations',
      'Datastreams',
      'Sensors',
      'ObservedProperties',
      'Observations',
      'FeaturesOfInterest',
    ]);
    for (const { url } of root.value) expect((await city.ask(url.slice(city.url.length))).status).toBe(200);
    expect(JSON.stringify(root.serverSettings)).toContain('iot_sensing/1.1/req/datamodel');
    expect(jsonOf(await city.ask('/sta/v1.1'))).toEqual(root);
  });

  it('knows a series as the Datastream of the same id, simulated said in words', async () => {
    const stream = await read('Datastreams(1)');
    const [first] = series();
    expect(stream).toMatchObject({
      '@iot.id': 1,
      '@iot.selfLink': `${city.url}/sta/v1.1/Datastreams(1)`,
      name: first?.name.zh,
      unitOfMeasurement: { definition: 'ucum:m' },
      observedArea: { type: 'Point', coordinates: first?.at },
      properties: { grade: 'simulated', simulated: true, owner: first?.owner, district: '420102' },
      'Observations@iot.navigationLink': `${city.url}/sta/v1.1/Datastreams(1)/Observations`,
    });
    expect(String(stream['description'])).toContain('模拟');
    expect(ids(await list('Datastreams?$top=1000'))).toEqual(series().map(({ id }) => id));
  });

  it.each([
    'Things',
    'Locations',
    'HistoricalLocations',
    'Datastreams',
    'Sensors',
    'ObservedProperties',
    'Observations',
    'FeaturesOfInterest',
  ])('gives each of %s a positive whole id that leads back to it, and links that lead on', async (set) => {
    const { value } = await list(`${set}?$top=3`);
    expect(value.length).toBeGreaterThan(0);
    for (const one of value) {
      expect(Number.isSafeInteger(one['@iot.id']) && Number(one['@iot.id']) > 0).toBe(true);
      expect(jsonOf(await city.ask(String(one['@iot.selfLink']).slice(city.url.length)))).toEqual(one);
      for (const [name, link] of Object.entries(one)) {
        if (!name.endsWith('@iot.navigationLink')) continue;
        expect([name, (await city.ask(String(link).slice(city.url.length))).status]).toEqual([name, 200]);
      }
    }
  });

  it('walks from a Thing to what it observes, and to nothing that is another’s', async () => {
    const property = await read('Things(1)/Datastreams(1)/ObservedProperty');
    expect(property['name']).toBe('水位');
    expect((await refusal('Things(1)/Datastreams(2)')).status).toBe(404);
    expect(await read('Datastreams(1)/name')).toEqual({ name: series()[0]?.name.zh });
    const bare = await city.ask(at('Datastreams(1)/name/$value'));
    expect([bare.text, bare.headers['content-type']]).toEqual([
      series()[0]?.name.zh,
      'text/plain; charset=utf-8',
    ]);
    expect(await read('Datastreams(1)/properties/owner')).toEqual({ owner: series()[0]?.owner });
    expect((await city.ask(at('Datastreams(1)/properties/none'))).status).toBe(204);
    expect(await read('Datastreams(1)/Thing/$ref')).toEqual({
      '@iot.selfLink': `${city.url}/sta/v1.1/Things(1)`,
    });
    expect((await list('Things(1)/Datastreams/$ref')).value).toEqual([
      { '@iot.selfLink': `${city.url}/sta/v1.1/Datastreams(1)` },
    ]);
  });

  it.each([
    'Nothing',
    'Things(9999)',
    'Things(1)/Nothing',
    'Datastreams(1)/name/more',
    'Datastreams(1)/Thing(1)',
    'Datastreams/name',
    'Datastreams(99999999)/Observations',
    'Observations(7)',
    'Observations(98304)',
    'Things(1)/__proto__',
    'Datastreams(1)/constructor',
  ])('has nothing at %s', async (path) => {
    expect((await refusal(path)).status).toBe(404);
  });

  it('filters by property, by what is linked, and by place', async () => {
    const warm = await list("Datastreams?$filter=ObservedProperty/name eq '气温'&$count=true");
    expect(warm['@iot.count']).toBe(series().filter(({ property }) => property === 'air-temperature').length);
    const owned = await list("Datastreams?$filter=properties/owner/en eq 'Water affairs' and Thing/id eq 1");
    expect(ids(owned)).toEqual([1]);
    const things = await list(
      "Things?$filter=Datastreams/ObservedProperty/properties/id eq 'air-temperature'",
    );
    expect(ids(things)).toContain(2);
    const box = 'POLYGON((114.2945 30.582,114.296 30.582,114.296 30.583,114.2945 30.583,114.2945 30.582))';
    const inside = series().filter(
      ({ at: [lon, lat] }) => lon > 114.2945 && lon < 114.296 && lat > 30.582 && lat < 30.583,
    );
    expect(inside.length).toBeGreaterThan(0);
    const found = await list(`Datastreams?$filter=st_within(observedArea, geography'${box}')`);
    expect(ids(found)).toEqual(inside.map(({ id }) => id));
    const near = await list(
      "Locations?$filter=geo.distance(location, geography'POINT(114.2952 30.5825)') lt 0.0001",
    );
    expect(near.value).toHaveLength(1);
  });

  it('orders, selects and expands as deep as three links', async () => {
    const ordered = await list('Datastreams?$orderby=ObservedProperty/id desc,name asc&$top=1000');
    expect([...ids(ordered)].sort((a, b) => a - b)).toEqual(series().map(({ id }) => id));
    expect(ids(ordered)).not.toEqual(series().map(({ id }) => id));
    const [thing] = (
      await list(
        'Things?$filter=id eq 2&$select=name&$expand=Datastreams($select=id,properties/owner;$expand=ObservedProperty($select=name),Observations($top=2;$select=result;$orderby=phenomenonTime asc))',
      )
    ).value;
    expect(thing).toEqual({
      name: series()[1]?.name.zh,
      Datastreams: [
        {
          '@iot.id': 2,
          properties: { owner: series()[1]?.owner },
          ObservedProperty: { name: '气温' },
          Observations: [{ result: 21.1 }, { result: 21 }],
          'Observations@iot.nextLink': expect.stringContaining(
            '/Datastreams(2)/Observations?$top=2',
          ) as string,
        },
      ],
    });
    const slash = await read('Datastreams(2)?$expand=Thing/Locations');
    expect(slash['Thing']).toMatchObject({ Locations: [{ '@iot.id': 2 }] });
  });

  it('visits every Datastream once by its paging links', async () => {
    expect(await allPages('Datastreams?$top=7')).toEqual(series().map(({ id }) => id));
  });
});

describe('Observations', () => {
  it('come newest first, with what is known about each', async () => {
    const { value } = await list('Datastreams(2)/Observations');
    expect(value.map((one) => one['result'])).toEqual(
      Array.from({ length: 12 }, (_, minute) => 20 + minute / 10),
    );
    expect(value[0]).toMatchObject({
      resultQuality: expect.stringMatching(/^(good|late)$/) as string,
      parameters: { n: 1, resolutionSeconds: 0, grade: 'simulated' },
    });
    expect(Date.parse(String(value[0]?.['resultTime']))).toBeGreaterThanOrEqual(
      Date.parse(String(value[0]?.['phenomenonTime'])),
    );
  });

  it.each(['asc', 'desc'])('are visited once each, %s, by links that carry where to go on', async (way) => {
    const seen = await allPages(`Datastreams(2)/Observations?$top=5&$orderby=phenomenonTime ${way}`);
    expect(new Set(seen).size).toBe(12);
    expect(seen).toHaveLength(12);
    const whole = ids(await list(`Datastreams(2)/Observations?$orderby=phenomenonTime ${way}`));
    expect(seen).toEqual(whole);
    const byResult = await allPages('Observations?$top=5&$orderby=result desc');
    expect(byResult).toHaveLength(12);
  });

  it('are filtered by value and by time, and counted', async () => {
    const some = await list('Observations?$filter=result gt 20.5 and Datastream/id eq 2&$count=true&$top=2');
    expect([some['@iot.count'], some.value.length]).toEqual([6, 2]);
    const good = await list("Observations?$filter=resultQuality eq 'good'&$count=true");
    const doubted = await list("Observations?$filter=not (resultQuality eq 'good')&$count=true");
    expect(Number(good['@iot.count']) + Number(doubted['@iot.count'])).toBe(12);
    const since = new Date(Date.now() - 150_000).toISOString();
    expect((await list(`Observations?$filter=phenomenonTime gt ${since}`)).value).toHaveLength(3);
    const fresh = await list("Observations?$filter=phenomenonTime gt now() sub duration'PT2M30S'");
    expect(fresh.value).toHaveLength(3);
    expect((await list("Observations?$filter=Datastream/ObservedProperty/name eq '水位'")).value).toEqual([]);
    const [first] = (await list('Datastreams(2)/Observations?$top=1')).value;
    const id = Number(first?.['@iot.id']);
    expect(ids(await list(`Observations?$filter=id eq ${String(id)}`))).toEqual([id]);
    expect((await list('FeaturesOfInterest(2)/Observations')).value).toHaveLength(12);
  });

  it('come as columns and as GeoJSON where asked', async () => {
    const columns = await list('Observations?$resultFormat=dataArray&$select=result,id&$top=3');
    expect(columns.value).toEqual([
      {
        'Datastream@iot.navigationLink': `${city.url}/sta/v1.1/Datastreams(2)`,
        components: ['result', 'id'],
        'dataArray@iot.count': 3,
        dataArray: [
          [20, expect.any(Number) as number],
          [20.1, expect.any(Number) as number],
          [20.2, expect.any(Number) as number],
        ],
      },
    ]);
    const answer = await city.ask(
      at('Datastreams?$resultFormat=GeoJSON&$filter=id%20eq%202&$expand=Observations($top=1)'),
    );
    expect(answer.headers['content-type']).toBe('application/geo+json; charset=utf-8');
    expect(jsonOf(answer)).toMatchObject({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          id: 2,
          geometry: { type: 'Point', coordinates: series()[1]?.at },
          properties: {
            '@iot.id': 2,
            'unitOfMeasurement/symbol': '°C',
            'properties/simulated': true,
            'Observations/0/result': 20,
          },
        },
      ],
    });
    const single = jsonOf<{ features: unknown[] }>(await city.ask(at('Locations(2)?$resultFormat=GeoJSON')));
    expect(single.features).toHaveLength(1);
  });
});

describe('a question to SensorThings', () => {
  it.each([
    ['Datastreams?$top=1001', '$top'],
    ['Datastreams?$top=-1', '$top'],
    ['Datastreams?$top=1e9', '$top'],
    ['Datastreams?$top=1&$top=2', '$top'],
    ['Datastreams?$skip=x', '$skip'],
    ['Observations?$skip=10001', '$skip'],
    ['Datastreams?$count=yes', '$count'],
    ['Datastreams?$search=x', '$search'],
    ['Datastreams?limit=5', 'limit'],
    ['Datastreams?$select=secret', '$select'],
    ['Datastreams?$orderby=secret', '$orderby'],
    ['Datastreams?$orderby=name up', '$orderby'],
    ['Datastreams?$expand=Secret', '$expand'],
    ['Datastreams?$expand=Thing,Thing', '$expand'],
    ['Datastreams?$expand=Thing(', '$expand'],
    [
      'Things?$expand=Datastreams/Thing/Datastreams/Thing',
      '$expand/Datastreams/$expand/Thing/$expand/Datastreams/$expand',
    ],
    ['Things?$expand=Datastreams($top=2000)', '$expand/Datastreams/$top'],
    ['Things?$expand=Datastreams($filter=oops)', '$expand/Datastreams/$filter'],
    ['Datastreams?$filter=name', '$filter'],
    ['Datastreams?$filter=name eq 5', '$filter'],
    ['Datastreams?$filter=name eq', '$filter'],
    ["Datastreams?$filter=name eq 'x", '$filter'],
    ["Datastreams?$filter=drop(name) eq 'x'", '$filter'],
    ['Datastreams?$filter=Observations/result gt 5', '$filter'],
    ["Datastreams?$filter=name eq 'x'; drop table observations", '$filter'],
    ['Observations?$filter=phenomenonTime gt 2025-01-01T00:00:00', '$filter'],
    ['Observations?$filter=result gt Datastream/properties/intervalSeconds', '$filter'],
    ['Observations?$filter=result gt 5 or Datastream/name eq result', '$filter'],
    ["Datastreams?$filter=st_within(observedArea, geography'POLYGON((1 2,3 4))')", '$filter'],
    ["Datastreams?$filter=st_within(observedArea, geography'POINT(31 114)')", '$filter'],
    ['Datastreams?$resultFormat=xml', '$resultFormat'],
    ['Datastreams?$resultFormat=dataArray', '$resultFormat'],
    ['Sensors?$resultFormat=GeoJSON', '$resultFormat'],
    ['Observations?$skipToken=1;drop', '$skipToken'],
    ['Datastreams(1)?$top=1', '$top'],
    [`Datastreams?$filter=${'('.repeat(200)}true${')'.repeat(200)}`, '$filter'],
    [`Datastreams?$filter=${'not '.repeat(200)}true`, '$filter'],
    [
      `Datastreams?$filter=${Array.from({ length: 600 }, (_, n) => `id eq ${String(n)}`).join(' or ')}`,
      'query',
    ],
    [`Datastreams?$select=${'name,'.repeat(3000)}name`, 'query'],
  ])('%s is refused by the name of what is wrong', async (path, field) => {
    const { status, errors } = await refusal(path.replace('POINT(31 114)', 'POINT(31 114)'));
    expect([status, errors?.[0]?.field]).toEqual([400, field]);
  });

  it('is refused where it is not well encoded', async () => {
    for (const path of ['Datastreams?$filter=%zz', 'Datastreams%zz', 'Datastreams?$filter=%C3%28']) {
      const answer = await city.ask(at(path));
      expect([path, answer.status, answer.headers['content-type']]).toEqual([
        path,
        400,
        'application/problem+json; charset=utf-8',
      ]);
    }
  });

  it('that wants to write is told what the door is for', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await city.ask(at('Datastreams(1)'), { method });
      expect([method, answer.status, answer.headers.allow]).toEqual([method, 405, 'GET, HEAD, OPTIONS']);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    }
    const head = await city.ask(at('Datastreams(1)'), { method: 'HEAD' });
    expect([head.status, head.text]).toEqual([200, '']);
  });

  it('keeps quotes and marks of SQL as the plain text they are', async () => {
    const odd = "x'' or ''1''=''1";
    expect((await list(`Datastreams?$filter=name eq '${odd}'`)).value).toEqual([]);
    expect((await list(`Observations?$filter=resultQuality eq '${odd}'`)).value).toEqual([]);
  });

  it('that leads out of the numbers is the asker’s fault, not the server’s', async () => {
    const huge = Array.from({ length: 40 }, () => 'result mul 1000000000000').join(' mul ');
    const { status, errors } = await refusal(`Observations?$filter=${huge} gt 0`);
    expect([status, errors?.[0]?.field]).toEqual([400, '$filter']);
  });
});

describe('without its history', () => {
  it('the door still tells the newest reading, and 503 for the others', async () => {
    const alone = await openCity(noDatabase);
    try {
      await alone.publish(21.5);
      const newest = '/sta/v1.1/Datastreams(2)/Observations?$top=1&$orderby=phenomenonTime%20desc';
      const one = await until(async () => {
        const { value } = jsonOf<List>(await alone.ask(newest));
        return value[0];
      });
      expect(one['result']).toBe(21.5);
      const inside = jsonOf<List>(
        await alone.ask('/sta/v1.1/Datastreams?$filter=id%20eq%202&$expand=Observations($top=1)'),
      );
      expect(inside.value[0]?.['Observations']).toMatchObject([{ result: 21.5 }]);
      const all = await alone.ask('/sta/v1.1/Datastreams(2)/Observations');
      expect([all.status, all.headers['retry-after']]).toEqual([503, '5']);
    } finally {
      await alone.close();
    }
  });
});
