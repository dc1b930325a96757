import { BoundingSphere, Cartesian3 } from 'cesium';
import type { Theme } from '@/contracts/ids';
import type { SeriesCatalogue } from '@/contracts/series';
import type { SceneHost } from '@/scene/layer';
import { createNearPoint } from '@/scene/nearPoint';
import { createPoints } from '@/scene/points';
import { windowProjector } from '@/scene/windowPlace';
import { createCellCamera } from './camera';
import { createCensus, faint, out, type Census, type Columns } from './census';
import { growCells, readTileId, tileId } from './cells';
import { faceOf } from './clusterFace';
import { createGlyphBoard } from './glyphBoard';
import { createGlyphs } from './glyphs';
import { looksOf, selectedCluster, selectedLook } from './looks';
import { nearestInWindow, readingM } from './nearReadings';
import { placesOf } from './places';
import { clustered, createSpread, opened } from './spread';
import type { Wish } from './wish';

const pickRadius = 10;
const glyphPx = [0, 16, 20, 20, 16, 16, 16] as const;

/** The marks of one revision of the catalogue: a place is a point, for as long as slots mean what they mean. */
export interface SensorMarks {
  readonly census: () => Census;
  readonly series: SeriesCatalogue['series'];
  readonly middle: (cell: number) => Cartesian3;
  readonly clusters: () => readonly number[];
  /** Does the place stand as a mark of its own, not in a cluster and not filtered out? */
  readonly stands: (place: number) => boolean;
  /** The places near enough to tell their reading, nearest first. */
  readonly near: () => readonly number[];
  readonly show: (visible: boolean) => void;
  readonly dress: (theme: Theme, opacity: number) => void;
  /** Counts anew by another wish; a `spread` is due after it. */
  readonly ask: (wish: Wish, columns: Columns) => void;
  /** Repaints what looks otherwise than before; did any? `slots` absent means all. */
  readonly update: (columns: Columns, slots?: Uint32Array) => boolean;
  /** Has the camera moved since the last `spread`? */
  readonly moved: () => boolean;
  /** Chooses again what stands as a cluster and what as a mark; did anything change? */
  readonly spread: () => boolean;
  readonly waits: () => boolean;
  readonly select: (feature: string | undefined) => void;
  readonly locate: (feature: string) => BoundingSphere | undefined;
  readonly pick: (x: number, y: number) => string | undefined;
  readonly destroy: () => void;
}

export function createMarks(
  catalogue: SeriesCatalogue,
  host: Pick<SceneHost, 'scene' | 'primitives'>,
  firstTheme: Theme,
): SensorMarks {
  const { series } = catalogue;
  const places = placesOf(series);
  const atOf = (place: number) => series[places.members[places.first[place]!]!]!.at;
  const cells = growCells(places.count, atOf);
  // One point more than there are places: the ring around what is selected.
  const ring = places.count;
  const positions = new Float64Array((places.count + 1) * 3);
  for (let place = 0; place < places.count; place += 1) {
    const { x, y, z } = Cartesian3.fromDegrees(...atOf(place));
    positions.set([x, y, z], place * 3);
  }
  positions.copyWithin(ring * 3, 0, 3);
  let theme = firstTheme;
  const camera = createCellCamera(cells, positions, host.scene);
  const points = createPoints({ positions, looks: looksOf(theme, 1) });
  const painted = new Uint8Array(places.count);
  const visible = new Uint8Array(places.count);
  for (let place = 0; place <= places.count; place += 1) points.show(place, false);
  const nearPoint = createNearPoint(places.count, points.placeOf, host.scene);
  const spread = createSpread(cells);
  const board = createGlyphBoard();
  const glyphs = createGlyphs();
  board.ready(glyphs.all);
  const faces = new Map<number, string>();
  let near: readonly number[] = [];
  let nearSet: ReadonlySet<number> = new Set();
  let selected: number | undefined;
  let circled: string | undefined;
  /** A census has been made anew: every place may look otherwise. */
  let recounted = true;
  let census!: Census;
  host.primitives.add(points.primitive);
  host.primitives.add(board.primitive);
  const undoFacing = host.scene.preRender.addEventListener(() =>
    points.faceEye(host.scene.camera.positionWC),
  );

  function place(of: number): Cartesian3 {
    return points.placeOf(of, new Cartesian3());
  }

  // Asked for once a selection: a hundred thousand series are looked through faster than an index of them is kept.
  function slotOf(feature: string | undefined): number | undefined {
    const slot = series.findIndex(({ id }) => String(id) === feature);
    return slot < 0 ? undefined : slot;
  }

  function cellOf(feature: string | undefined): number | undefined {
    const tile = feature === undefined ? undefined : readTileId(feature);
    if (tile === undefined) return undefined;
    const found = cells.level.findIndex(
      (level, cell) => level === tile.level && cells.x[cell] === tile.x && cells.y[cell] === tile.y,
    );
    return found < 0 ? undefined : found;
  }

  function stands(of: number): boolean {
    if (census.looks[of] === out) return false;
    return of === selected || spread.drawing[cells.leafOf[of]!] === opened;
  }

  /** Writes what differs at one place; did the picture change? */
  function dressPlace(of: number): boolean {
    const look = census.looks[of]!;
    const seen = stands(of);
    const seenBefore = visible[of] === 1;
    if (seen !== seenBefore) {
      points.show(of, seen);
      visible[of] = Number(seen);
    }
    const repaint = seen && painted[of] !== look;
    if (repaint) {
      points.paint(of, look);
      painted[of] = look;
    }
    const person = look >= 1 && look <= 3;
    const lacking = look > 3 && look < faint;
    const glyphed = seen && (person || (lacking && nearSet.has(of)));
    const had = board.has(of);
    if (glyphed && (repaint || !had))
      board.put(of, { glyph: glyphs.of(look, theme), size: glyphPx[look] ?? 16, at: place(of) });
    else if (!glyphed && had) board.remove(of);
    return seen !== seenBefore || repaint || glyphed !== had;
  }

  function dressCluster(cell: number): boolean {
    const { look, size } = faceOf(cell, census);
    const face = `${theme} ${look} ${size}`;
    if (faces.get(cell) === face) return false;
    faces.set(cell, face);
    board.put(places.count + cell, { glyph: glyphs.of(look, theme), size, at: camera.middle(cell) });
    return true;
  }

  function dressTouched(): boolean {
    let drew = false;
    for (const cell of spread.clusters()) if (census.wasTouched(cell)) drew = dressCluster(cell) || drew;
    return drew;
  }

  /** The places of the opened cells the eye is near to. */
  function* nearby(): Iterable<number> {
    const eye = host.scene.camera.positionWC;
    for (let cell = 0; cell < cells.count; cell += 1) {
      if (spread.drawing[cell] !== opened) continue;
      if (Cartesian3.distance(eye, camera.middle(cell)) > readingM + camera.width(cell)) continue;
      for (let row = cells.start[cell]!; row < cells.end[cell]!; row += 1) {
        const of = cells.order[row]!;
        if (census.looks[of] !== out && census.looks[of] !== faint) yield of;
      }
    }
  }

  function dressClusters(): boolean {
    let drew = false;
    for (const cell of spread.clusters()) drew = dressCluster(cell) || drew;
    return drew;
  }

  function circle(feature: string | undefined): void {
    const slot = slotOf(feature);
    const cell = cellOf(feature);
    const before = selected;
    selected = slot === undefined ? undefined : places.of[slot];
    if (before !== undefined) dressPlace(before);
    if (selected !== undefined) {
      dressPlace(selected);
      points.paint(ring, selectedLook);
      points.move(ring, place(selected));
    } else if (cell !== undefined) {
      points.paint(ring, selectedCluster);
      points.move(ring, camera.middle(cell));
    }
    points.show(ring, selected !== undefined || (cell !== undefined && spread.drawing[cell] === clustered));
  }

  return {
    census: () => census,
    series,
    middle: camera.middle,
    clusters: spread.clusters,
    stands,
    near: () => near,
    show: (seen) => {
      points.primitive.show = seen;
      board.primitive.show = seen;
    },
    dress: (nextTheme, opacity) => {
      points.relook(looksOf(nextTheme, opacity));
      board.fade(opacity);
      if (nextTheme === theme) return;
      theme = nextTheme;
      faces.clear();
      for (const key of [...board.keys()]) board.remove(key);
      for (let of = 0; of < places.count; of += 1) dressPlace(of);
      dressClusters();
    },
    ask: (wish, columns) => {
      census = createCensus(catalogue, places, cells, wish);
      census.take(columns);
      if (census.rescale(columns)) census.take(columns);
      recounted = true;
    },
    update: (columns, changed) => {
      let drew = false;
      for (const of of census.take(columns, changed)) drew = dressPlace(of) || drew;
      return dressTouched() || drew;
    },
    moved: camera.moved,
    spread: () => {
      let drew = false;
      const opening: number[] = [];
      spread.look({ ...camera.view(), shownIn: census.shownIn }, (cell, before, now) => {
        if (before === clustered) {
          faces.delete(cell);
          board.remove(places.count + cell);
        }
        if ((before === opened) !== (now === opened)) opening.push(cell);
        drew = true;
      });
      const nearBefore = near;
      near = nearestInWindow(nearby(), place, host.scene);
      nearSet = new Set(near);
      for (const cell of opening)
        for (let row = cells.start[cell]!; row < cells.end[cell]!; row += 1) dressPlace(cells.order[row]!);
      for (const of of [...nearBefore, ...near]) drew = dressPlace(of) || drew;
      if (recounted) for (let of = 0; of < places.count; of += 1) drew = dressPlace(of) || drew;
      recounted = false;
      drew = dressClusters() || drew;
      circle(circled);
      return drew;
    },
    waits: board.waits,
    select: (feature) => {
      circled = feature;
      circle(feature);
    },
    locate: (feature) => {
      const slot = slotOf(feature);
      if (slot !== undefined) return new BoundingSphere(place(places.of[slot]!), 60);
      const cell = cellOf(feature);
      // Seen from four radii away, as a flight stands, a cell falls apart into what it holds.
      return cell === undefined ? undefined : new BoundingSphere(camera.middle(cell), camera.width(cell) / 2);
    },
    pick: (x, y) => {
      const project = windowProjector(host.scene);
      for (const cell of spread.clusters()) {
        const at = project(camera.middle(cell));
        if (at === undefined) continue;
        const { size } = faceOf(cell, census);
        if (Math.hypot(at.x - x, at.y - y) <= size / 2)
          return tileId({ level: cells.level[cell]!, x: cells.x[cell]!, y: cells.y[cell]! });
      }
      const of = nearPoint.find(x, y, pickRadius, (one) => visible[one] === 1);
      return of === undefined ? undefined : String(series[census.speaker[of]!]!.id);
    },
    destroy: () => {
      undoFacing();
      host.primitives.remove(points.primitive);
      host.primitives.remove(board.primitive);
    },
  };
}
