import type { Cesium3DTileFeature } from 'cesium';
import { Cartesian3, type Cesium3DTileset } from 'cesium';
import { buildingUses, heightSources, type BuildingProperties } from '@/contracts/base';
import { flatRelief } from '@/domain/relief';

function words(feature: Cesium3DTileFeature, name: string): string {
  const value: unknown = feature.getProperty(name);
  return typeof value === 'string' ? value : '';
}
function figure(feature: Cesium3DTileFeature, name: string): number {
  const value: unknown = feature.getProperty(name);
  return typeof value === 'number' ? value : Number.NaN;
}

/** A building's row of the property table, read from what the engine picked. */
export function buildingOf(feature: Cesium3DTileFeature): BuildingProperties {
  const use = words(feature, 'use');
  return {
    id: words(feature, 'id'),
    code: words(feature, 'code'),
    name: words(feature, 'name'),
    use: buildingUses.find((known) => known === use) ?? 'residential',
    floors: figure(feature, 'floors'),
    height: figure(feature, 'height'),
    heightOrigin: words(feature, 'heightOrigin'),
    year: figure(feature, 'year'),
    area: figure(feature, 'area'),
    district: words(feature, 'district'),
    grade: words(feature, 'grade'),
    lon: figure(feature, 'lon'),
    lat: figure(feature, 'lat'),
    ground: figure(feature, 'ground'),
    street: words(feature, 'street'),
    heightSource: heightSources.find((known) => known === words(feature, 'heightSource')) ?? 'generated',
    source: words(feature, 'source'),
    cim: figure(feature, 'cim'),
    surveyed: words(feature, 'surveyed'),
  };
}

/** A tile's content as far as looking for a feature needs it. */
export interface TileContent {
  readonly featuresLength: number;
  readonly getFeature: (index: number) => Cesium3DTileFeature;
}

/** The building of an id in a tile, or `undefined` where the tile does not hold it. */
export function buildingIn(content: TileContent, id: string): BuildingProperties | undefined {
  for (let index = 0; index < content.featuresLength; index += 1) {
    const feature = content.getFeature(index);
    if (words(feature, 'id') === id) return buildingOf(feature);
  }
  return undefined;
}

interface TileNode {
  readonly content?: TileContent;
  readonly children?: readonly TileNode[];
}

/** Looks through the tiles that are loaded now. */
export function findLoaded(tileset: Cesium3DTileset, id: string): BuildingProperties | undefined {
  const open: TileNode[] = [tileset.root];
  for (let tile = open.pop(); tile !== undefined; tile = open.pop()) {
    const found =
      tile.content === undefined || tile.content === null ? undefined : buildingIn(tile.content, id);
    if (found !== undefined) return found;
    open.push(...(tile.children ?? []));
  }
  return undefined;
}

/** Halfway up the building, earth-fixed. */
export function middleOf(building: BuildingProperties): Cartesian3 {
  const { lon, lat, ground, height } = building;
  // Tiles of an earlier base do not tell the ground: they were built on level one.
  const foot = Number.isFinite(ground) ? ground : flatRelief.heightAt(lon, lat);
  return Cartesian3.fromDegrees(lon, lat, foot + height / 2);
}
