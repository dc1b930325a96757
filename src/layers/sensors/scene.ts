import type { Alarm } from '@/contracts/alarm';
import type { LayerLegend } from '@/contracts/layer';
import type { SeriesCatalogue } from '@/contracts/series';
import type { AttachLayer, Frame, MapLabel } from '@/scene/layer';
import type { City } from '@/state/city';
import { calloutsOf } from './callouts';
import { readTileId } from './cells';
import { createMarks, type SensorMarks } from './marks';
import { legendOf } from './scale';
import { readWish } from './wish';

const owner = 'sensors';
/** While the camera moves, clusters are chosen anew at most this often; words that change with readings, each second. */
const spreadEveryMs = 150;
const wordsEveryMs = 1000;
/** A scale of colours follows the city's values, seldom enough that a colour means the same while one looks. */
const scaleEveryMs = 60_000;

/** Series whose excess an alarm already tells on the map. */
function spokenFor(alarms: readonly Alarm[]): ReadonlySet<number> {
  return new Set(
    alarms
      .filter(({ kind, handling }) => kind === 'condition' && handling !== 'closed')
      .map(({ evidence }) => evidence.series),
  );
}

function wordsOf(labels: readonly MapLabel[]): string {
  return labels
    .map(({ id, text, detail, signal }) => `${id} ${signal ?? ''} ${text.zh} ${detail?.zh ?? ''}`)
    .join('\n');
}

export const attach: AttachLayer = async (host, firstView, city: City) => {
  let view = firstView;
  let wish = readWish(view.options);
  let selected: string | undefined;
  let written = '';
  let told = '';
  let spreadAt = -Infinity;
  let saidAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let scaledAt: number | undefined;
  let catalogue = city.catalogue.getState().catalogue ?? (await city.query.catalogue());
  let marks = build(catalogue);

  function build(next: SeriesCatalogue): SensorMarks {
    const built = createMarks(next, host, host.theme());
    built.dress(host.theme(), view.opacity);
    built.show(view.visible);
    built.ask(wish, city.telemetry());
    built.spread();
    built.select(selected);
    return built;
  }

  /** Writes the labels and tells the count where they have changed. */
  function say(): void {
    clearTimeout(timer);
    timer = undefined;
    saidAt = performance.now();
    const silent = spokenFor(city.alarms.getState().alarms);
    const labels = view.visible ? calloutsOf(marks, catalogue, city.telemetry(), silent, wish.colour) : [];
    const words = wordsOf(labels);
    if (words !== written) host.labels.set(owner, labels);
    written = words;
    const summary = `${marks.census().shown()} ${marks.census().scale()?.join() ?? ''}`;
    if (summary !== told) host.retell?.();
    told = summary;
  }
  function saySoon(): void {
    timer ??= setTimeout(say, Math.max(0, saidAt + wordsEveryMs - performance.now()));
  }

  function spread(): void {
    spreadAt = performance.now();
    const drew = marks.spread();
    say();
    if (drew) host.requestRender();
  }

  const undo = [
    host.onTheme(() => {
      marks.dress(host.theme(), view.opacity);
      host.requestRender();
    }),
    city.catalogue.subscribe(({ catalogue: next }) => {
      if (next === undefined || next.revision === catalogue.revision) return;
      catalogue = next;
      marks.destroy();
      marks = build(catalogue);
      say();
      host.requestRender();
    }),
    city.alarms.subscribe(say),
    host.scene.preRender.addEventListener(() => {
      if (view.visible && performance.now() - spreadAt > spreadEveryMs && marks.moved()) spread();
    }),
    host.scene.camera.moveEnd.addEventListener(() => {
      if (view.visible && marks.moved()) spread();
    }),
    host.scene.postRender.addEventListener(() => {
      if (view.visible && marks.waits()) host.requestRender();
    }),
  ];
  say();

  /** Makes the scale anew when it is old, or as soon as enough has been heard for a first one; did anything change? */
  function followScale(frame: Frame): boolean {
    const held = marks.census().scale() !== undefined;
    if (held) scaledAt ??= frame.at.at;
    if (held && Math.abs(frame.at.at - (scaledAt ?? 0)) < scaleEveryMs) return false;
    scaledAt = frame.at.at;
    return marks.census().rescale(frame) && marks.update(frame);
  }

  function legend(): LayerLegend | undefined {
    const scale = marks.census().scale();
    const property = catalogue.properties.find(({ id }) => id === wish.colour);
    return scale === undefined || property === undefined ? undefined : legendOf(property, scale);
  }

  return {
    apply: (next) => {
      if (next.opacity !== view.opacity) marks.dress(host.theme(), next.opacity);
      if (next.visible !== view.visible) marks.show(next.visible);
      const asked = JSON.stringify(next.options ?? {}) !== JSON.stringify(view.options ?? {});
      const shown = next.visible && !view.visible;
      view = next;
      if (asked) {
        wish = readWish(view.options);
        scaledAt = undefined;
        marks.ask(wish, city.telemetry());
      }
      if (asked || shown) marks.spread();
      say();
      host.requestRender();
    },
    frame: (frame) => {
      if (frame.changed.length === 0) return false;
      let drew = marks.update(frame, frame.changed);
      if (wish.colour !== undefined) drew = followScale(frame) || drew;
      if (drew) say();
      else saySoon();
      // A filter by state lets marks come and go: what was too few to be a cluster may be one now.
      if (drew && wish.states.size > 0) marks.spread();
      return drew && view.visible;
    },
    highlight: (features) => {
      const [next] = features;
      if (next === selected) return;
      selected = next;
      marks.select(selected);
      host.requestRender();
    },
    locate: (feature) => marks.locate(feature),
    leadsIn: (feature) => readTileId(feature) !== undefined,
    pickNear: (x, y) => (view.visible ? marks.pick(x, y) : undefined),
    count: () => marks.census().shown(),
    total: () => catalogue.series.length,
    legend,
    destroy: () => {
      clearTimeout(timer);
      undo.forEach((stop) => stop());
      host.labels.remove(owner);
      marks.destroy();
    },
  };
};
