import { tiandituPictures, type SiteEntry } from '@/contracts/siteScene';

/** A tile as the site's key may ask for it. */
export interface TiandituTile {
  readonly picture: (typeof tiandituPictures)[number];
  /** `w` is EPSG:3857, `c` EPSG:4490. */
  readonly cut: 'w' | 'c';
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

export interface TiandituAnswer {
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface Tianditu {
  /** The picture, `undefined` where the service has none or fails; throws `Crowded` where too many are asked at once. */
  readonly tile: (tile: TiandituTile) => Promise<TiandituAnswer | undefined>;
}

/** More questions at once than a few map views need. */
export class Crowded extends Error {}

const deepest = 18;
const whole = /^\d{1,7}$/;
const atOnce = 24;
const waitingMost = 400;
const patienceMs = 10_000;
/** A tile of 256 pixels is some ten kilobytes; more is not a tile. */
const mostBytes = 1_000_000;

/**
 * Reads a path of ours as a tile; `undefined` for anything else, so that nothing but whole numbers and known names ever
 * reaches the service. The 4490 cut has 2^n × 2^(n−1) tiles at level n.
 */
export function readTile(layer: string, z: string, x: string, y: string): TiandituTile | undefined {
  const [, name, cut] = /^([a-z]{3})_([wc])$/.exec(layer) ?? [];
  const picture = tiandituPictures.find((one) => one === name);
  if (picture === undefined || ![z, x, y].every((word) => whole.test(word))) return undefined;
  const [level, column, row] = [Number(z), Number(x), Number(y)];
  const rows = cut === 'c' ? 2 ** (level - 1) : 2 ** level;
  if (level < 1 || level > deepest || column >= 2 ** level || row >= rows) return undefined;
  return { picture, cut: cut === 'c' ? 'c' : 'w', level, column, row };
}

/** Only what an entry of the site shows may be asked for with the site's key. */
export function offers(entries: readonly SiteEntry[], tile: TiandituTile): boolean {
  const system = tile.cut === 'c' ? 'EPSG:4490' : 'EPSG:3857';
  return entries.some(
    (entry) => entry.kind === 'tianditu' && entry.picture === tile.picture && entry.system === system,
  );
}

/** Browsers keep what we pass on for a week: bytes that are no picture, whatever they are called, must not be. */
function isPicture(bytes: Buffer): boolean {
  const at = (start: number, end: number) => bytes.toString('latin1', start, end);
  return (
    at(0, 8) === '\x89PNG\r\n\x1a\n' ||
    at(0, 3) === '\xff\xd8\xff' ||
    (at(0, 4) === 'RIFF' && at(8, 12) === 'WEBP')
  );
}

/** Where the service has the tile; it spreads its load over eight names. */
function addressOf(service: string, key: string, tile: TiandituTile): URL {
  const { picture, cut, level, column, row } = tile;
  const server = String((column + row) % 8);
  const url = new URL(`${service.replace('{s}', server)}/${picture}_${cut}/wmts`);
  const query = {
    SERVICE: 'WMTS',
    REQUEST: 'GetTile',
    VERSION: '1.0.0',
    LAYER: picture,
    STYLE: 'default',
    TILEMATRIXSET: cut,
    FORMAT: 'tiles',
    TILEMATRIX: String(level),
    TILEROW: String(row),
    TILECOL: String(column),
    tk: key,
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

export function createTianditu(options: {
  readonly key: string;
  readonly service: string;
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>;
}): Tianditu {
  let running = 0;
  const waiting: (() => void)[] = [];
  const turn = async () => {
    if (running >= atOnce) {
      if (waiting.length >= waitingMost) throw new Crowded();
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
  };
  const leave = () => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  const ask = async (tile: TiandituTile): Promise<TiandituAnswer | undefined> => {
    const response = await options.fetch(addressOf(options.service, options.key, tile), {
      // Whoever answers for the service may not send us elsewhere.
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok || !/^image\/(png|jpeg|webp)\b/.test(type) || response.body === null) return undefined;
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += part.length;
      if (size > mostBytes) return undefined;
      parts.push(part);
    }
    const bytes = Buffer.concat(parts);
    return isPicture(bytes) ? { type: type.split(';')[0] ?? 'image/png', bytes } : undefined;
  };
  return {
    tile: async (tile) => {
      await turn();
      try {
        // The reason may name the address, and with it the key: it is not passed on.
        return await ask(tile).catch(() => undefined);
      } finally {
        leave();
      }
    },
  };
}
