import { BoundingSphere, Cartesian3 } from 'cesium';
import type { AlarmRule } from '@/contracts/alarm';
import type { Theme } from '@/contracts/ids';
import type { SeriesCatalogue } from '@/contracts/series';
import { alarmRules } from '@/domain/definitions';
import type { Frame, MapLabel, SceneHost } from '@/scene/layer';
import { createNearPoint } from '@/scene/nearPoint';
import { createPoints } from '@/scene/points';
import { signalGlyphs } from '@/scene/signals';
import { figure } from '@/state/wordsFormat';
import { looksOf, selectedLook } from './looks';
import { needsPerson, standingOf, standings, type Standing } from './standing';

/** Labels beyond this many would say nothing that the count in the tree does not. */
const labelLimit = 60;
const pickRadius = 10;

type Columns = Pick<Frame, 'values' | 'states'>;

/** The marks of one revision of the catalogue: a slot is a point, for as long as slots mean what they mean. */
export interface SensorMarks {
  readonly count: number;
  readonly show: (visible: boolean) => void;
  readonly dress: (theme: Theme, opacity: number) => void;
  /** Repaints what stands differently from before; did any? `slots` absent means all. */
  readonly update: (columns: Columns, slots?: Uint32Array) => boolean;
  /** A word beside each mark that needs a person, unless an alarm already speaks for it. */
  readonly labels: (columns: Columns, spokenFor: ReadonlySet<number>) => readonly MapLabel[];
  readonly select: (feature: string | undefined) => void;
  readonly locate: (feature: string) => BoundingSphere | undefined;
  readonly near: (x: number, y: number) => string | undefined;
  readonly destroy: () => void;
}

export function createMarks(
  { series, properties }: SeriesCatalogue,
  host: Pick<SceneHost, 'scene' | 'primitives'>,
  theme: Theme,
): SensorMarks {
  const slots = new Map(series.map(({ id }, slot) => [String(id), slot]));
  const rulesOf = new Map<string, readonly AlarmRule[]>(
    properties.map(({ id }) => [id, alarmRules.filter(({ property }) => property === id)]),
  );
  const propertyOf = new Map(properties.map((property) => [property.id, property]));
  // One point more than there are sensors: the ring around the selected one.
  const ring = series.length;
  const positions = new Float64Array((series.length + 1) * 3);
  series.forEach(({ at }, slot) => {
    const place = Cartesian3.fromDegrees(at[0], at[1], at[2]);
    positions.set([place.x, place.y, place.z], slot * 3);
  });
  positions.copyWithin(ring * 3, 0, 3);
  const points = createPoints({ positions, looks: looksOf(theme, 1) });
  points.paint(ring, selectedLook);
  points.show(ring, false);
  const nearPoint = createNearPoint(positions.subarray(0, ring * 3), host.scene);
  const standing = new Uint8Array(series.length);
  const raised = new Set<number>();
  host.primitives.add(points.primitive);
  const undoFacing = host.scene.preRender.addEventListener(() =>
    points.faceEye(host.scene.camera.positionWC),
  );

  function standingAt(slot: number, { values, states }: Columns): Standing {
    const rules = rulesOf.get(series[slot]?.property ?? '') ?? [];
    return standingOf(states[slot] ?? 0, values[slot] ?? Number.NaN, rules);
  }

  function place(slot: number): Cartesian3 {
    return new Cartesian3(positions[slot * 3], positions[slot * 3 + 1], positions[slot * 3 + 2]);
  }

  function repaint(slot: number, columns: Columns): boolean {
    if (slot >= series.length) return false;
    const now = standingAt(slot, columns);
    const code = standings.indexOf(now);
    if (code === standing[slot]) return false;
    standing[slot] = code;
    if (needsPerson(now)) raised.add(slot);
    else raised.delete(slot);
    points.paint(slot, code);
    return true;
  }

  function labelOf(slot: number, value: number): MapLabel | undefined {
    const { id, at, property, name } = series[slot]!;
    const observed = propertyOf.get(property);
    const code = standings[standing[slot]!]!;
    if (observed === undefined || !needsPerson(code)) return undefined;
    const said = `${figure(value, observed.decimals)} ${observed.unitTitle}`;
    return {
      id: String(id),
      text: {
        zh: `${signalGlyphs[code]} ${name.zh} ${said}`,
        en: `${signalGlyphs[code]} ${name.en} ${said}`,
      },
      at,
      kind: 'alarm',
      signal: code,
      priority: 4 - standing[slot]!,
    };
  }

  return {
    count: series.length,
    show: (visible) => {
      points.primitive.show = visible;
    },
    dress: (nextTheme, opacity) => points.relook(looksOf(nextTheme, opacity)),
    update: (columns, changed) => {
      let drew = false;
      if (changed === undefined) {
        for (let slot = 0; slot < series.length; slot += 1) drew = repaint(slot, columns) || drew;
      } else {
        for (const slot of changed) drew = repaint(slot, columns) || drew;
      }
      return drew;
    },
    labels: ({ values }, spokenFor) =>
      [...raised]
        .filter((slot) => !spokenFor.has(series[slot]!.id))
        .sort((a, b) => standing[b]! - standing[a]!)
        .slice(0, labelLimit)
        .flatMap((slot) => labelOf(slot, values[slot] ?? Number.NaN) ?? []),
    select: (feature) => {
      const slot = feature === undefined ? undefined : slots.get(feature);
      points.show(ring, slot !== undefined);
      if (slot !== undefined) points.move(ring, place(slot));
    },
    locate: (feature) => {
      const slot = slots.get(feature);
      return slot === undefined ? undefined : new BoundingSphere(place(slot), 60);
    },
    near: (x, y) => {
      const slot = nearPoint.find(x, y, pickRadius);
      return slot === undefined ? undefined : String(series[slot]!.id);
    },
    destroy: () => {
      undoFacing();
      host.primitives.remove(points.primitive);
    },
  };
}
