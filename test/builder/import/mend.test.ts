import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportSystem } from '@/builder/import/crs';
import { openMender, type MendedFeature } from '@/builder/import/mendFeature';
import { areaOf } from '@/builder/import/mendRing';
import { featureOf } from '@/builder/import/readGeoJson';
import { openReport, tellReport } from '@/builder/import/report';
import { wgs84ToBd09, wgs84ToGcj02 } from '@/domain/datum';
import { toGauss } from '@/domain/gaussKruger';
import { hankou, polygon, square, importKit } from './kit';

const kit = importKit();
const [lon, lat] = hankou;

const mendAll = (features: readonly unknown[], system: ImportSystem = 'EPSG:4326') => {
  const report = openReport();
  const mender = openMender({
    system,
    outlines: kit.outlines(),
    report,
    wanted: new Set(['area']),
    propertiesTell: false,
  });
  const taken: MendedFeature[] = [];
  features.forEach((feature, index) => {
    const mended = mender.mend(featureOf(feature, index, false));
    if (mended === undefined) return;
    report.took();
    taken.push(mended);
  });
  return { taken, report: report.report() };
};
const areasOf = (feature: MendedFeature | undefined) =>
  feature?.geometry.kind === 'area' ? feature.geometry.areas : [];
const kindsOf = (features: readonly unknown[]) =>
  mendAll(features).report.kinds.map(({ kind, outcome, count }) => `${outcome} ${kind} ${count}`);

describe('a dirty outline is put right', () => {
  it('when its ring is not closed, or says a point twice', () => {
    const open = square(lon, lat).slice(0, 4);
    const twice = [...square(lon + 0.01, lat).slice(0, 2), ...square(lon + 0.01, lat).slice(1)];
    const { taken } = mendAll([polygon([open]), polygon([twice])]);
    expect(taken.map((each) => areasOf(each)[0]?.[0]?.length)).toEqual([4, 4]);
    expect(kindsOf([polygon([open]), polygon([twice])])).toEqual([
      'repaired unclosed 1',
      'repaired repeated 1',
    ]);
  });

  it('when it crosses itself: a bow tie becomes its two triangles', () => {
    const bow = [
      [lon, lat],
      [lon + 0.0004, lat + 0.0004],
      [lon + 0.0004, lat],
      [lon, lat + 0.0004],
      [lon, lat],
    ] as const;
    const { taken } = mendAll([polygon([bow])]);
    const areas = areasOf(taken[0]);
    expect(areas).toHaveLength(2);
    const whole = areaOf(square(lon, lat));
    for (const [ring] of areas) expect(areaOf(ring!) / whole).toBeCloseTo(0.25, 3);
    expect(kindsOf([polygon([bow])])).toEqual(['repaired selfCrossing 1']);
  });

  it('when latitude stands before longitude', () => {
    const { taken } = mendAll([polygon([square(lon, lat).map(([x, y]) => [y, x] as const)])]);
    expect(taken[0]?.at[0]).toBeCloseTo(lon, 2);
    expect(taken[0]?.at[1]).toBeCloseTo(lat, 2);
    expect(kindsOf([polygon([square(lat, lon)])])).toContain('repaired swapped 1');
  });

  it('when a hole is no ring or lies outside; a good court stays, and runs clockwise', () => {
    const court = square(lon + 0.0001, lat + 0.0001, 0.0001);
    const outside = square(lon + 0.1, lat, 0.0001);
    const { taken } = mendAll([polygon([square(lon, lat), court, [court[0]!, court[1]!], outside])]);
    const [rings] = areasOf(taken[0]);
    expect(rings).toHaveLength(2);
    expect(kindsOf([polygon([square(lon, lat), outside])])).toEqual(['repaired badHole 1']);
  });

  it('when its Chinese was read byte by byte', () => {
    const scrambled = Buffer.from('武汉').toString('latin1');
    const { taken } = mendAll([polygon([square(lon, lat)], { name: scrambled, other: 'Café Müller' })]);
    expect(taken[0]?.properties).toEqual({ name: '武汉', other: 'Café Müller' });
  });

  it('as a multipolygon of which one part is sound', () => {
    const parts = [[square(lon, lat)], [[[lon, lat]]]];
    const feature = {
      type: 'Feature',
      properties: {},
      geometry: { type: 'MultiPolygon', coordinates: parts },
    };
    expect(areasOf(mendAll([feature]).taken[0])).toHaveLength(1);
    expect(kindsOf([feature])).toEqual(['repaired badPart 1']);
  });
});

describe('what cannot be put right is left out, and the report says which and where', () => {
  const feature = (geometry: unknown) => ({ type: 'Feature', properties: {}, geometry });
  it.each<[string, unknown]>([
    ['noGeometry', feature(null)],
    ['noGeometry', feature({ type: 'Polygon', coordinates: [] })],
    ['wrongGeometry', feature({ type: 'Point', coordinates: [lon, lat] })],
    ['wrongGeometry', feature({ type: 'Circle', coordinates: [lon, lat] })],
    ['notANumber', polygon([[[lon, NaN], ...square(lon, lat)]])],
    ['notANumber', feature({ type: 'Polygon', coordinates: [[['a', 'b']]] })],
    ['fewPoints', polygon([square(lon, lat).slice(0, 2)])],
    ['tooSmall', polygon([square(lon, lat, 0.000001)])],
    ['outside', polygon([square(121.4, 31.2)])],
    ['unreadable', 'a text'],
  ])('%s', (kind, value) => {
    const { taken, report } = mendAll([value]);
    expect(taken).toEqual([]);
    expect(report.kinds).toMatchObject([{ kind, outcome: 'rejected', count: 1, findings: [{ index: 0 }] }]);
  });

  it('brackets within brackets without end, which cost only their own feature', () => {
    const endless: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    const { taken, report } = mendAll([
      feature({ type: 'Polygon', coordinates: endless }),
      polygon([square(lon, lat)], { nested: endless }),
    ]);
    expect(taken).toHaveLength(1);
    expect(report.kinds).toMatchObject([{ kind: 'unreadable', count: 1, findings: [{ index: 0 }] }]);
  });

  it('a corner that is no number, and is located by one that is', () => {
    const { report } = mendAll([polygon([[[lon, NaN], ...square(lon, lat)]])]);
    expect(report.kinds[0]?.findings).toEqual([{ kind: 'notANumber', index: 0, at: [lon, lat] }]);
  });

  it('an id or an outline that comes again', () => {
    const { taken, report } = mendAll([
      polygon([square(lon, lat)], {}, 'a'),
      polygon([square(lon + 0.01, lat)], {}, 'a'),
      polygon([[...square(lon, lat).slice(2, 4), ...square(lon, lat).slice(0, 3)]], {}, 'b'),
    ]);
    expect(taken).toHaveLength(1);
    expect(report.kinds.map(({ kind, findings }) => [kind, findings[0]?.index, findings[0]?.id])).toEqual([
      ['duplicateId', 1, 'a'],
      ['duplicateGeometry', 2, 'b'],
    ]);
    expect(report.kinds[1]?.findings[0]?.at?.[0]).toBeCloseTo(lon, 3);
  });

  it('and a terminal is told of the first twenty of a kind only', () => {
    const { report } = mendAll(Array.from({ length: 50 }, () => feature(null)));
    const told = tellReport(report, 'report.json');
    expect(told).toHaveLength(1 + 1 + 20 + 1);
    expect(told.at(-1)).toBe('  … and 30 more in report.json');
  });
});

describe('coordinates in each reference system come to the same place', () => {
  const ring = square(lon, lat);
  const gauss = ring.map((at) => toGauss(at));
  it.each<[ImportSystem, readonly (readonly [number, number])[]]>([
    ['EPSG:4326', ring],
    ['EPSG:4490', ring],
    ['GCJ02', ring.map((at) => [...wgs84ToGcj02(at)] as const)],
    ['BD09', ring.map((at) => [...wgs84ToBd09(at)] as const)],
    ['EPSG:4547', gauss.map(({ eastingM, northingM }) => [eastingM, northingM] as const)],
    ['EPSG:4547', gauss.map(({ eastingM, northingM }) => [northingM, eastingM] as const)],
  ])('%s', (system, points) => {
    const { taken, report } = mendAll([polygon([points])], system);
    const [first] = areasOf(taken[0])[0]?.[0] ?? [];
    expect(Math.abs(first![0] - lon)).toBeLessThan(1e-7);
    expect(Math.abs(first![1] - lat)).toBeLessThan(1e-7);
    expect(report.counts.repaired).toBe(0);
  });
});

describe('whatever a file holds', () => {
  const number = fc.oneof(
    fc.double(),
    fc.double({ min: 113.6, max: 115.1, noNaN: true }),
    fc.double({ min: 29.9, max: 31.4, noNaN: true }),
  );
  const point = fc.oneof(fc.tuple(number, number), fc.anything({ maxDepth: 1 }));
  const ring = fc.array(point, { maxLength: 9 });
  const near = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }))
      .map(([x, y]) => [lon + x * 1e-4, lat + y * 1e-4]),
    { maxLength: 12 },
  );
  const geometry = fc.oneof(
    fc.record({
      type: fc.constant('Polygon'),
      coordinates: fc.array(fc.oneof(ring, near), { maxLength: 3 }),
    }),
    fc.record({
      type: fc.constant('MultiPolygon'),
      coordinates: fc.array(fc.array(near, { maxLength: 3 }), { maxLength: 3 }),
    }),
    fc.anything({ maxDepth: 3 }),
  );
  const feature = fc.oneof(
    fc.record({ type: fc.constant('Feature'), properties: fc.anything({ maxDepth: 2 }), geometry }),
    fc.anything({ maxDepth: 2 }),
  );

  it('nothing throws, every feature is taken or rejected, and what is taken encloses ground', () => {
    fc.assert(
      fc.property(fc.array(feature, { maxLength: 6 }), (features) => {
        const { taken, report } = mendAll(features);
        expect(report.counts.read).toBe(features.length);
        expect(report.counts.taken).toBe(taken.length);
        expect(report.counts.taken + report.counts.rejected).toBe(features.length);
        for (const each of taken)
          for (const [outer] of areasOf(each)) {
            expect(outer!.length).toBeGreaterThan(2);
            expect(areaOf(outer!)).toBeGreaterThanOrEqual(1);
          }
      }),
      { numRuns: 400 },
    );
  });
});
