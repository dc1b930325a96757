import { describe, expect, it } from 'vitest';
import type { LonLat } from '@/contracts/geo';
import { flatRelief } from '@/domain/relief';
import { sight, tools } from '@/tools';
import { fakeDistricts } from '../support/fakeFleet';

/** Two districts that meet at 114.3° east. */
const districts = () => Promise.resolve(fakeDistricts);
const hankou: LonLat = [114.29, 30.58];
/** Metres a degree at 30° on the GRS 80 ellipsoid, from the tables of meridian and parallel arcs. */
const perLat = 110_852.4;
const perLon = 96_486.3;

describe('a distance', () => {
  const measure = (points: readonly LonLat[], doubt = 0) =>
    tools.measureDistance.measure(points, doubt, districts);

  it('is measured on the ellipsoid, not on a sphere', async () => {
    const north = await measure([
      [114, 29.5],
      [114, 30.5],
    ]);
    const east = await measure([
      [113.5, 30],
      [114.5, 30],
    ]);
    expect(north.value).toBeCloseTo(perLat, -1);
    expect(east.value).toBeCloseTo(perLon, -1);
  });

  it('of a line is the sum of its parts, and of a point nothing', async () => {
    const way: readonly LonLat[] = [hankou, [114.3, 30.58], [114.3, 30.59]];
    const whole = await measure(way);
    const parts = await Promise.all([measure(way.slice(0, 2)), measure(way.slice(1))]);
    expect(whole.value).toBeCloseTo((parts[0]?.value ?? 0) + (parts[1]?.value ?? 0), 6);
    expect((await measure([hankou, hankou])).value).toBe(0);
  });

  it('doubts both ends, and a point in mid-line not at all', async () => {
    const straight = await measure([hankou, [114.3, 30.58]], 2);
    const withMiddle = await measure([hankou, [114.295, 30.58], [114.3, 30.58]], 2);
    expect(straight.plusMinus).toBeCloseTo(2 * Math.SQRT2, 6);
    expect(withMiddle.plusMinus).toBeCloseTo(2 * Math.SQRT2, 6);
  });
});

describe('an area', () => {
  const square = (side: number): readonly LonLat[] => {
    const east = side / perLon / 2;
    const north = side / perLat / 2;
    return [
      [114 - east, 30 - north],
      [114 + east, 30 - north],
      [114 + east, 30 + north],
      [114 - east, 30 + north],
    ];
  };

  it('of a square kilometre is one to a ten-thousandth', async () => {
    const { value, unit } = await tools.measureArea.measure(square(1000), 0, districts);
    expect(value / 1e6).toBeCloseTo(1, 4);
    expect(unit).toBe('m²');
  });

  it('doubts each corner by half the chord across it', async () => {
    const { plusMinus } = await tools.measureArea.measure(square(1000), 3, districts);
    expect(plusMinus).toBeCloseTo((3 / 2) * Math.sqrt(4 * 2) * 1000, -1);
  });

  it('says that an outline which crosses itself cannot be used', async () => {
    const [a, b, c, d] = square(1000);
    if (!a || !b || !c || !d) throw new Error('a square has four corners');
    const { notes } = await tools.measureArea.measure([a, c, b, d], 1, districts);
    expect(notes[0]?.en).toMatch(/crosses itself/);
  });
});

describe('every measurement', () => {
  it.each(Object.values(tools))(
    'of $id says its datum and where its ± comes from, in both languages',
    async (tool) => {
      const { notes } = await tool.measure([hankou, [114.3, 30.58], [114.3, 30.59]], 2.5, districts);
      expect(notes.map(({ zh }) => zh).join()).toMatch(/CGCS2000.*地形.*±.*2\.5 m/s);
      expect(notes.map(({ en }) => en).join()).toMatch(/CGCS2000.*relief.*±.*2\.5 m/s);
    },
  );
});

describe('the middle of the view', () => {
  it('lies ahead of the camera, on level ground', () => {
    const looking = { lon: 114, lat: 30, height: 1008.4, heading: 90, pitch: -45 };
    const [lon, lat] = sight.groundAtCentre(looking, flatRelief) ?? [NaN, NaN];
    expect((lon - 114) * perLon).toBeCloseTo(1000, -1);
    expect(lat).toBeCloseTo(30, 6);
  });

  it('lies on the near slope of a hill in the way, not on the plain behind it', () => {
    const looking = { lon: 114, lat: 30, height: 308.4, heading: 90, pitch: -10 };
    const ridge = 114 + 900 / perLon;
    const heightAt = (lon: number) => 8.4 + Math.max(0, 200 - Math.abs(lon - ridge) * perLon);
    const [lon = NaN] = sight.groundAtCentre(looking, { heightAt }) ?? [];
    const [behind = NaN] = sight.groundAtCentre(looking, flatRelief) ?? [];
    expect((behind - 114) * perLon).toBeGreaterThan(1600);
    expect(lon).toBeLessThan(ridge);
    expect(heightAt(lon)).toBeGreaterThan(100);
    expect(heightAt(lon)).toBeCloseTo(308.4 - (lon - 114) * perLon * Math.tan(Math.PI / 18), 0);
    expect(sight.pickingDoubt(looking, 1920, { heightAt })).toBeLessThan(
      sight.pickingDoubt(looking, 1920, flatRelief),
    );
  });

  it('is none where the camera stands inside a hill', () => {
    const looking = { lon: 114, lat: 30, height: 50, heading: 0, pitch: -30 };
    expect(sight.groundAtCentre(looking, { heightAt: () => 80 })).toBeUndefined();
  });

  it.each([
    ['level', 0],
    ['upwards', 12],
    ['almost level', -0.5],
  ])('is no ground when looking %s', (_, pitch) => {
    expect(
      sight.groundAtCentre({ lon: 114, lat: 30, height: 1000, heading: 0, pitch }, flatRelief),
    ).toBeUndefined();
  });

  it('is picked the more doubtfully the farther it is, and never exactly', () => {
    const near = sight.pickingDoubt(
      { lon: 114, lat: 30, height: 60, heading: 0, pitch: -80 },
      1920,
      flatRelief,
    );
    const far = sight.pickingDoubt(
      { lon: 114, lat: 30, height: 6000, heading: 0, pitch: -30 },
      1920,
      flatRelief,
    );
    expect(near).toBeGreaterThanOrEqual(0.5);
    expect(far).toBeGreaterThan(10 * near);
  });
});
