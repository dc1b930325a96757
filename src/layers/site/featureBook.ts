import type { SiteEntry } from '@/contracts/siteScene';
import type { Text } from '@/contracts/text';
import { boxOfRings, type DrawnShape } from '@/scene/ground/drawnShapes';
import { same } from '@/scene/sheet';

export type FeaturesEntry = Extract<SiteEntry, { readonly kind: 'features' }>;

/** One imported feature: its shape, and its fields as they came. */
export interface SiteFeature {
  readonly shape: DrawnShape;
  readonly title: Text;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface FeatureBook {
  readonly features: ReadonlyMap<string, SiteFeature>;
}

function flat(line: unknown): Float64Array | undefined {
  if (!Array.isArray(line)) return undefined;
  const numbers = line.flatMap((position: unknown) =>
    Array.isArray(position) ? [Number(position[0]), Number(position[1])] : [NaN],
  );
  return numbers.length >= 2 && numbers.every(Number.isFinite) ? Float64Array.from(numbers) : undefined;
}

function flatAll(lines: unknown): readonly Float64Array[] {
  return Array.isArray(lines)
    ? lines.flatMap((line: unknown) => {
        const read = flat(line);
        return read === undefined ? [] : [read];
      })
    : [];
}

type Drawn = Pick<DrawnShape, 'kind' | 'rings'>;

function shapeOf(geometry: unknown): Drawn | undefined {
  const type: unknown = Reflect.get(Object(geometry), 'type');
  const coordinates: unknown = Reflect.get(Object(geometry), 'coordinates');
  switch (type) {
    case 'Point':
      return { kind: 'point', rings: flatAll([[coordinates]]) };
    case 'MultiPoint':
      return {
        kind: 'point',
        rings: flatAll(Array.isArray(coordinates) ? coordinates.map((one: unknown) => [one]) : []),
      };
    case 'LineString':
      return { kind: 'line', rings: flatAll([coordinates]) };
    case 'MultiLineString':
      return { kind: 'line', rings: flatAll(coordinates) };
    case 'Polygon':
      return { kind: 'area', rings: flatAll(coordinates) };
    case 'MultiPolygon':
      return { kind: 'area', rings: Array.isArray(coordinates) ? coordinates.flatMap(flatAll) : [] };
    default:
      return undefined;
  }
}

/** Reads the features of an entry; what has no shape that can be drawn is left out. Throws where it is no GeoJSON. */
export function readFeatures(entry: FeaturesEntry, collection: unknown): FeatureBook {
  const list: unknown = Reflect.get(Object(collection), 'features');
  if (!Array.isArray(list)) throw new Error(`${entry.url}: not a GeoJSON FeatureCollection`);
  const features = new Map<string, SiteFeature>();
  list.forEach((feature: unknown, index) => {
    const drawn = shapeOf(Reflect.get(Object(feature), 'geometry'));
    if (drawn === undefined || drawn.rings.length === 0) return;
    const given: unknown = Reflect.get(Object(feature), 'id');
    const own = typeof given === 'string' || typeof given === 'number' ? String(given) : '';
    const id = own === '' || features.has(own) ? `n${index + 1}` : own;
    const fields = Object(Reflect.get(Object(feature), 'properties')) as Readonly<Record<string, unknown>>;
    const name = entry.nameField === undefined ? undefined : fields[entry.nameField];
    const words = typeof name === 'string' && name !== '' ? name : undefined;
    features.set(id, {
      shape: { id, ...drawn, box: boxOfRings(drawn.rings) },
      title:
        words === undefined
          ? { zh: `${entry.title.zh} ${index + 1}`, en: `${entry.title.en} ${index + 1}` }
          : same(words),
      fields,
    });
  });
  return { features };
}

const books = new WeakMap<FeaturesEntry, Promise<FeatureBook>>();

/** The features of an entry, read once; a read that failed is tried again when next asked for. */
export function featureBook(entry: FeaturesEntry): Promise<FeatureBook> {
  const before = books.get(entry);
  if (before !== undefined) return before;
  const read = fetch(new URL(entry.url, document.baseURI)).then(async (answer) => {
    if (!answer.ok) throw new Error(`${entry.url}: HTTP ${answer.status}`);
    return readFeatures(entry, await answer.json());
  });
  books.set(entry, read);
  read.catch(() => books.delete(entry));
  return read;
}
