import { describe, expect, it } from 'vitest';
import type { LonLat } from '@/contracts/geo';
import { placesAbout } from '@/scene/model/origin';
import { utilities } from '@/layers/utilities';
import { middlesOf, modelOf, shaftsAlong, stopsOf } from '@/layers/utilities/model';
import { sample } from '@/layers/utilities/register';
import { layerOf } from '@/layers';

/** Ground that rises and falls a few metres along the street. */
const hilly = (lon: number, lat: number) => 12 + Math.sin(lon * 900) * 3 + Math.cos(lat * 700) * 2;
const model = modelOf(sample, hilly);
const place = placesAbout(model.origin);
const axis = sample.axis.map(([lon, lat]) => place([lon, lat, 0]));

function* placesOf(numbers: readonly number[]) {
  for (let i = 0; i < numbers.length; i += 3) yield [numbers[i]!, numbers[i + 1]!, numbers[i + 2]!] as const;
}
function groundUnder([east, north]: readonly [number, number, number]) {
  const [lon0, lat0] = model.origin;
  const [perLon] = place([lon0 + 1, lat0, 0]);
  const perLat = place([lon0, lat0 + 1, 0])[1];
  return hilly(lon0 + east / perLon, lat0 + north / perLat);
}
/** Metres between a place and the axis as the map shows it. */
function besideAxis([x, y]: readonly [number, number, number]) {
  let least = Infinity;
  axis.slice(1).forEach(([bx, by], index) => {
    const [ax, ay] = axis[index]!;
    const [dx, dy] = [bx - ax, by - ay];
    const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    least = Math.min(least, Math.hypot(x - ax - dx * t, y - ay - dy * t));
  });
  return least;
}

describe('the sample of a utility tunnel', () => {
  it('lies below the ground with all its compartments, also where the ground is not level', () => {
    expect(model.compartments.map(({ compartment }) => compartment.id)).toEqual(['power', 'shared', 'gas']);
    for (const { room, lines } of model.compartments)
      for (const at of [...placesOf(room.positions), ...placesOf(lines.positions)]) {
        const below = groundUnder(at) - at[2];
        expect(below).toBeGreaterThan(sample.roofDepthM - 0.2);
        expect(below).toBeLessThan(sample.roofDepthM + sample.heightM + 0.2);
      }
  });

  it('follows its street: nothing of it is farther aside than half its width', () => {
    for (const { room, lines } of model.compartments)
      for (const at of [...placesOf(room.positions), ...placesOf(lines.positions)])
        expect(besideAxis(at)).toBeLessThan(sample.widthM / 2 + 0.05);
    expect(stopsOf(sample.axis, hilly).at(-1)!.s).toBe(model.lengthM);
    expect(model.lengthM).toBeGreaterThan(1000);
  });

  it('keeps its compartments beside each other between walls, and what they hold inside them', () => {
    const middles = middlesOf(sample);
    let edge = sample.widthM / 2 - sample.outerWallM;
    sample.compartments.forEach(({ widthM, lines }, index) => {
      expect(middles[index]! + widthM / 2).toBeCloseTo(edge, 9);
      edge -= widthM + sample.innerWallM;
      for (const { asideM, upM, sizeM } of lines) {
        expect(Math.abs(asideM) + sizeM / 2).toBeLessThanOrEqual(widthM / 2);
        expect(upM + sizeM / 2).toBeLessThan(sample.heightM - 2 * sample.slabM);
      }
    });
    expect(edge + sample.innerWallM).toBeCloseTo(-sample.widthM / 2 + sample.outerWallM, 9);
  });

  it('has shafts up to the ground, no farther apart than told, each under a cover', () => {
    const shafts = shaftsAlong(model.lengthM, sample.shaftEveryM);
    expect(shafts.length).toBeGreaterThan(4);
    shafts.slice(1).forEach((s, index) => {
      expect(s - shafts[index]!).toBeLessThanOrEqual(sample.shaftEveryM);
    });
    const tops = [...placesOf(model.frame.positions)].filter((at) => groundUnder(at) - at[2] < 0.3);
    // Six faces of four corners: half of the corners of the four sides and one whole end stand at the ground.
    expect(tops).toHaveLength(shafts.length * 12);
    for (const at of placesOf(model.covers.positions)) expect(at[2]).toBeGreaterThan(groundUnder(at) - 0.3);
  });

  it('is drawn of whole faces, none of them nowhere', () => {
    const meshes = [model.frame, model.covers, ...model.compartments.flatMap((one) => [one.room, one.lines])];
    for (const { positions, normals, indices } of meshes) {
      expect([...positions, ...normals].every(Number.isFinite)).toBe(true);
      expect(Math.max(...new Set(indices))).toBe(positions.length / 3 - 1);
    }
    for (const { positions, along } of [model.edges, model.course])
      expect([...positions, ...along].every(Number.isFinite)).toBe(true);
  });

  it('says of itself everywhere that it is a sample and not surveyed', async () => {
    const { entry } = utilities;
    expect(layerOf('utilities')).toBe(utilities);
    for (const { zh, en } of [entry.title, ...entry.legend.map(({ label }) => label)]) {
      expect(zh).toContain('示意样例');
      expect(en).toMatch(/indicative/);
    }
    expect(entry.provenance.grade).toBe('generated');
    for (const { feature, title, at } of await utilities.list()) {
      const sheet = await utilities.describe(feature);
      expect(title.zh).toContain('示意样例');
      expect(sheet!.subtitle!.zh).toContain('示意样例');
      expect(sheet!.provenance.grade).toBe('generated');
      expect(sample.axis).toContainEqual(at satisfies LonLat | undefined);
    }
  });
});
