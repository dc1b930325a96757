import { buildingUses, type BaseSource, type BuildingProperties, type HeightSource } from '@/contracts/base';
import type { LayerChoice } from '@/contracts/layer';
import type { Grade, Provenance } from '@/contracts/provenance';
import type { Text } from '@/contracts/text';
import type { FeatureSheet, ObjectLevels } from '@/scene/layer';
import type { City } from '@/state/city';
import { placeRow, row, same } from '@/scene/sheet';
import { figure } from '@/state/wordsFormat';
import { entry } from './entry';
import { knownBuildings } from './known';
import { sunChoices, type SunChoice } from './light';
import { paintIds, paints } from './paint';
import { paintWords as w } from './paintWords';

/** A selected building may lie in a tile that is still on its way. */
const patienceMs = 12_000;

const generated: Text = { zh: '示意生成', en: 'generated, indicative' };
const fromSource: Text = { zh: '取自来源', en: 'from the source' };
const heightNotes: Readonly<Record<HeightSource, Text>> = {
  register: { zh: '实测', en: 'measured' },
  height: { zh: '来源所给高度', en: 'height given by the source' },
  levels: { zh: '层数 × 3.2 m', en: 'floors × 3.2 m' },
  default: { zh: '来源未给，按用途取常见值', en: 'not given; the usual height of its use' },
  generated,
};

function titleOfUse(building: BuildingProperties): Text {
  return buildingUses.includes(building.use) ? w.uses[building.use] : { zh: building.use, en: building.use };
}

/** What the building is called: its own name, or what it is and its number. */
function titleOf(building: BuildingProperties): Text {
  if (building.name !== '') return { zh: building.name, en: building.name };
  const use = titleOfUse(building);
  return { zh: `${use.zh}楼 ${building.id}`, en: `${use.en} building ${building.id}` };
}

/** An imported building comes from its own source; what the base says of that goes before the layer's own words. */
function provenanceOf(building: BuildingProperties, sources: readonly BaseSource[]): Provenance {
  const layer = entry.provenance;
  if (building.heightOrigin === 'measured') {
    return {
      ...layer,
      grade: 'derived',
      note: {
        zh: '位置与高度取自来源，体形为示意',
        en: 'Place and height from the source, shape indicative',
      },
    };
  }
  const source =
    building.source === 'generated' ? undefined : sources.find(({ id }) => id === building.source);
  if (source === undefined) return layer;
  return {
    grade: source.grade,
    source: source.title,
    licence: source.licence,
    date: source.date,
    datum: layer.datum,
    ...(source.attribution === '' ? {} : { note: same(source.attribution) }),
  };
}

function sheetOf(
  building: BuildingProperties,
  sources: readonly BaseSource[],
  street: Text | undefined,
): FeatureSheet {
  const mine = building.source === 'generated' || building.source === '';
  const origin = mine ? generated : fromSource;
  return {
    title: titleOf(building),
    subtitle: titleOfUse(building),
    rows: [
      row({ zh: '高度', en: 'Height' }, figure(building.height, 1), 'm', heightNotes[building.heightSource]),
      row(
        { zh: '层数', en: 'Floors' },
        figure(building.floors),
        undefined,
        mine ? generated : floorsNote(building),
      ),
      row({ zh: '基底面积', en: 'Footprint' }, figure(building.area), 'm²', origin),
      ...(building.year > 0 ? [row({ zh: '建成年份', en: 'Year' }, building.year, undefined, origin)] : []),
      row({ zh: '区划代码', en: 'District code' }, building.district),
      ...(street === undefined ? [] : [row(w.street, street, undefined, generated)]),
      placeRow([building.lon, building.lat]),
    ],
    provenance: provenanceOf(building, sources),
  };
}

/** A source that gives a height alone leaves the floors to be reckoned from it. */
function floorsNote({ heightSource }: BuildingProperties): Text {
  return heightSource === 'levels' ? fromSource : { zh: '由高度推算', en: 'reckoned from the height' };
}

/** What is selected through a site's mesh may lie in a tile that nobody draws: then the server is asked. */
async function buildingOf(feature: string, city: City): Promise<BuildingProperties | undefined> {
  const known = knownBuildings(city);
  const met = known.find(feature);
  if (met !== undefined) return met;
  const told = await city.query.building(feature).catch(() => undefined);
  if (told === undefined) return known.awaited(feature, patienceMs);
  known.meet(told);
  return told;
}

export async function describe(feature: string, city: City): Promise<FeatureSheet | undefined> {
  const building = await buildingOf(feature, city);
  if (building === undefined) return undefined;
  // Without its manifest a base still tells its buildings, only not whom they come from.
  const manifest = await city.query.manifest().catch(() => undefined);
  const areas = building.street === '' ? undefined : await city.query.partitions().catch(() => undefined);
  const street = areas?.subdistricts.find(({ properties }) => properties.code === building.street);
  return sheetOf(building, manifest?.sources ?? [], street?.properties.name);
}

export function nameOf(feature: string, city: City): Text | undefined {
  const building = knownBuildings(city).find(feature);
  return building === undefined ? undefined : titleOf(building);
}

const grades: readonly Grade[] = ['measured', 'derived', 'generated', 'simulated'];

export function levels(feature: string, city: City): ObjectLevels | undefined {
  const building = knownBuildings(city).find(feature);
  if (building === undefined) return undefined;
  return {
    // Tiles of other makers have no such column.
    cim: building.cim >= 1 ? building.cim : 2,
    surveyed: building.surveyed,
    // Our own numbers begin with a G: they are no codes.
    ...(building.code.startsWith('G') ? { number: building.code } : codeOf(building)),
    grade: grades.find((known) => known === building.grade) ?? 'generated',
  };
}

function codeOf({ code }: BuildingProperties): Pick<ObjectLevels, 'code'> {
  return code === '' ? {} : { code };
}

/** By what buildings may be coloured, and whose sun may light them. */
export function choices(): readonly LayerChoice[] {
  return [
    {
      key: 'paint',
      title: w.paint,
      kind: 'one',
      otherwise: w.asIs,
      values: paintIds.map((id) => ({ id, title: paints[id].title })),
    },
    {
      key: 'sun',
      title: w.sun,
      kind: 'one',
      otherwise: w.follow,
      values: (Object.keys(sunChoices) as SunChoice[]).map((id) => ({ id, title: w.suns[id] })),
    },
  ];
}
