import { booleanPointInPolygon } from '@turf/turf';
import { createLatest } from '@/server/latest';
import { bodies } from '@/server/sta/answer';
import { createStaCity } from '@/server/sta/city';
import { kinds } from '@/server/sta/model';
import { createObservations } from '@/server/sta/observations';
import { readOptions } from '@/server/sta/options';
import { catalogueList, type Answering } from '@/server/sta/pages';
import { createWork } from '@/server/sta/work';
import type { History } from '@/server/history';
import type { SeriesCatalogue } from '@/contracts/series';
import { smallCatalogue } from '../server/fixture';

export const name = 'sensorThings';

const datastreams = 13_000;
const rounds = 15;
const root = 'http://127.0.0.1/sta/v1.1';

/** The small city's series over and over, spread over the municipality. */
function largeCatalogue(): SeriesCatalogue {
  const small = smallCatalogue();
  const series = Array.from({ length: datastreams }, (_, turn) => {
    const like = small.series[turn % small.series.length];
    if (like === undefined) throw new Error('the small city has no series');
    const at = [
      113.7 + ((turn * 7919) % 13_001) / 9_286,
      29.97 + ((turn * 104_729) % 13_003) / 9_288,
      10,
    ] as const;
    return { ...like, id: turn + 1, thing: `thing-${String(turn)}`, at };
  });
  return { ...small, series };
}

/** A ring of 200 corners about a fifth of the city across. */
const ring = Array.from({ length: 201 }, (_, turn) => {
  const angle = ((turn % 200) / 200) * 2 * Math.PI;
  const reach = 0.12 + 0.03 * Math.sin(angle * 9);
  return [114.3 + reach * Math.cos(angle), 30.55 + reach * Math.sin(angle)] as const;
});
const closed = [...ring.slice(0, 200), ring[0]!];
const polygon = { type: 'Polygon' as const, coordinates: [closed.map(([lon, lat]) => [lon, lat])] };
const text = `POLYGON((${closed.map(([lon, lat]) => `${lon.toFixed(6)} ${lat.toFixed(6)}`).join(',')}))`;

const nothingAsked = (): never => {
  throw new Error('the history was asked');
};
const noHistory: Pick<History, 'ask' | 'pending'> = { ask: nothingAsked, pending: nothingAsked };

async function median(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return Math.round((times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN) * 100) / 100;
}

/** What the door spends on 13,000 Datastreams, without the network; the places against Turf asked one by one. */
export async function run(): Promise<Record<string, unknown>> {
  const catalogue = largeCatalogue();
  const latest = createLatest(catalogue);
  catalogue.series.forEach((_, slot) => latest.write(slot, 20, Date.now(), Date.now(), 0));
  const city = createStaCity(catalogue, Date.now());
  const observations = createObservations(city, noHistory, latest);
  const answering = (): Answering => ({
    city,
    observations,
    work: createWork(Date.now()),
    root,
  });
  const ask = async (query: string) => {
    const here = answering();
    const options = readOptions(query, kinds.Datastream);
    const list = await catalogueList(here, kinds.Datastream, options);
    const page = await list(city.all('Datastream'), `${root}/Datastreams`, 1000);
    return { page, json: JSON.stringify(await bodies(here, kinds.Datastream, page.entities, options)) };
  };
  const dashboard =
    '$top=1000&$expand=Thing,ObservedProperty,Observations($top=1;$orderby=phenomenonTime desc)';
  const within = `$top=1&$count=true&$filter=${encodeURIComponent(`st_within(observedArea, geography'${text}')`)}`;
  const places = catalogue.series.map(({ at }) => [at[0], at[1]]);
  const turf = () =>
    places.filter((place) => booleanPointInPolygon(place, polygon, { ignoreBoundary: true }));
  const found = (await ask(within)).page.count;
  if (found !== turf().length)
    throw new Error(`the door finds ${String(found)}, Turf ${String(turf().length)}`);
  const ms = {
    newestOf1000: await median(() => ask(dashboard)),
    within: await median(() => ask(within)),
    turfOverAll: await median(turf),
  };
  const ratio = Math.round((ms.turfOverAll / ms.within) * 10) / 10;
  console.error(`  1,000 Datastreams with Thing, property and newest reading: ${String(ms.newestOf1000)} ms`);
  console.error(
    `  st_within over ${String(datastreams)}: ${String(ms.within)} ms, Turf over all ${String(ms.turfOverAll)} ms`,
  );
  console.error(`  Turf brute force : ours = ${String(ratio)} : 1`);
  return {
    datastreams,
    rounds,
    corners: 200,
    found,
    ms,
    ratio,
    answerKB: Math.round((await ask(dashboard)).json.length / 1024),
  };
}
