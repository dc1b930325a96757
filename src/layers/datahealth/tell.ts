import type { LayerChoice } from '@/contracts/layer';
import type { SeriesCatalogue } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import { cellsOf, healthAspects, ownersOf, worstOf, type HealthCell } from '@/domain/dataHealth';
import type { FeatureSheet, FeatureSummary } from '@/scene/layer';
import { row, same } from '@/scene/sheet';
import type { City } from '@/state/city';
import { figure } from '@/state/wordsFormat';
import { healthWords } from '@/state/wordsHealth';
import { layerWords } from '@/state/wordsLayers';
import { sensorWords } from '@/state/wordsSensors';
import { entry } from './entry';
import { measure, type Measured } from './measure';

function titleOf({ id, district }: HealthCell): Text {
  return healthWords.cell(id, layerWords.district(district));
}

async function cellOf(
  feature: string,
  city: City,
): Promise<readonly [HealthCell, SeriesCatalogue] | undefined> {
  const catalogue = await city.query.catalogue();
  const cell = cellsOf(catalogue).find(({ id }) => id === feature);
  return cell === undefined ? undefined : [cell, catalogue];
}

/** The counts as they are when asked; the card beside the map goes on counting. */
function sheetOf({ cell, health }: Measured): FeatureSheet {
  const { reading } = layerWords;
  const w = healthWords;
  const missing = [...health.present].filter((domain) => !health.reporting.has(domain));
  const names = missing.map((domain) => sensorWords.domains[domain]);
  return {
    title: titleOf(cell),
    subtitle: w.subtitle,
    rows: [
      row(w.devices, figure(health.devices)),
      row(w.series, figure(health.series)),
      row(reading.fresh, figure(health.fresh)),
      row(reading.stale, figure(health.stale)),
      row(reading.lost, figure(health.lost)),
      row(reading.absent, figure(health.absent)),
      row(w.refused, health.refused === undefined ? w.unknown : same(figure(health.refused))),
      row(w.clocks, health.clocks === undefined ? w.unknown : same(figure(health.clocks))),
      row(w.domains, `${figure(health.reporting.size)} / 6`),
      ...(names.length === 0
        ? []
        : [
            row(w.silentDomains, {
              zh: names.map(({ zh }) => zh).join('、'),
              en: names.map(({ en }) => en).join(', '),
            }),
          ]),
    ],
    provenance: entry.provenance,
  };
}

/** What it is painted by, and whose devices are counted. */
export async function choices(city: City): Promise<readonly LayerChoice[]> {
  const owners = ownersOf(await city.query.catalogue());
  return [
    {
      key: 'aspect',
      title: healthWords.paintedBy,
      kind: 'one',
      otherwise: healthWords.aspect.freshness.title,
      values: healthAspects
        .filter((aspect) => aspect !== 'freshness')
        .map((aspect) => ({ id: aspect, title: healthWords.aspect[aspect].title })),
    },
    {
      key: 'owner',
      title: healthWords.owner,
      kind: 'many',
      otherwise: healthWords.allOwners,
      values: [...owners].map(([id, { owner }]) => ({ id, title: owner })),
    },
  ];
}

export async function describe(feature: string, city: City): Promise<FeatureSheet | undefined> {
  const found = await cellOf(feature, city);
  if (found === undefined) return undefined;
  const [measured] = measure([found[0]], found[1], city);
  return measured === undefined ? undefined : sheetOf(measured);
}

/** Every cell, those with most trouble first. */
export async function list(city: City): Promise<readonly FeatureSummary[]> {
  const catalogue = await city.query.catalogue();
  const measured = measure(cellsOf(catalogue), catalogue, city);
  const worst = worstOf(measured, measured.length);
  const rest = measured.filter((one) => !worst.includes(one));
  return [...worst, ...rest].map(({ cell }) => ({
    feature: cell.id,
    title: titleOf(cell),
    at: [(cell.box[0] + cell.box[2]) / 2, (cell.box[1] + cell.box[3]) / 2],
  }));
}

export async function nameOf(feature: string, city: City): Promise<Text | undefined> {
  const found = await cellOf(feature, city);
  return found === undefined ? undefined : titleOf(found[0]);
}
