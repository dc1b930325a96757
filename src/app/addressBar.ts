import type { CameraPose } from '@/contracts/briefing';
import {
  isLayerId,
  layerIds,
  themes,
  workspaceIds,
  type FeatureRef,
  type LayerId,
  type Theme,
  type WorkspaceId,
} from '@/contracts/ids';
import { scopePattern } from '@/contracts/scope';
import type { Language } from '@/contracts/text';

/** The keys of the page's address (contracts: Page). */
export type AddressKey = 'w' | 'c' | 'l' | 'o' | 's' | 't' | 'k' | 'u' | 'a' | 'theme' | 'lang' | 'kiosk';

type LayerOptions = Readonly<Record<string, string>>;

/** What an address asks for. A part that is absent was not asked for. */
export interface Address {
  readonly w?: WorkspaceId;
  readonly c?: CameraPose;
  readonly l?: readonly { readonly id: LayerId; readonly opacity: number }[];
  /** What is chosen of a layer's own choices: `sensors.colour:pm25,sensors.district:420102+420106`. */
  readonly o?: Readonly<Partial<Record<LayerId, LayerOptions>>>;
  readonly s?: FeatureRef;
  /** Unix ms of a replay, or now. */
  readonly t?: number | 'live';
  readonly k?: number;
  /** Under the ground: `u=1`; above it the key is left out. */
  readonly u?: true;
  /** The part of the city the signs are of; of the whole city the key is left out. */
  readonly a?: string;
  readonly theme?: Theme;
  readonly lang?: Language;
  /** A wall’s rotation, at so many times its pace: 1 to 60. */
  readonly kiosk?: number;
}

/** A piece of the address that was asked for and could not be understood, in the words it was given. */
export interface Refusal {
  readonly key: AddressKey;
  readonly given: string;
  /** `gone`: understood, but no longer to be had. */
  readonly why: 'unreadable' | 'gone';
}

export interface ReadAddress {
  readonly address: Address;
  readonly refused: readonly Refusal[];
}

const languages: readonly Language[] = ['zh', 'en'];

/** Reads each part on its own: a broken one is named in `refused` and never takes another with it. */
export function readAddress(search: string, drawn: readonly LayerId[] = layerIds): ReadAddress {
  const given = new URLSearchParams(search);
  const refused: Refusal[] = [];
  const part = <T>(key: AddressKey, read: (value: string) => T | undefined): T | undefined => {
    const value = given.get(key);
    if (value === null) return undefined;
    const understood = read(value);
    if (understood === undefined) refused.push({ key, given: value, why: 'unreadable' });
    return understood;
  };
  const w = part('w', (value) => workspaceIds.find((id) => id === value));
  const c = part('c', readCamera);
  const l = part('l', (value) =>
    value
      .split(',')
      .filter((item) => item !== '')
      .flatMap((item) => {
        const layer = readLayer(item, drawn);
        if (layer === undefined) refused.push({ key: 'l', given: item, why: 'unreadable' });
        return layer === undefined ? [] : [layer];
      }),
  );
  const o = part('o', (value) =>
    value
      .split(',')
      .filter((item) => item !== '')
      .reduce<Partial<Record<LayerId, LayerOptions>>>((read, item) => {
        const option = readOption(item, drawn);
        if (option === undefined) {
          refused.push({ key: 'o', given: item, why: 'unreadable' });
          return read;
        }
        const { id, key, chosen } = option;
        return { ...read, [id]: { ...read[id], [key]: chosen } };
      }, {}),
  );
  const s = part('s', (value) => readFeature(value, drawn));
  const t = part('t', (value) => (value === 'live' ? 'live' : readInstant(value)));
  const k = part('k', readInstant);
  const u = part('u', (value) => (value === '1' ? true : undefined));
  const a = part('a', (value) => (scopePattern.test(value) ? value : undefined));
  const theme = part('theme', (value) => themes.find((id) => id === value));
  const lang = part('lang', (value) => languages.find((id) => id === value));
  const kiosk = part('kiosk', readPace);
  return {
    address: {
      ...(w === undefined ? {} : { w }),
      ...(c === undefined ? {} : { c }),
      ...(l === undefined ? {} : { l }),
      ...(o === undefined ? {} : { o }),
      ...(s === undefined ? {} : { s }),
      ...(t === undefined ? {} : { t }),
      ...(k === undefined ? {} : { k }),
      ...(u === undefined ? {} : { u }),
      ...(a === undefined ? {} : { a }),
      ...(theme === undefined ? {} : { theme }),
      ...(lang === undefined ? {} : { lang }),
      ...(kiosk === undefined ? {} : { kiosk }),
    },
    refused,
  };
}

/** The address of a state, keys in the order of the contract; reading it gives the same state back. */
export function writeAddress(address: Address): string {
  const parts: string[] = [];
  const put = (key: AddressKey, value: string | undefined) => {
    if (value === undefined) return;
    const words = escape(value);
    parts.push(`${key}=${key === 'o' ? words.replaceAll('%2B', '+') : words}`);
  };
  put('w', address.w);
  put('c', address.c && writeCamera(address.c));
  put('l', address.l?.map(({ id, opacity }) => (opacity === 1 ? id : `${id}:${trim(opacity, 2)}`)).join(','));
  put('o', address.o && writeOptions(address.o));
  put('s', address.s && `${address.s.layer}:${address.s.feature}`);
  put('t', typeof address.t === 'number' ? new Date(address.t).toISOString() : address.t);
  put('k', address.k === undefined ? undefined : new Date(address.k).toISOString());
  put('u', address.u === true ? '1' : undefined);
  put('a', address.a);
  put('theme', address.theme);
  put('lang', address.lang);
  put('kiosk', address.kiosk === undefined ? undefined : String(address.kiosk));
  return `?${parts.join('&')}`;
}

function readPace(value: string): number | undefined {
  const pace = Number(value);
  return /^\d+$/.test(value) && pace >= 1 && pace <= 60 ? pace : undefined;
}

function readCamera(value: string): CameraPose | undefined {
  const numbers = value.split(',').map((word) => (word.trim() === '' ? NaN : Number(word)));
  if (numbers.length !== 5 || !numbers.every(Number.isFinite)) return undefined;
  const [lon = NaN, lat = NaN, height = NaN, heading = NaN, pitch = NaN] = numbers;
  const onEarth = Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && height > -1000 && height < 1e8;
  return onEarth && Math.abs(pitch) <= 90 ? { lon, lat, height, heading, pitch } : undefined;
}

function writeCamera({ lon, lat, height, heading, pitch }: CameraPose): string {
  return [trim(lon, 6), trim(lat, 6), trim(height, 1), trim(heading, 1), trim(pitch, 1)].join(',');
}

/** Which layers a site has only its list tells, later than the link is read: until then any name of that kind will do. */
const isSite = (word: string): word is `site-${string}` => word.startsWith('site-') && isLayerId(word);

function known(word: string | undefined, drawn: readonly LayerId[]): LayerId | undefined {
  return word !== undefined && isSite(word) ? word : drawn.find((id) => id === word);
}

function readLayer(item: string, drawn: readonly LayerId[]) {
  const [name, share, ...rest] = item.split(':');
  const id = known(name, drawn);
  const opacity = share === undefined ? 1 : share === '' ? NaN : Number(share);
  return id !== undefined && rest.length === 0 && opacity >= 0 && opacity <= 1 ? { id, opacity } : undefined;
}

/** A plus sign arrives as a space; several values stand in a view with commas, which here part the options. */
function readOption(item: string, drawn: readonly LayerId[]) {
  const [, name, key, words] = /^([\w-]+)\.([\w-]+):([\w-]+(?:[ +][\w-]+)*)$/.exec(item) ?? [];
  const id = known(name, drawn);
  return id === undefined || key === undefined || words === undefined
    ? undefined
    : { id, key, chosen: words.replaceAll(/[ +]/g, ',') };
}

function writeOptions(layers: NonNullable<Address['o']>): string | undefined {
  const ids = [...layerIds, ...Object.keys(layers).filter(isSite)];
  const items = ids.flatMap((id) =>
    Object.entries(layers[id] ?? {}).map(([key, chosen]) => `${id}.${key}:${chosen.replaceAll(',', '+')}`),
  );
  return items.length === 0 ? undefined : items.join(',');
}

function readFeature(value: string, drawn: readonly LayerId[]): FeatureRef | undefined {
  const colon = value.indexOf(':');
  const layer = known(value.slice(0, colon), drawn);
  const feature = value.slice(colon + 1);
  return colon > 0 && layer !== undefined && feature !== '' ? { layer, feature } : undefined;
}

/** An instant with its offset stated; a local time without one says nothing certain and is refused. */
function readInstant(value: string): number | undefined {
  // A plus sign arrives as a space where the link was not escaped.
  const words = value.replace(' ', '+');
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(words)) return undefined;
  const time = Date.parse(words);
  return Number.isFinite(time) ? time : undefined;
}

function trim(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}

/** Keeps commas and colons readable, which a query string may hold as they are. */
function escape(value: string): string {
  return encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/');
}
