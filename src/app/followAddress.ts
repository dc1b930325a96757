import type { LayerId } from '@/contracts/ids';
import { layers } from '@/layers';
import type { City } from '@/state/city';
import type { LayerView } from '@/state/sceneStore';
import { readAddress, writeAddress, type Address, type Refusal } from './addressBar';

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
  if (address.c) scene.reportCamera(address.c);
  if (address.l) scene.setLayers(onlyVisible(city, address.l));
  city.select(address.s);
  return [...refused, ...restoreTime(city, address)];
}

function restoreTime(city: City, { t, k }: Address): readonly Refusal[] {
  const time = city.time.getState();
  if (typeof t !== 'number') {
    if (time.mode === 'replay') time.goLive();
    return [];
  }
  const { from, to } = time.range;
  if (t < from - slackMs || t > to + slackMs) {
    return [{ key: 't', given: new Date(t).toISOString(), why: 'gone' }];
  }
  time.replayAt(Math.min(to, Math.max(from, t)), k);
  return [];
}

function onlyVisible(
  city: City,
  wanted: NonNullable<Address['l']>,
): Readonly<Partial<Record<LayerId, LayerView>>> {
  const views = city.scene.getState().layers;
  return Object.fromEntries(
    layers.map(({ entry }): [LayerId, LayerView] => {
      const asked = wanted.find(({ id }) => id === entry.id);
      const view = views[entry.id] ?? entry.defaults;
      return [entry.id, asked ? { visible: true, opacity: asked.opacity } : { ...view, visible: false }];
    }),
  );
}

/** The address of what is on the screen now. */
export function addressOf(city: City): string {
  const { workspace, theme, language } = city.preferences.getState();
  const scene = city.scene.getState();
  const time = city.time.getState();
  return writeAddress({
    w: workspace,
    c: scene.camera,
    l: layers.flatMap(({ entry }) => {
      const view = scene.layers[entry.id] ?? entry.defaults;
      return view.visible ? [{ id: entry.id, opacity: view.opacity }] : [];
    }),
    ...(scene.selection === undefined ? {} : { s: scene.selection }),
    t: time.mode === 'live' ? 'live' : Math.round(time.at / 1000) * 1000,
    ...(time.mode === 'replay' && time.knownAt !== undefined ? { k: time.knownAt } : {}),
    theme,
    lang: language,
  });
}

/**
 * Keeps the address bar and the city the same, both ways. A new workspace or selection is a step one can go back from;
 * everything else replaces the step one is on. `onRefused` hears what going back could not restore.
 */
export function followAddress(
  city: City,
  page: Window,
  onRefused: (refused: readonly Refusal[]) => void,
): () => void {
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
    onRefused(restoreAddress(city, page.location.search));
    step = stepOf(city);
    if (address.c) city.scene.getState().fly({ kind: 'pose', pose: address.c, durationS: 0.3 });
  };
  page.addEventListener('popstate', back);
  const undo = [city.preferences.subscribe(soon), city.scene.subscribe(soon), city.time.subscribe(soon)];
  return () => {
    page.clearTimeout(timer);
    page.removeEventListener('popstate', back);
    undo.forEach((stop) => stop());
  };
}

function stepOf(city: City): string {
  const { selection } = city.scene.getState();
  return `${city.preferences.getState().workspace} ${selection?.layer ?? ''}:${selection?.feature ?? ''}`;
}
