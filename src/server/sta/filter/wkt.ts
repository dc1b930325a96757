import { refuse } from '../refusal';
import type { Box } from '@/contracts/geo';
import type { Shape, ShapeGeometry } from '../values';

type Place = readonly number[];

function boxOf(places: readonly Place[]): Box {
  const lon = places.map((place) => place[0]!);
  const lat = places.map((place) => place[1]!);
  return [Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat)];
}

/** Well-known text of a POINT, LINESTRING, POLYGON or MULTIPOLYGON in degrees, longitude first; heights are left out. */
export function readShape(text: string, option: string, at: number): Shape {
  let index = 0;
  const wrong = (message: string) => refuse(option, at + index, message);
  const space = () => {
    while (text[index] === ' ') index += 1;
  };
  const take = (mark: string): boolean => {
    space();
    if (text[index] !== mark) return false;
    index += 1;
    return true;
  };
  const need = (mark: string) => {
    if (!take(mark)) throw wrong(`well-known text lacks “${mark}”`);
  };
  const word = (): string => {
    space();
    const start = index;
    while (/[A-Za-z]/.test(text[index] ?? '')) index += 1;
    return text.slice(start, index).toUpperCase();
  };
  const number = (): number | undefined => {
    space();
    const found = /^[+-]?\d{1,20}(\.\d{0,20})?([eE][+-]?\d{1,3})?/.exec(text.slice(index, index + 48));
    if (found === null) return undefined;
    index += found[0].length;
    return Number(found[0]);
  };
  const place = (): Place => {
    const [lon, lat] = [number(), number()];
    if (lon === undefined || lat === undefined) throw wrong('a place needs longitude and latitude');
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90) throw wrong('longitude comes first, both in degrees');
    number();
    return [lon, lat];
  };
  const list = <T>(item: () => T): readonly T[] => {
    need('(');
    const items = [item()];
    while (take(',')) items.push(item());
    need(')');
    return items;
  };
  const line = (): readonly Place[] => {
    const places = list(place);
    if (places.length < 2) throw wrong('a line needs two places');
    return places;
  };
  const ring = (): readonly Place[] => {
    const places = list(place);
    const [first, last] = [places[0], places.at(-1)];
    if (places.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
      throw wrong('a ring needs four places and ends where it begins');
    }
    return places;
  };
  const read = (): readonly [ShapeGeometry, readonly Place[]] => {
    const type = word();
    if (['Z', 'M', 'ZM'].includes(text.slice(index).trimStart().split(/[\s(]/, 1)[0]?.toUpperCase() ?? ''))
      word();
    switch (type) {
      case 'POINT': {
        const [only, ...more] = list(place);
        if (only === undefined || more.length > 0) throw wrong('a POINT is one place');
        return [{ type: 'Point', coordinates: only }, [only]];
      }
      case 'LINESTRING': {
        const coordinates = line();
        return [{ type: 'LineString', coordinates }, coordinates];
      }
      case 'POLYGON': {
        const coordinates = list(ring);
        return [{ type: 'Polygon', coordinates }, coordinates.flat()];
      }
      case 'MULTIPOLYGON': {
        const coordinates = list(() => list(ring));
        return [{ type: 'MultiPolygon', coordinates }, coordinates.flat(2)];
      }
      default:
        throw wrong('write POINT, LINESTRING, POLYGON or MULTIPOLYGON');
    }
  };
  const reference = /^\s*SRID=(\d{1,6});/i.exec(text);
  if (reference !== null) {
    if (reference[1] !== '4326') throw wrong('only SRID=4326 is understood');
    index = reference[0].length;
  }
  const [geometry, places] = read();
  space();
  if (index < text.length) throw wrong('well-known text goes on after its end');
  return { kind: 'shape', geometry, box: boxOf(places) };
}
