import type { LonLat } from '@/contracts/geo';
import {
  bar,
  emptyMesh,
  lengthOf,
  loft,
  minus,
  mixed,
  plus,
  quad,
  tube,
  type Finish,
  type Mesh,
  type Place,
} from '@/scene/model/mesh';
import { placesAbout } from '@/scene/model/origin';
import { emptyRibbons, ribbon, type Ribbons } from '@/scene/model/ribbons';
import type { Compartment, UtilitySample } from './register';

export type HeightAt = (lon: number, lat: number) => number;

/** How often the box asks for the ground above it, metres. */
const step = 25;
/** Of the dashed course on the surface: a dash, the gap after it and its height above the ground, metres. */
const dash = { long: 16, gap: 12, up: 2.5 } as const;
const shaft = { long: 3.2, wide: 2.4, coverLong: 4.4, coverWide: 3.4, coverUp: 0.6 } as const;

/** A place of the axis on the ground; `left` reaches one metre aside, more where the axis bends, so that walls meet. */
interface Stop {
  readonly at: Place;
  readonly left: Place;
  /** Metres from the beginning. */
  readonly s: number;
}

export interface CompartmentModel {
  readonly compartment: Compartment;
  /** The room itself, to be drawn translucent. */
  readonly room: Mesh;
  /** Its pipes and trays. */
  readonly lines: Mesh;
}

export interface UtilityModel {
  readonly origin: LonLat;
  readonly lengthM: number;
  readonly compartments: readonly CompartmentModel[];
  /** The floor all compartments stand on, and the shafts up to the ground. */
  readonly frame: Mesh;
  /** Edges of the whole box. */
  readonly edges: Ribbons;
  /** What is seen from above: the covers of the shafts and a dashed course. */
  readonly covers: Mesh;
  readonly course: Ribbons;
}

/** The axis in metres about its first place, a stop every 25 m and at each bend, each on the ground. */
export function stopsOf(axis: readonly LonLat[], heightAt: HeightAt): readonly Stop[] {
  const place = placesAbout(axis[0]!);
  const places = axis.slice(1).reduce<LonLat[]>(
    (all, to) => {
      const from = all.at(-1)!;
      const pieces = Math.ceil(lengthOf(minus(place([...to, 0]), place([...from, 0]))) / step);
      for (let i = 1; i <= pieces; i += 1)
        all.push([from[0] + ((to[0] - from[0]) * i) / pieces, from[1] + ((to[1] - from[1]) * i) / pieces]);
      return all;
    },
    [axis[0]!],
  );
  const flat = places.map(([lon, lat]) => place([lon, lat, 0]));
  const aside = (from: Place, to: Place): Place => {
    const run = lengthOf(minus(to, from));
    return [-(to[1] - from[1]) / run, (to[0] - from[0]) / run, 0];
  };
  let s = 0;
  return places.map(([lon, lat], index): Stop => {
    const here = flat[index]!;
    const [before, after] = [flat[index - 1], flat[index + 1]];
    if (before !== undefined) s += lengthOf(minus(here, before));
    const a = before === undefined ? aside(here, after!) : aside(before, here);
    const b = after === undefined ? a : aside(here, after);
    const share = 2 / lengthOf(plus(a, b)) ** 2;
    const sum = plus(a, b);
    return {
      at: [here[0], here[1], heightAt(lon, lat)],
      left: [sum[0] * share, sum[1] * share, 0],
      s,
    };
  });
}

const beside = ({ at, left }: Stop, asideM: number, upM: number): Place => {
  const [x, y, h] = plus(at, left, asideM);
  return [x, y, h + upM];
};

/** A closed box along the stops, between two distances to the left and two heights about the ground. */
function boxAlong(
  mesh: Mesh,
  stops: readonly Stop[],
  [right, left]: readonly [number, number],
  [low, high]: readonly [number, number],
  finish: Finish,
): void {
  const ring = (stop: Stop) =>
    [
      beside(stop, right, low),
      beside(stop, left, low),
      beside(stop, left, high),
      beside(stop, right, high),
    ] as const;
  loft(
    mesh,
    stops.map((stop) => {
      const places = ring(stop);
      return [...places, places[0]];
    }),
    () => finish,
  );
  const [first, last] = [ring(stops[0]!), ring(stops.at(-1)!)];
  quad(mesh, first, finish);
  quad(mesh, [last[3], last[2], last[1], last[0]], finish);
}

/** Middles of the compartments, metres to the left of the axis. */
export function middlesOf({
  widthM,
  outerWallM,
  innerWallM,
  compartments,
}: UtilitySample): readonly number[] {
  let edge = widthM / 2 - outerWallM;
  return compartments.map((one) => {
    const middle = edge - one.widthM / 2;
    edge -= one.widthM + innerWallM;
    return middle;
  });
}

function stopAt(stops: readonly Stop[], s: number): Stop {
  const after = Math.max(
    1,
    stops.findIndex((stop) => stop.s >= s),
  );
  const [from, to] = [stops[after - 1]!, stops[after]!];
  const t = (s - from.s) / (to.s - from.s);
  return { at: mixed(from.at, to.at, t), left: mixed(from.left, to.left, t), s };
}

/** Where the shafts stand, metres from the beginning: evenly, no farther apart than told, none at the very ends. */
export function shaftsAlong(lengthM: number, everyM: number): readonly number[] {
  const pieces = Math.ceil(lengthM / everyM);
  return Array.from({ length: pieces }, (_, index) => ((index + 0.5) * lengthM) / pieces);
}

/** The sample in metres about its first place; heights are ellipsoidal where `heightAt` is. */
export function modelOf(sample: UtilitySample, heightAt: HeightAt): UtilityModel {
  const stops = stopsOf(sample.axis, heightAt);
  const lengthM = stops.at(-1)!.s;
  const roof = -sample.roofDepthM;
  const foot = roof - sample.heightM;
  const [floor, ceiling] = [foot + sample.slabM, roof - sample.slabM];
  const half = sample.widthM / 2;
  const own: Finish = { substance: 'own', own: -floor };
  const middles = middlesOf(sample);

  const compartments = sample.compartments.map((compartment, index): CompartmentModel => {
    const middle = middles[index]!;
    const room = emptyMesh();
    const { widthM } = compartment;
    boxAlong(room, stops, [middle - widthM / 2, middle + widthM / 2], [floor, ceiling], own);
    const lines = emptyMesh();
    for (const { kind, asideM, upM, sizeM } of compartment.lines) {
      const aside = middle + asideM;
      if (kind === 'tray')
        boxAlong(
          lines,
          stops,
          [aside - sizeM / 2, aside + sizeM / 2],
          [floor + upM, floor + upM + 0.12],
          own,
        );
      else
        tube(
          lines,
          stops.map((stop) => beside(stop, aside, floor + upM)),
          sizeM / 2,
          'own',
          () => -floor - upM,
          10,
        );
    }
    return { compartment, room, lines };
  });

  const frame = emptyMesh();
  boxAlong(frame, stops, [-half, half], [foot, floor], { substance: 'concrete' });
  const covers = emptyMesh();
  for (const s of shaftsAlong(lengthM, sample.shaftEveryM)) {
    const stop = stopAt(stops, s);
    const rise = (mesh: Mesh, from: number, to: number, wide: number, long: number, finish: Finish) => {
      bar(mesh, beside(stop, 0, from), beside(stop, 0, to), stop.left, [wide, long], [wide, long], finish);
    };
    rise(frame, roof, 0, shaft.wide, shaft.long, { substance: 'concrete' });
    rise(covers, 0, shaft.coverUp, shaft.coverWide, shaft.coverLong, { substance: 'steel' });
  }

  const edges = emptyRibbons();
  const thin = { substance: 'steel', radius: 0.09, leastPx: 0.5 } as const;
  for (const [aside, up] of [
    [-half, roof],
    [half, roof],
    [-half, foot],
    [half, foot],
  ] as const)
    ribbon(
      edges,
      stops.map((stop) => beside(stop, aside, up)),
      thin,
    );
  for (const stop of stops)
    ribbon(
      edges,
      [
        beside(stop, -half, foot),
        beside(stop, -half, roof),
        beside(stop, half, roof),
        beside(stop, half, foot),
      ],
      thin,
    );

  const course = emptyRibbons();
  for (let s = 0; s < lengthM; s += dash.long + dash.gap)
    ribbon(
      course,
      [s, Math.min(s + dash.long, lengthM)].map((end) => beside(stopAt(stops, end), 0, dash.up)),
      { substance: 'own', radius: 0.2, leastPx: 0.9 },
    );
  return { origin: sample.axis[0]!, lengthM, compartments, frame, edges, covers, course };
}
