import type { MapLabel, AttachLayer } from '@/scene/layer';
import { createShapePicture, type DrawnShape, type ShapePicture } from '@/scene/ground/drawnShapes';
import { createShapeLayer } from '@/scene/ground/shapeLayer';
import { signalGlyphs } from '@/scene/signals';
import type { City } from '@/state/city';
import { cityPartsOf } from '@/state/cityParts';
import { gravest } from '@/state/scopeReader';
import { middleOf, shapesOf } from './areas';
import { faceOf, isSameFace, isSameFill, type Face } from './faces';
import { legendOf } from './legend';
import { styleOf } from './looks';
import { areasFor, wishOf } from './wish';

/** Reading every area again more often would tell nobody anything. */
const everyMs = 1_000;
/** Above the ground, so that a label stands on it, metres. */
const labelLiftM = 20;

export const attach: AttachLayer = async (host, firstView, city: City) => {
  const [districts, { subdistricts }] = await Promise.all([city.query.districts(), city.query.partitions()]);
  const shapes = shapesOf(districts, subdistricts);
  let parts = await cityPartsOf(city);
  let view = firstView;
  let wish = wishOf(view.options);
  let shown = areasNow();
  let faces = new Map<string, Face>();
  let drilled: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting = false;
  let destroyed = false;

  function areasNow() {
    return areasFor(wish, city.signs.getState().scope, parts.scopes).filter(({ id }) => shapes.has(id));
  }
  const style = ({ id }: DrawnShape) => {
    const face = faces.get(id);
    return face === undefined ? undefined : styleOf(face, host.theme());
  };
  // One picture of all there may be: which areas are coloured is a matter of their faces.
  const all: ShapePicture = createShapePicture([...shapes.values()], style);
  let pointed = createShapePicture([], () => undefined);
  const picture: ShapePicture = { ...all, at: (place, tolerance) => pointed.at(place, tolerance) };
  const drawn = createShapeLayer(host, picture, firstView, 'over');

  function labels(): readonly MapLabel[] {
    return shown.flatMap(({ id, title }): readonly MapLabel[] => {
      const face = faces.get(id);
      const shape = shapes.get(id);
      if (face === undefined || shape === undefined) return [];
      const [lon, lat] = middleOf(shape);
      const signal = face.perHead === undefined ? face.state : undefined;
      const glyph = signal === undefined ? '' : signalGlyphs[signal];
      return [
        {
          id,
          text: { zh: `${glyph} ${face.said.zh}`.trim(), en: `${glyph} ${face.said.en}`.trim() },
          detail: title,
          at: [lon, lat, host.ground.heightAt(lon, lat) + labelLiftM],
          kind: 'reading',
          ...(signal === undefined ? {} : { signal }),
          priority: 1 + gravest.indexOf(face.state),
        },
      ];
    });
  }
  function write(): void {
    if (view.visible) host.labels.set('signs', labels());
    else host.labels.remove('signs');
  }
  /** Reads the areas again and draws those that look otherwise; did any? */
  function paint(): boolean {
    const table = city.telemetry();
    const { at } = city.now();
    const next = new Map(shown.map(({ id }) => [id, faceOf(id, wish, parts, table, at)]));
    const before = faces;
    const ids = [...new Set([...before.keys(), ...next.keys()])];
    const changed = ids.filter((id) => {
      const face = next.get(id);
      return face === undefined || !isSameFill(before.get(id), face);
    });
    const said = [...next.values()].some((face) => !isSameFace(before.get(face.id), face));
    faces = next;
    // Other areas than before: what was drawn of those must not shine through these.
    const others = changed.some((id) => !next.has(id));
    if (others) drawn.redraw();
    else if (changed.length > 0) drawn.redraw(changed.map((id) => shapes.get(id)!.box));
    if (changed.length === 0 && !said) return false;
    write();
    if (changed.length > 0) host.retell?.();
    return true;
  }
  /** At once, and then at most once a second; what came meanwhile is read when the second is over. */
  function paintSoon(): boolean {
    if (!view.visible) return false;
    if (timer !== undefined) {
      waiting = true;
      return false;
    }
    timer = setTimeout(() => {
      timer = undefined;
      if (!waiting) return;
      waiting = false;
      if (paintSoon()) host.requestRender();
    }, everyMs);
    return paint();
  }
  /** Other areas, another sign: what is remembered of them comes after, and is then drawn. */
  function turn(): void {
    wish = wishOf(view.options);
    shown = areasNow();
    const own = new Set(shown.map(({ id }) => id));
    pointed = createShapePicture(
      [...shapes.values()].filter(({ id }) => own.has(id)),
      () => undefined,
    );
    if (paint()) host.requestRender();
    host.retell?.();
    void parts.recall([...own]).then(() => {
      if (!destroyed && paintSoon()) host.requestRender();
    });
  }
  /** Whoever selects an area goes down into it. */
  function drill(id: string): void {
    if (city.signs.getState().scope === id) return;
    city.lookAt(id).catch((cause: unknown) => {
      host.fail(cause instanceof Error ? cause : new Error(String(cause)));
    });
  }

  const undo = [
    host.ground.onRelief(write),
    city.catalogue.subscribe(({ catalogue }) => {
      if (catalogue === undefined || catalogue === parts.catalogue) return;
      cityPartsOf(city).then(
        (next) => {
          if (destroyed) return;
          parts = next;
          turn();
        },
        (cause: unknown) => host.fail(cause instanceof Error ? cause : new Error(String(cause))),
      );
    }),
    city.signs.subscribe((now, before) => {
      if (now.scope !== before.scope) turn();
    }),
    city.time.subscribe((now, before) => {
      if (now.mode === before.mode) return;
      if (now.mode === 'live') turn();
      else if (paintSoon()) host.requestRender();
    }),
  ];
  turn();

  return {
    ...drawn,
    apply: (next) => {
      const before = view;
      view = next;
      drawn.apply(next);
      if (next.options !== before.options) turn();
      if (next.visible !== before.visible) {
        if (next.visible) paint();
        write();
      }
    },
    frame: ({ changed }) => changed.length > 0 && paintSoon(),
    highlight: (features) => {
      drawn.highlight(features);
      const [id] = features;
      if (id !== undefined && id !== drilled && parts.scopes.find(id) !== undefined) drill(id);
      drilled = id;
    },
    leadsIn: (feature) => parts.scopes.find(feature) !== undefined,
    count: () => shown.length,
    legend: () =>
      legendOf(
        wish,
        [...faces.values()],
        shown.some(({ kind }) => kind === 'subdistrict'),
      ),
    destroy: () => {
      destroyed = true;
      clearTimeout(timer);
      undo.forEach((stop) => stop());
      host.labels.remove('signs');
      drawn.destroy();
    },
  };
};
