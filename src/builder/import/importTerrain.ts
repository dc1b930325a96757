import { stat, writeFile } from 'node:fs/promises';
import { fromFile, type GeoTIFFImage } from 'geotiff';
import type { Box, LonLat } from '@/contracts/geo';
import type { ReliefFile } from '@/contracts/relief';
import type { Text } from '@/contracts/text';
import { toGauss } from '@/domain/gaussKruger';
import { fromWgs84 } from '@/domain/datum';
import { flatRelief } from '@/domain/relief';
import { writtenSystem, type ImportSystem } from './crs';
import { digestOf } from './digest';
import { baseSourceOf, type ImportOptions, type Imported } from './importBuildings';
import { importFiles, stageImport } from './importFolder';
import { ImportRefused } from './rawFeature';
import { openReport } from './report';
import { conversionDoubtM, undulationAt, verticalTitles, type Vertical } from './vertical';

/** Finest spacing kept: 30 m shows every hill of the city, and the whole municipality is then 24 MB. */
const finestM = 30;
const metresPerDegree = 111_000;
const municipality: Box = [113.6, 29.9, 115.15, 31.45];
/** Heights no ground of Wuhan has (its highest peak is 874 m): voids and spikes of a sensor. */
const believable = { least: -60, most: 1200 } as const;
/** A float picture of a whole province in one piece. */
const mostPixels = 200_000_000;
const stepM = 0.1;

/** Heights of the ground from a GeoTIFF, brought to the ellipsoid and to a regular grid in degrees. */
export const importTerrain = async (
  options: ImportOptions & { readonly vertical: Vertical },
): Promise<Imported> => {
  const { home, file, id, vertical, origin, onRead } = options;
  const { image, system, notice } = await openHeights(file, options.declared);
  if (notice !== undefined) options.notice(notice);
  const raster = await readHeights(image, file);
  const [west, south, east, north] = overlapOf(raster, system, file);
  const spacing = Math.max(finestM, raster.spacingM) / metresPerDegree;
  const columns = Math.max(2, Math.round(((east - west) * Math.cos((south * Math.PI) / 180)) / spacing) + 1);
  const rows = Math.max(2, Math.round((north - south) / spacing) + 1);
  const units = Buffer.alloc(columns * rows * 2);
  const report = openReport();
  let missing = 0;
  for (let j = 0; j < rows; j += 1) {
    for (let i = 0; i < columns; i += 1) {
      const at: LonLat = [
        west + ((east - west) * i) / (columns - 1),
        north - ((north - south) * j) / (rows - 1),
      ];
      const seen = raster.heightAt(inSystem(at, system));
      if (seen === undefined) {
        missing += 1;
        report.rejected({ kind: 'notANumber', index: j * columns + i, at });
      } else report.took();
      const height =
        seen === undefined
          ? flatRelief.heightAt(...at)
          : seen + (vertical === 'ellipsoidal' ? 0 : undulationAt(at[0], at[1]));
      units.writeInt16LE(
        Math.max(-32768, Math.min(32767, Math.round(height / stepM))),
        2 * (j * columns + i),
      );
    }
    if (j % 64 === 0) onRead(Math.round((100 * j) / rows));
  }
  if (missing === columns * rows)
    throw new ImportRefused(`${file} holds no believable height within the municipality`);
  const staged = await stageImport(home, id);
  try {
    const grid = `ground/relief-${id}.bin`;
    const source = { ...baseSourceOf(id, origin, file), parts: ['relief' as const] };
    const relief: ReliefFile = {
      version: 1,
      stepM,
      otherwiseM: flatRelief.heightAt(west, south),
      grids: [{ file: grid, box: [west, south, east, north], columns, rows }],
      provenance: {
        grade: 'measured',
        source: source.title,
        licence: source.licence,
        date: source.date,
        datum: 'WGS 84, ellipsoidal',
        note: noteOf(vertical),
      },
    };
    await writeFile(staged.path('relief.bin'), units);
    await writeFile(staged.path(importFiles.relief), JSON.stringify(relief));
    const made = report.report();
    const folder = await staged.finish(
      {
        version: 1,
        id,
        kind: 'terrain',
        source,
        importedAt: options.now.toISOString(),
        digest: await digestOf(file),
        crs: system,
        buildings: 0,
        cover: {},
      },
      made,
    );
    return { folder, report: made };
  } catch (error) {
    await staged.discard();
    throw error;
  }
};

const noteOf = (vertical: Vertical): Text => {
  const { zh, en } = verticalTitles[vertical];
  const doubt = conversionDoubtM[vertical];
  return vertical === 'ellipsoidal'
    ? { zh: `来源为${zh}，未经换算`, en: `the source speaks ${en}, kept as it came` }
    : {
        zh: `来源为 ${zh}，加 EGM96 大地水准面差距换算为大地高，±${doubt} m`,
        en: `the source speaks ${en}; brought to the ellipsoid by the EGM96 undulation, ±${doubt} m`,
      };
};

const openHeights = async (file: string, declared: ImportSystem | undefined) => {
  await stat(file);
  let image: GeoTIFFImage;
  try {
    image = await (await fromFile(file)).getImage();
  } catch (error) {
    throw new ImportRefused(`${file} is no GeoTIFF that can be read: ${lineOf(error)}`);
  }
  const keys = image.getGeoKeys() as {
    readonly ProjectedCSTypeGeoKey?: number;
    readonly GeographicTypeGeoKey?: number;
  } | null;
  const code = keys?.ProjectedCSTypeGeoKey ?? keys?.GeographicTypeGeoKey;
  const written = code === undefined ? undefined : writtenSystem(String(code));
  if (declared !== undefined) {
    const differs = written !== undefined && written !== declared;
    return {
      image,
      system: declared,
      ...(differs ? { notice: `the file says EPSG:${code}; read as ${declared}, as told` } : {}),
    };
  }
  if (written === undefined || written === 'unknown')
    throw new ImportRefused(
      `${file} ${code === undefined ? 'does not say its reference system' : `is in EPSG:${code}, which this city does not read`}; declare it with --crs`,
    );
  return { image, system: written };
};

const lineOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);

interface Heights {
  readonly box: Box;
  readonly spacingM: number;
  /** At a place in the file's own system, bilinear; nothing in a void or outside. */
  readonly heightAt: (at: readonly [x: number, y: number]) => number | undefined;
}

const readHeights = async (image: GeoTIFFImage, file: string): Promise<Heights> => {
  const [width, height] = [image.getWidth(), image.getHeight()];
  if (width * height > mostPixels)
    throw new ImportRefused(`${file} has ${width} × ${height} heights; cut it to the municipality first`);
  let box: readonly number[];
  let values: ArrayLike<number>;
  try {
    box = image.getBoundingBox();
    const read = await image.readRasters({ samples: [0], interleave: true });
    values = read;
  } catch (error) {
    throw new ImportRefused(`${file} is torn or has no place: ${lineOf(error)}`);
  }
  const [west = NaN, south = NaN, east = NaN, north = NaN] = box;
  const nothing = image.getGDALNoData();
  const believed = (i: number, j: number): number | undefined => {
    const value = values[j * width + i];
    return value === undefined ||
      value === nothing ||
      !(value >= believable.least && value <= believable.most)
      ? undefined
      : value;
  };
  const perDegree = east < 200 ? metresPerDegree : 1;
  return {
    box: [west, south, east, north],
    spacingM: ((north - south) / height) * perDegree,
    heightAt: ([x, y]) => {
      // Heights are of the middle of their pixels; in the outer half pixel the nearest counts.
      const u = ((x - west) / (east - west)) * width - 0.5;
      const v = ((north - y) / (north - south)) * height - 0.5;
      if (!(u >= -0.5 && v >= -0.5 && u <= width - 0.5 && v <= height - 0.5)) return undefined;
      const i = Math.max(0, Math.min(width - 2, Math.floor(u)));
      const j = Math.max(0, Math.min(height - 2, Math.floor(v)));
      const [s, t] = [Math.max(0, Math.min(1, u - i)), Math.max(0, Math.min(1, v - j))];
      const corners = [believed(i, j), believed(i + 1, j), believed(i, j + 1), believed(i + 1, j + 1)];
      const weights = [(1 - s) * (1 - t), s * (1 - t), (1 - s) * t, s * t];
      let [sum, weight] = [0, 0];
      for (const [k, value] of corners.entries())
        if (value !== undefined) {
          sum += value * weights[k]!;
          weight += weights[k]!;
        }
      return weight > 0.25 ? sum / weight : undefined;
    },
  };
};

const inSystem = (at: LonLat, system: ImportSystem): readonly [number, number] => {
  switch (system) {
    case 'EPSG:4547': {
      const { eastingM, northingM } = toGauss(at);
      return [eastingM, northingM];
    }
    case 'GCJ02':
    case 'BD09':
      return fromWgs84(at, system);
    case 'EPSG:4326':
    case 'EPSG:4490':
      return at;
  }
};

/** The part of the municipality the file reaches, found by walking over it: a projected picture is no box in degrees. */
const overlapOf = (raster: Heights, system: ImportSystem, file: string): Box => {
  const [west, south, east, north] = municipality;
  const step = 0.002;
  let found: Box | undefined;
  for (let lon = west; lon <= east; lon += step)
    for (let lat = south; lat <= north; lat += step) {
      if (raster.heightAt(inSystem([lon, lat], system)) === undefined) continue;
      found =
        found === undefined
          ? [lon, lat, lon, lat]
          : [
              Math.min(found[0], lon),
              Math.min(found[1], lat),
              Math.max(found[2], lon),
              Math.max(found[3], lat),
            ];
    }
  if (found === undefined || found[0] === found[2] || found[1] === found[3])
    throw new ImportRefused(`${file} does not reach the municipality in ${system}`);
  return found;
};
