import type { Provenance } from '@/contracts/provenance';
import type { SeriesCatalogue } from '@/contracts/series';
import type { FeatureSheet, SheetRow } from '@/scene/layer';
import { row } from '@/scene/sheet';
import { signalGlyphs } from '@/scene/signals';
import type { City } from '@/state/city';
import { figure } from '@/state/wordsFormat';
import { sensorWords as w } from '@/state/wordsSensors';
import { readTileId, tileAt, tileWidth, type Tile } from './cells';
import { passingSeries, type PassingSeries } from './passing';
import { needsPerson, signalOf, standings, telling } from './standing';

const worstShown = 10;

/** The series in one cell that pass the filters; none where the id names no cell. */
export function seriesInCluster(
  feature: string,
  catalogue: SeriesCatalogue,
  city: City,
): { readonly tile: Tile; readonly members: readonly PassingSeries[] } | undefined {
  const tile = readTileId(feature);
  if (tile === undefined) return undefined;
  const members = passingSeries(catalogue, city).filter(({ series: { at } }) => {
    const { x, y } = tileAt(at[0], at[1], tile.level);
    return x === tile.x && y === tile.y;
  });
  return members.length === 0 ? undefined : { tile, members };
}

export function clusterTitle(members: readonly PassingSeries[]) {
  const sites = new Set(members.map(({ series: { thing, at } }) => `${thing} ${at.join(' ')}`));
  return w.cluster.title(figure(sites.size));
}

/** Counts by state, then those that most need a person, with what they read. */
export function clusterSheet(
  feature: string,
  catalogue: SeriesCatalogue,
  city: City,
  provenance: Provenance,
): FeatureSheet | undefined {
  const found = seriesInCluster(feature, catalogue, city);
  if (found === undefined) return undefined;
  const { tile, members } = found;
  const rank = ({ standing }: PassingSeries) => telling[standings.indexOf(standing)]!;
  const counts = [...standings]
    .sort((a, b) => telling[standings.indexOf(b)]! - telling[standings.indexOf(a)]!)
    .flatMap((standing): readonly SheetRow[] => {
      const count = members.filter((one) => one.standing === standing).length;
      return count === 0 ? [] : [row(marked(standing), figure(count))];
    });
  const lacking = members.filter(({ standing }) => standing !== 'normal').sort((a, b) => rank(b) - rank(a));
  return {
    title: clusterTitle(members),
    subtitle: w.cluster.extent(figure(tileWidth(tile) / 1000, 1)),
    rows: [
      ...counts,
      ...lacking.slice(0, worstShown).map((one) => readingRow(one, catalogue, city)),
      ...(lacking.length > worstShown
        ? [row(w.cluster.others, w.cluster.more(figure(lacking.length - worstShown)))]
        : []),
    ],
    provenance,
  };
}

function marked(standing: PassingSeries['standing']) {
  const glyph = signalGlyphs[signalOf[standing]];
  const { zh, en } = w.states[standing];
  return { zh: `${glyph} ${zh}`.trim(), en: `${glyph} ${en}`.trim() };
}

function readingRow({ series, slot, standing }: PassingSeries, { properties }: SeriesCatalogue, city: City) {
  const { values, times } = city.telemetry();
  const property = properties.find(({ id }) => id === series.property);
  const time = times[slot] ?? Number.NaN;
  const value = figure(values[slot], property?.decimals);
  const glyph = signalGlyphs[signalOf[standing]];
  const name = { zh: `${glyph} ${series.name.zh}`, en: `${glyph} ${series.name.en}` };
  const said = w.states[standing];
  // What was never heard has no time that could be told.
  const told = Number.isNaN(time)
    ? row(name, said)
    : row(
        name,
        value,
        property?.unitTitle,
        needsPerson(standing) ? undefined : w.cluster.lastHeard(said, time),
      );
  return { ...told, opens: { layer: 'sensors', feature: String(series.id) } as const };
}
