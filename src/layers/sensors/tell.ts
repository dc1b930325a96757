import type { LayerChoice } from '@/contracts/layer';
import type { ObservedProperty, Series } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import type { FeatureSheet, FeatureSummary, ObjectLevels } from '@/scene/layer';
import { aboveGroundRow } from '@/scene/aboveGround';
import { placeRow, row } from '@/scene/sheet';
import type { City } from '@/state/city';
import { figure } from '@/state/wordsFormat';
import { sensorWords as w } from '@/state/wordsSensors';
import { choicesOf } from './choices';
import { entry } from './entry';
import { clusterSheet, clusterTitle, seriesInCluster } from './clusterSheet';
import { passingSeries } from './passing';

async function seriesOf(feature: string, city: City): Promise<Series | undefined> {
  const { series } = await city.query.catalogue();
  return series.find(({ id }) => String(id) === feature);
}

function sheetOf(series: Series, property: ObservedProperty | undefined, city: City): FeatureSheet {
  return {
    title: series.name,
    ...(property === undefined ? {} : { subtitle: property.name }),
    rows: [
      ...(property === undefined
        ? []
        : [
            row(w.property, property.name, property.unitTitle),
            row(w.domain, w.domains[property.domain]),
            row(
              { zh: '可能范围', en: 'Possible range' },
              `${figure(property.min, property.decimals)} … ${figure(property.max, property.decimals)}`,
              property.unitTitle,
              { zh: '范围外的读数被拒收', en: 'readings outside are refused' },
            ),
          ]),
      row({ zh: '设备', en: 'Device' }, series.thing),
      placeRow(series.at),
      aboveGroundRow(series.at, city.scene.getState().ground),
      row({ zh: '上报间隔', en: 'Reports every' }, figure(series.intervalS), 's'),
      row({ zh: '归口', en: 'Owner' }, series.owner),
    ],
    provenance: series.provenance,
    series: [series.id],
  };
}

export async function describe(feature: string, city: City): Promise<FeatureSheet | undefined> {
  const series = await seriesOf(feature, city);
  const catalogue = await city.query.catalogue();
  if (series === undefined) return clusterSheet(feature, catalogue, city, entry.provenance);
  const { properties } = catalogue;
  return sheetOf(
    series,
    properties.find(({ id }) => id === series.property),
    city,
  );
}

export async function list(city: City): Promise<readonly FeatureSummary[]> {
  return passingSeries(await city.query.catalogue(), city).map(({ series: { id, name, at } }) => ({
    feature: String(id),
    title: name,
    at: [at[0], at[1]],
  }));
}

export async function choices(city: City): Promise<readonly LayerChoice[]> {
  return choicesOf(await city.query.catalogue());
}

export async function nameOf(feature: string, city: City): Promise<Text | undefined> {
  const series = await seriesOf(feature, city);
  if (series !== undefined) return series.name;
  const cluster = seriesInCluster(feature, await city.query.catalogue(), city);
  return cluster === undefined ? undefined : clusterTitle(cluster.members);
}

/** A device is a mark on the map; a cluster of them is no thing of its own. */
export async function levels(feature: string, city: City): Promise<ObjectLevels | undefined> {
  const series = await seriesOf(feature, city);
  return series === undefined ? undefined : { cim: 0, surveyed: '', grade: series.provenance.grade };
}
