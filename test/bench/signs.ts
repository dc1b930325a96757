import type { Series } from '@/contracts/series';
import { observedProperties, signDefinitions } from '@/domain/definitions';
import { createSignBeat } from '@/domain/signs/beat';
import fleetFile from '@data/fleet.json';

export const name = 'signs';

const districts = 13;
const seriesWanted = 12_000;
const beats = 400;
const nowhere = { zh: '', en: '' };

/** A city of so many series, in the proportions of the fleet. */
function catalogueOf(): readonly Series[] {
  const kinds = fleetFile.flatMap(({ thing, share, observes }) =>
    observes.map(({ property, intervalS }) => ({ thing, property, intervalS, share: share ?? 12 })),
  );
  const all = kinds.reduce((sum, { share }) => sum + share, 0);
  const made = kinds.flatMap(({ thing, property, intervalS, share }) =>
    Array.from({ length: Math.ceil((share / all) * seriesWanted) }, (_, index) => ({
      thing: `${thing}-${index}`,
      property,
      intervalS,
      district: `4201${String(2 + (index % districts)).padStart(2, '0')}`,
    })),
  );
  return made.slice(0, seriesWanted).map((one, index) => ({
    ...one,
    id: index + 1,
    name: nowhere,
    at: [114.3, 30.6, 0],
    owner: nowhere,
    provenance: { grade: 'simulated', source: nowhere, licence: '', date: '', datum: 'WGS84' },
  }));
}

/** One beat of all thirty-six signs, of the city and of its thirteen districts, over 12,000 series (goal 10 ms). */
export function run(): Promise<Record<string, unknown>> {
  const series = catalogueOf();
  const ranges = new Map(observedProperties.map(({ id, min, max }) => [id, [min, max] as const]));
  const start = Date.UTC(2026, 2, 2, 2);
  const values = Float64Array.from(series, ({ property }, index) => {
    const [min, max] = ranges.get(property) ?? [0, 1];
    return min + ((index * 7919) % 1000) * 0.0002 * (max - min);
  });
  const times = new Float64Array(series.length);
  const qualities = new Uint8Array(series.length);
  const beat = createSignBeat(signDefinitions, { series: [...series] });
  const took: number[] = [];
  let readings = 0;
  for (let turn = 0; turn < beats; turn += 1) {
    const at = start + turn * 1000;
    for (let slot = turn % 3; slot < series.length; slot += 3) times[slot] = at;
    const begun = performance.now();
    const scopes = beat.beat({ values, times, qualities }, at);
    took.push(performance.now() - begun);
    readings = scopes.reduce((sum, scope) => sum + scope.readings.length, 0);
  }
  const sorted = took.slice(50).sort((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? NaN) * 100) / 100;
  return Promise.resolve({ series: series.length, readingsABeat: readings, p50Ms: at(0.5), p95Ms: at(0.95) });
}
