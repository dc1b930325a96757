import type { Position } from '@/contracts/geo';

/** Earth-centred, Earth-fixed metres on WGS 84. */
export type Cartesian = readonly [x: number, y: number, z: number];

const semiMajor = 6378137;
const flattening = 1 / 298.257223563;
const eccentricity2 = flattening * (2 - flattening);
const degree = Math.PI / 180;

export const toCartesian = ([lon, lat, height]: Position): Cartesian => {
  const sin = Math.sin(lat * degree);
  const cos = Math.cos(lat * degree);
  const normal = semiMajor / Math.sqrt(1 - eccentricity2 * sin * sin);
  return [
    (normal + height) * cos * Math.cos(lon * degree),
    (normal + height) * cos * Math.sin(lon * degree),
    (normal * (1 - eccentricity2) + height) * sin,
  ];
};

/** Metres on the ground for a degree of longitude and of latitude at a place. */
export const metresPerDegree = ([, lat, height]: Position): readonly [lon: number, lat: number] => {
  const sin = Math.sin(lat * degree);
  const w2 = 1 - eccentricity2 * sin * sin;
  const normal = semiMajor / Math.sqrt(w2);
  const meridian = (normal * (1 - eccentricity2)) / w2;
  return [(normal + height) * Math.cos(lat * degree) * degree, (meridian + height) * degree];
};

/** East, north and up at a place, as rows of a rotation, and the place itself. */
export interface LocalFrame {
  readonly origin: Cartesian;
  readonly east: Cartesian;
  readonly north: Cartesian;
  readonly up: Cartesian;
}

export const frameAt = (place: Position): LocalFrame => {
  const [lon, lat] = [place[0] * degree, place[1] * degree];
  return {
    origin: toCartesian(place),
    east: [-Math.sin(lon), Math.cos(lon), 0],
    north: [-Math.sin(lat) * Math.cos(lon), -Math.sin(lat) * Math.sin(lon), Math.cos(lat)],
    up: [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)],
  };
};

/** The Earth itself as a frame: what is placed in it is placed absolutely. */
export const earth: LocalFrame = { origin: [0, 0, 0], east: [1, 0, 0], north: [0, 1, 0], up: [0, 0, 1] };

export const dot = (a: Cartesian, b: Cartesian): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const minus = (a: Cartesian, b: Cartesian): Cartesian => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

/** East, north, up metres in the frame. */
export const toLocal = (frame: LocalFrame, point: Cartesian): Cartesian => {
  const d = minus(point, frame.origin);
  return [dot(d, frame.east), dot(d, frame.north), dot(d, frame.up)];
};

/** Column-major 4×4 that carries `child` coordinates into `parent` coordinates. */
export const transformInto = (parent: LocalFrame, child: LocalFrame): number[] => {
  const direction = (axis: Cartesian): Cartesian => [
    dot(axis, parent.east),
    dot(axis, parent.north),
    dot(axis, parent.up),
  ];
  return [
    ...[...direction(child.east), 0],
    ...[...direction(child.north), 0],
    ...[...direction(child.up), 0],
    ...[...toLocal(parent, child.origin), 1],
  ];
};
