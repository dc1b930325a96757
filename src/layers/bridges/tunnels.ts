import type { BridgeRecord } from '@/contracts/base';
import { bar, emptyMesh, type Mesh, type Place, tube } from '@/scene/model/mesh';
import { draped } from '@/scene/model/drape';
import { placesAbout } from '@/scene/model/origin';
import { emptyRibbons, ribbon, type Ribbons } from '@/scene/model/ribbons';
import { seatedAxis, type HeightAt } from './plan';

export interface TunnelModel {
  /** Its tubes in the ground. */
  readonly mesh: Mesh;
  /** Its course on the surface above. */
  readonly course: Ribbons;
}

const surfaceHeight = 2.5;

/** The tubes of a tunnel as its register places them, two side by side, with its mouths where they reach the ground. */
export function tunnelOf(tunnel: BridgeRecord, heightAt: HeightAt): TunnelModel {
  const first = tunnel.axis[0]!;
  const place = placesAbout([first[0], first[1]]);
  // A tunnel of the metro has no mouths of its own: its line goes on below the ground, as deep as the register says.
  const axis = tunnel.structure === 'metro-tunnel' ? tunnel.axis : seatedAxis(tunnel, heightAt);
  const radius = tunnel.structure === 'metro-tunnel' ? 4.4 : tunnel.widthM / 4 + 1.2;
  const ground = tunnel.axis.map(([lon, lat]) => heightAt(lon, lat));
  const middle = axis.map(place);
  const mesh = emptyMesh();
  for (const side of [1, -1]) {
    const path = middle.map((at, index): Place => {
      const before = middle[Math.max(0, index - 1)]!;
      const after = middle[Math.min(middle.length - 1, index + 1)]!;
      const run = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
      const off = side * (radius + 2.5);
      return [
        at[0] - ((after[1] - before[1]) / run) * off,
        at[1] + ((after[0] - before[0]) / run) * off,
        at[2] - radius,
      ];
    });
    tube(mesh, path, radius, 'glass', ([, , h], index) => ground[index]! - h, 12);
  }
  if (tunnel.structure !== 'metro-tunnel')
    for (const end of [0, middle.length - 1]) mouth(mesh, middle, end, radius);
  const course = emptyRibbons();
  ribbon(
    course,
    draped(
      tunnel.axis.map(([lon, lat]) => [lon, lat]),
      heightAt,
      () => surfaceHeight,
    ).map(place),
    { substance: 'glass', radius: 0.8, leastPx: 1.1 },
  );
  return { mesh, course };
}

/** A concrete frame over the road where it goes into the ground. */
function mouth(mesh: Mesh, axis: readonly Place[], end: number, radius: number): void {
  const inner = axis[end === 0 ? 1 : end - 1]!;
  const at = axis[end]!;
  const run = Math.hypot(inner[0] - at[0], inner[1] - at[1]) || 1;
  const left: Place = [-(inner[1] - at[1]) / run, (inner[0] - at[0]) / run, 0];
  const half = radius * 2 + 4;
  const beside = (off: number, up: number): Place => [
    at[0] + left[0] * off,
    at[1] + left[1] * off,
    at[2] + up,
  ];
  for (const off of [half, 0, -half])
    bar(mesh, beside(off, -3), beside(off, 6), left, [1.4, 9], [1.4, 9], { substance: 'concrete' });
  bar(mesh, beside(half + 1, 6.6), beside(-half - 1, 6.6), [0, 0, 1], [1.4, 11], [1.4, 11], {
    substance: 'concrete',
  });
}
