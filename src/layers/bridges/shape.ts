import type { BridgeRecord } from '@/contracts/base';
import { groundHeight, type Position } from '@/contracts/geo';
import { alongAxis, type Axis } from './axis';
import { structureOf } from './structure';

/** One leg of a tower: a straight bar from its foot to its top. */
export interface Leg {
  readonly foot: Position;
  readonly top: Position;
}

/** A crossing as it is drawn. Everything but its axis and its towers' places is indicative. */
export interface BridgeShape {
  readonly deck: readonly Position[];
  /** One unbroken line through all cables or bars of both sides, or none. */
  readonly cables: readonly Position[];
  readonly legs: readonly Leg[];
}

const stayAnchors = 9;
const hangerStepM = 28;
const trussStepM = 16;
const trussDepthM = 14;
const archRise = 0.18;
const archSteps = 18;

type Side = 1 | -1;
type Path = readonly Position[];

interface Tower {
  readonly s: number;
  readonly topM: number;
}

export function shapeOf(bridge: BridgeRecord): BridgeShape {
  const axis = alongAxis(bridge.axis);
  const towers = bridge.pylons
    .map(({ at, topM }) => ({ s: axis.nearest(at), topM }))
    .sort((one, other) => one.s - other.s);
  const half = bridge.widthM / 2;
  const left = side(bridge, axis, towers, half, 1);
  const right = side(bridge, axis, towers, half, -1);
  return {
    deck: bridge.axis,
    // Back along the other side, so that both sides are one line and one thing.
    cables: [...left, ...[...right].reverse()],
    legs: towers.flatMap((tower) => legsAt(axis, tower, half, structureOf(bridge) === 'stayed')),
  };
}

/** The towers of stayed bridges lean together above the deck; all others, and piers below a deck, stand upright. */
function legsAt(axis: Axis, { s, topM }: Tower, half: number, leaning: boolean): readonly Leg[] {
  const foot = leaning ? half * 1.25 + 4 : half * 0.9;
  return ([1, -1] as const).map((which) => ({
    foot: axis.at(s, which * foot, groundHeight - 2),
    top: axis.at(s, which * (leaning ? 2 : foot), topM),
  }));
}

function side(bridge: BridgeRecord, axis: Axis, towers: readonly Tower[], half: number, which: Side): Path {
  const off = which * half;
  switch (structureOf(bridge)) {
    case 'stayed':
      return stays(axis, towers, bridge.spanM, off);
    case 'suspension':
      return suspension(axis, towers, bridge.spanM, off);
    case 'arch':
      return arch(axis, axis.nearest(bridge.at), bridge.spanM, off);
    case 'truss':
      return truss(axis, axis.nearest(bridge.at), bridge.lengthM, off);
    case 'girder':
    case 'tunnel':
    case 'unstated':
      return [];
  }
}

/** How far a tower's cables reach to one side: to the middle of the span, or over a side span where none follows. */
function reach(towers: readonly Tower[], index: number, direction: Side, spanM: number | undefined): number {
  const tower = towers[index];
  const next = towers[index + direction];
  if (tower !== undefined && next !== undefined) return Math.abs(next.s - tower.s) / 2;
  return (spanM ?? 400) * 0.42;
}

function stays(axis: Axis, towers: readonly Tower[], spanM: number | undefined, off: number): Path {
  return towers.flatMap(({ s, topM }, index) => {
    const top = axis.at(s, off * 0.12, topM - 3);
    const fan: Position[] = [];
    for (let anchor = stayAnchors; anchor >= 1; anchor -= 1) {
      fan.push(axis.deck(s - (reach(towers, index, -1, spanM) * anchor) / stayAnchors, off, 1), top);
    }
    for (let anchor = 1; anchor <= stayAnchors; anchor += 1) {
      fan.push(axis.deck(s + (reach(towers, index, 1, spanM) * anchor) / stayAnchors, off, 1), top);
    }
    // Ends at the deck, so that the step to the next tower does not cross the air.
    fan.push(axis.deck(s + reach(towers, index, 1, spanM), off, 1));
    return fan;
  });
}

function suspension(axis: Axis, towers: readonly Tower[], spanM: number | undefined, off: number): Path {
  const first = towers[0];
  const last = towers.at(-1);
  if (first === undefined || last === undefined) return [];
  const sideM = (spanM ?? 800) * 0.28;
  const stations: readonly Tower[] = [
    { s: first.s - sideM, topM: Number.NaN },
    ...towers,
    { s: last.s + sideM, topM: Number.NaN },
  ];
  const path: Position[] = [];
  for (let span = 0; span + 1 < stations.length; span += 1) {
    const from = stations[span]!;
    const to = stations[span + 1]!;
    const steps = Math.max(2, Math.round((to.s - from.s) / hangerStepM));
    const fromM = Number.isNaN(from.topM) ? axis.heightAt(from.s) : from.topM;
    const toM = Number.isNaN(to.topM) ? axis.heightAt(to.s) : to.topM;
    // Between towers the cable sags to just above the deck; over a side span it runs almost straight down to it.
    const inner = !Number.isNaN(from.topM) && !Number.isNaN(to.topM);
    const lowest = axis.heightAt((from.s + to.s) / 2) + 5;
    const sag = inner ? (fromM + toM) / 2 - lowest : Math.abs(fromM - toM) * 0.06;
    for (let step = 0; step <= steps; step += 1) {
      const t = step / steps;
      const s = from.s + (to.s - from.s) * t;
      const cable = axis.at(s, off, fromM + (toM - fromM) * t - 4 * sag * t * (1 - t));
      path.push(cable, axis.deck(s, off, 0.5), cable);
    }
  }
  return path;
}

function arch(axis: Axis, middle: number, spanM: number | undefined, off: number): Path {
  const span = spanM ?? 200;
  const path: Position[] = [];
  for (let step = 0; step <= archSteps; step += 1) {
    const t = step / archSteps;
    const s = middle + span * (t - 0.5);
    const rib = axis.at(s, off * 0.9, axis.heightAt(s) + 4 * span * archRise * t * (1 - t));
    path.push(rib, axis.deck(s, off * 0.9, 0), rib);
  }
  return path;
}

function truss(axis: Axis, middle: number, lengthM: number | undefined, off: number): Path {
  const half = Math.min((lengthM ?? axis.length) / 2, 600);
  const steps = Math.round((half * 2) / trussStepM);
  const path: Position[] = [];
  for (let step = 0; step <= steps; step += 1) {
    const s = middle - half + step * trussStepM;
    path.push(axis.deck(s, off, step % 2 === 0 ? -1 : -trussDepthM));
  }
  // And back along the lower chord.
  for (let step = steps; step >= 0; step -= 1) {
    path.push(axis.deck(middle - half + step * trussStepM, off, -trussDepthM));
  }
  return path;
}
