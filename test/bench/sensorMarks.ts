import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Cartesian3, Color, PointPrimitiveCollection } from 'cesium';
import { createTelemetryTable } from '@/feeds/telemetryTable';
import { createMarks } from '@/layers/sensors/marks';
import { readWish } from '@/layers/sensors/wish';
import { calmValues, cityOfSensors, excess } from '../layers/cityOfSensors';
import { fakeHost } from '../support/layerHost';

export const name = 'sensorMarks';

const devices = 100_000;
const updates = 10_000;
const rounds = 5;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in use after everything unused is gone. */
function held(): number {
  for (let pass = 0; pass < 3; pass += 1) collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const megabytes = (bytes: number) => Math.round((bytes / 1e6) * 100) / 100;
const rounded = (value: number) => Math.round(value * 100) / 100;

function timed(act: (round: number) => void): number {
  return median(
    Array.from({ length: rounds }, (_, round) => {
      const begun = performance.now();
      act(round);
      return performance.now() - begun;
    }),
  );
}

/**
 * 100,000 devices: what marks, clusters, filters and the table of readings weigh beside the catalogue, and what 10,000
 * readings a beat cost the page; against the engine's PointPrimitiveCollection with a point a device and a colour a
 * reading. No graphics card is asked: both are measured up to the engine's own buffers.
 */
export function run(): Promise<Record<string, unknown>> {
  const catalogue = cityOfSensors(devices);
  const { series } = catalogue;
  const calm = calmValues(catalogue);
  const intervals = series.map(({ intervalS }) => intervalS);
  const fake = fakeHost(12_000);
  const per100k = (bytes: number) => megabytes((bytes * 100_000) / devices);

  const empty = held();
  const table = createTelemetryTable(intervals);
  const withTable = held();
  const marks = createMarks(catalogue, fake.host, 'night');
  marks.ask(readWish({}), table);
  marks.spread();
  const withMarks = held();

  const slots = Uint32Array.from({ length: updates }, (_, row) =>
    Math.floor((row * series.length) / updates),
  );
  const write = (value: (slot: number) => number, at: number) =>
    table.write({
      epoch: 1,
      seq: 1,
      revision: 1,
      slot: slots,
      value: Float64Array.from(slots, value),
      timeMs: new Float64Array(updates).fill(at),
      quality: new Uint8Array(updates),
    });
  write((slot) => calm[slot]!, 1);
  marks.update(table, table.drain());
  const calmMs = timed((round) => {
    write((slot) => calm[slot]! - 0.01 * round, 10 + round);
    marks.update(table, table.drain());
  });
  const limited = new Set(['road-water-depth', 'manhole-tilt', 'gas-concentration']);
  const everyStateMs = timed((round) => {
    write((slot) => {
      const { property } = series[slot]!;
      return round % 2 === 0 && limited.has(property) ? excess(property) : calm[slot]!;
    }, 100 + round);
    marks.update(table, table.drain());
  });
  const recountMs = timed((round) => {
    marks.ask(readWish(round % 2 === 0 ? { district: '420106' } : {}), table);
    marks.spread();
  });
  const spreadMs = timed(() => void marks.spread());
  marks.destroy();

  const beforePeer = held();
  const peer = new PointPrimitiveCollection();
  const points = series.map(({ at }) =>
    peer.add({ position: Cartesian3.fromDegrees(...at), color: Color.GRAY, pixelSize: 5 }),
  );
  const peerBytes = held() - beforePeer;
  const colours = [Color.ORANGE, Color.GRAY];
  const peerMs = timed((round) => {
    for (const slot of slots) points[slot]!.color = colours[round % 2]!;
  });

  const result = {
    devices,
    series: series.length,
    updates,
    megabytesPer100k: {
      table: per100k(withTable - empty),
      marksCellsCensus: per100k(withMarks - withTable),
      together: per100k(withMarks - empty),
      pointPrimitives: per100k(peerBytes),
    },
    msPer10k: {
      nothingToSee: rounded(calmMs),
      statesChanging: rounded(everyStateMs),
      pointPrimitives: rounded(peerMs),
    },
    otherMs: { anotherFilter: rounded(recountMs), cameraMoved: rounded(spreadMs) },
  };
  console.error(`  ${result.megabytesPer100k.together} MB per 100,000 with the table (goal 12)`);
  return Promise.resolve(result);
}
