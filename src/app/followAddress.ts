import type { LayerId } from '@/contracts/ids';
import type { Knowing } from '@/contracts/time';
import { chosenOf } from '@/contracts/layer';
import { layers, layersWith } from '@/layers';
import type { LayerFace } from '@/scene/layer';
import type { City } from '@/state/city';
import type { LayerView } from '@/state/sceneStore';
import { wholeCity } from '@/state/signBoard';
import { readAddress, writeAddress, type Address, type Refusal } from './addressBar';

const definitions: readonly LayerFace[] = layers;
const drawn: readonly LayerId[] = layers.map(({ entry }) => entry.id);
/** A camera in flight or a replay that plays changes many times a second; browsers refuse a hundred writes in thirty. */
const writeEveryMs = 500;
/** A link to a moment may be this much older than what can be replayed and still mean its beginning. */
const slackMs = 60_000;

/** Takes up what an address asks for, each part on its own; tells what could not be restored. */
export function restoreAddress(city: City, search: string): readonly Refusal[] {
  const { address, refused } = readAddress(search, drawn);
  const preferences = city.preferences.getState();
  const scene = city.scene.getState();
  if (address.theme) preferences.setTheme(address.theme);
  if (address.lang) preferences.setLanguage(address.lang);
  if (address.w) preferences.setWorkspace(address.w);
  preferences.setKiosk(address.kiosk);
  scene.setUnderground(address.u === true);
  if (address.c) scene.reportCamera(address.c);
  if (address.l) scene.setLayers(onlyVisible(city, address.l));
  const options = restoreOptions(city, address.o ?? {});
  city.select(address.s);
  return [...refused, ...options, ...restoreTime(city, address)];
}

const isSite = (id: string): id is `site-${string}` => id.startsWith('site-');

/** Names a link may have given that no list of the site's knows. */
function lostOf(city: City): readonly LayerId[] {
  const { entries, read } = city.site.getState();
  const ids = new Set<string>(entries.map(({ id }) => `site-${id}`));
  const { layers: views, selection } = city.scene.getState();
  const named = [...Object.keys(views).filter((id) => views[id as LayerId]?.visible), selection?.layer ?? ''];
  return read ? named.filter(isSite).filter((id) => !ids.has(id)) : [];
}

/**
 * The site's list comes later than the link is read. What the link named and the site has not is taken back and told; what
 * the site shows by itself stays off where the link said what is to be seen.
 */
export function checkSite(city: City, search: string): readonly Refusal[] {
  const scene = city.scene.getState();
  const { address } = readAddress(search, drawn);
  for (const { id, visible } of city.site.getState().entries) {
    if (visible && address.l !== undefined && scene.layers[`site-${id}`] === undefined)
      scene.setLayer(`site-${id}`, { visible: false, opacity: 1 });
  }
  const lost = new Set(lostOf(city));
  const { selection } = scene;
  const refused = [...lost]
    .filter((id) => scene.layers[id]?.visible === true)
    .map((id): Refusal => ({ key: 'l', given: id, why: 'unreadable' }));
  for (const id of lost) scene.setLayer(id, { visible: false });
  if (selection === undefined || !lost.has(selection.layer)) return refused;
  city.select(undefined);
  return [...refused, { key: 's', given: `${selection.layer}:${selection.feature}`, why: 'unreadable' }];
}

/** A layer the address says nothing of keeps no choice of before: the link is the whole of what is seen. */
function restoreOptions(city: City, asked: NonNullable<Address['o']>): readonly Refusal[] {
  const scene = city.scene.getState();
  const refused: Refusal[] = [];
  for (const layer of definitions) {
    const { id, defaults } = layer.entry;
    const options = asked[id] ?? {};
    if (layer.choices === undefined) refused.push(...refusals(id, Object.entries(options)));
    else if (Object.keys(options).length > 0 || scene.layers[id]?.options !== undefined)
      scene.setLayer(id, { ...(scene.layers[id] ?? defaults), options });
  }
  for (const [id, options] of Object.entries(asked)) {
    if (isSite(id) && options !== undefined) scene.setLayer(id, { options });
  }
  return refused;
}

function refusals(id: LayerId, options: readonly (readonly [key: string, chosen: string])[]): Refusal[] {
  return options.map(([key, chosen]) => ({
    key: 'o',
    given: `${id}.${key}:${chosen.replaceAll(',', '+')}`,
    why: 'unreadable',
  }));
}

/**
 * Which choices there are only the city's catalogue tells, later than the link is read: what is then not among them is
 * taken back and told.
 */
export async function checkOptions(city: City): Promise<readonly Refusal[]> {
  const told = await Promise.all(
    definitions.map(async ({ entry: { id }, choices }): Promise<readonly Refusal[]> => {
      const options = city.scene.getState().layers[id]?.options ?? {};
      if (choices === undefined || Object.keys(options).length === 0) return [];
      const offered = await choices(city);
      const split = Object.keys(options).map((key) => {
        const choice = offered.find((one) => one.key === key);
        const chosen = chosenOf(options, key);
        const known = chosen.filter((value, index) => {
          const first = choice?.kind === 'many' || index === 0;
          return first && choice?.values.some((one) => one.id === value) === true;
        });
        return { key, known, unknown: chosen.filter((value) => !known.includes(value)) };
      });
      const lost = split.filter(({ unknown }) => unknown.length > 0);
      if (lost.length === 0) return [];
      // Only what was asked is taken back: a person may have chosen anew while the catalogue came.
      if (city.scene.getState().layers[id]?.options === options) {
        const kept = split.filter(({ known }) => known.length > 0);
        const next = Object.fromEntries(kept.map(({ key, known }) => [key, known.join(',')]));
        city.scene.getState().setLayer(id, { options: next });
      }
      return refusals(
        id,
        lost.map(({ key, unknown }) => [key, unknown.join(',')]),
      );
    }),
  );
  return told.flat();
}

/** Whether there is such a part only the city's catalogue and base tell: until then the signs are of the city. */
async function restoreScope(city: City, search: string): Promise<readonly Refusal[]> {
  const { a } = readAddress(search, drawn).address;
  if (a === undefined && city.signs.getState().scope === wholeCity) return [];
  const found = await city.lookAt(a ?? wholeCity).catch(() => false);
  return found || a === undefined ? [] : [{ key: 'a', given: a, why: 'unreadable' }];
}

function restoreTime(city: City, { t, k }: Address): readonly Refusal[] {
  const time = city.time.getState();
  if (typeof t !== 'number') {
    if (time.mode === 'replay') time.goLive();
    return [];
  }
  const { range, kept } = time;
  // While the server has not said since when it keeps the past, any past may be had; `followKept` looks again.
  if ((kept && t < range.from - slackMs) || t > range.to + slackMs) return [gone(t)];
  // A link made while each moment showed what was known at it says the same time twice.
  time.replayAt(t, k === t ? 'then' : (k ?? 'now'));
  return [];
}

const gone = (t: number): Refusal => ({ key: 't', given: new Date(t).toISOString(), why: 'gone' });

/** Once the server says since when the past is kept, a replay that asked for more is over and told so. */
function followKept(city: City, onRefused: (refused: readonly Refusal[]) => void): () => void {
  return city.time.subscribe((now, before) => {
    if (before.kept || !now.kept || now.mode === 'live' || now.at >= now.range.from - slackMs) return;
    now.goLive();
    onRefused([gone(now.at)]);
  });
}

function onlyVisible(
  city: City,
  wanted: NonNullable<Address['l']>,
): Readonly<Partial<Record<LayerId, LayerView>>> {
  const views = city.scene.getState().layers;
  const all = layersWith(city.site.getState().entries);
  const hidden = all.map(({ entry }): [LayerId, LayerView] => [
    entry.id,
    { ...(views[entry.id] ?? entry.defaults), visible: false },
  ]);
  const shown = wanted.map(({ id, opacity }): [LayerId, LayerView] => [id, { visible: true, opacity }]);
  return Object.fromEntries([...hidden, ...shown]);
}

const wholeSecond = (at: number): number => Math.round(at / 1000) * 1000;

function knownOf(knowing: Knowing, at: number): { readonly k?: number } {
  if (knowing === 'now') return {};
  return { k: knowing === 'then' ? wholeSecond(at) : knowing };
}

/** The address of what is on the screen now. */
export function addressOf(city: City): string {
  const { workspace, theme, language, kiosk } = city.preferences.getState();
  const scene = city.scene.getState();
  const time = city.time.getState();
  const { scope } = city.signs.getState();
  const all = layersWith(city.site.getState().entries);
  const known = new Set<string>(all.map(({ entry }) => entry.id));
  // What a link named of the site stays in the link until the site's list has come.
  const unread = Object.keys(scene.layers).filter((id) => isSite(id) && !known.has(id)) as LayerId[];
  const views = [
    ...all.map(({ entry }): [LayerId, LayerView] => [entry.id, scene.layers[entry.id] ?? entry.defaults]),
    ...unread.map((id): [LayerId, LayerView] => [id, scene.layers[id] ?? { visible: false, opacity: 1 }]),
  ];
  return writeAddress({
    w: workspace,
    c: scene.camera,
    l: views.flatMap(([id, { visible, opacity }]) => (visible ? [{ id, opacity }] : [])),
    o: Object.fromEntries(
      views.flatMap(([id, { visible, options }]) =>
        visible && options !== undefined ? [[id, options]] : [],
      ),
    ),
    ...(scene.selection === undefined ? {} : { s: scene.selection }),
    t: time.mode === 'live' ? 'live' : wholeSecond(time.at),
    ...(time.mode === 'replay' ? knownOf(time.knowing, time.at) : {}),
    ...(scene.underground.on ? { u: true } : {}),
    ...(scope === wholeCity ? {} : { a: scope }),
    theme,
    lang: language,
    ...(kiosk === undefined ? {} : { kiosk }),
  });
}

/**
 * Keeps the address bar and the city the same, both ways. A new workspace or selection is a step one can go back from;
 * everything else replaces the step one is on. `onRefused` hears all that the address asked for and could not be restored,
 * `refusedFirst` being what is known of it at the start.
 */
export function followAddress(
  city: City,
  page: Window,
  onRefused: (refused: readonly Refusal[]) => void,
  refusedFirst: readonly Refusal[] = [],
): () => void {
  let reading = 0;
  const checkChoices = (refused: readonly Refusal[]) => {
    reading += 1;
    const mine = reading;
    Promise.all([checkOptions(city), restoreScope(city, page.location.search)]).then(
      (found) => {
        const more = found.flat();
        if (mine === reading && more.length > 0) onRefused([...refused, ...more]);
      },
      // Without a catalogue nothing can be checked, and the page says so where it tells of the feed.
      () => undefined,
    );
  };
  checkChoices(refusedFirst);
  const first = page.location.search;
  const hearSite = () => {
    const lost = city.site.getState().read ? checkSite(city, first) : [];
    if (lost.length > 0) onRefused([...refusedFirst, ...lost]);
  };
  hearSite();
  let timer: number | undefined;
  let step = stepOf(city);
  const write = () => {
    timer = undefined;
    const next = addressOf(city);
    if (next === page.location.search) return;
    const now = stepOf(city);
    if (now === step) page.history.replaceState(null, '', next);
    else page.history.pushState(null, '', next);
    step = now;
  };
  const soon = () => {
    if (page.document.documentElement.dataset['briefing'] !== undefined) return;
    timer ??= page.setTimeout(write, stepOf(city) === step ? writeEveryMs : 0);
  };
  const back = () => {
    page.clearTimeout(timer);
    timer = undefined;
    const { address } = readAddress(page.location.search, drawn);
    const refused = restoreAddress(city, page.location.search);
    const lost = city.site.getState().read ? checkSite(city, page.location.search) : [];
    onRefused([...refused, ...lost]);
    checkChoices([...refused, ...lost]);
    step = stepOf(city);
    if (address.c) city.scene.getState().fly({ kind: 'pose', pose: address.c, durationS: 0.3 });
  };
  page.addEventListener('popstate', back);
  const undo = [
    city.preferences.subscribe(soon),
    city.scene.subscribe(soon),
    city.time.subscribe(soon),
    followKept(city, onRefused),
    city.signs.subscribe((now, before) => {
      if (now.scope !== before.scope) soon();
    }),
    city.site.subscribe(hearSite),
  ];
  return () => {
    reading += 1;
    page.clearTimeout(timer);
    page.removeEventListener('popstate', back);
    undo.forEach((stop) => stop());
  };
}

function stepOf(city: City): string {
  const { selection } = city.scene.getState();
  return `${city.preferences.getState().workspace} ${selection?.layer ?? ''}:${selection?.feature ?? ''}`;
}
