import type { BasePart } from './merge';
import type { BaseSource } from '@/contracts/base';
import type { Box, LonLat } from '@/contracts/geo';
import { buildingRow } from './buildingRow';
import { countCells } from './cells';
import { digestOf } from './digest';
import type { Imported, ImportOptions } from './importBuildings';
import { importFiles, stageImport, type LineFile } from './importFolder';
import { findingOf, openMender } from './mendFeature';
import { joinWays, openNodes, withHoles } from './osmShapes';
import { meaningOf, nameIn, type Meaning } from './osmTags';
import { joinParts, partOf, type OsmPart } from './osmParts';
import { ImportRefused, type RawFeature } from './rawFeature';
import { walkPbf, type OsmMember, type Tags } from './readPbf';
import { openReport } from './report';

/** The municipality and a little more; nodes beyond are not kept. */
const municipality: Box = [113.6, 29.9, 115.15, 31.45];

interface Collected {
  readonly id: number;
  readonly members: readonly OsmMember[];
  readonly tags: Tags;
  readonly meaning: Meaning;
}

/**
 * An OpenStreetMap extract (WGS 84 by definition), normalised under `imports/<id>`. Two passes: nodes of the municipality
 * and the relations wanted, then the ways, each of which is judged as it comes.
 */
export const importOsm = async (
  options: Omit<ImportOptions, 'declared' | 'origin'> & { readonly date: string },
): Promise<Imported> => {
  const { home, file, id, outlines, onRead } = options;
  const digest = await digestOf(file);
  const nodes = openNodes(municipality);
  const relations: Collected[] = [];
  await walkPbf(file, {
    node: nodes.add,
    relation: (relation, members, tags) => {
      // A relation of type `building` only lists its outline and pieces, which say themselves what they are.
      const meaning = tags['type'] === 'multipolygon' ? meaningOf(tags) : undefined;
      if (meaning !== undefined && meaning.kind !== 'street' && meaning.kind !== 'rail')
        relations.push({ id: relation, members, tags, meaning });
    },
  });
  nodes.seal();
  const wantedWays = new Set(
    relations.flatMap(({ members }) => members.flatMap(({ type, ref }) => (type === 'way' ? [ref] : []))),
  );
  const staged = await stageImport(home, id);
  const source = (parts: readonly BasePart[]): BaseSource => ({
    id,
    title: { zh: 'OpenStreetMap', en: 'OpenStreetMap' },
    licence: 'ODbL-1.0',
    attribution: '© OpenStreetMap contributors',
    grade: 'derived',
    date: options.date,
    parts: [...parts],
  });
  try {
    const view = options.openView?.(source(['buildings']));
    const report = openReport();
    const mender = openMender({
      system: 'EPSG:4326',
      outlines,
      report,
      wanted: new Set(['area', 'line']),
      propertiesTell: true,
    });
    const parts: OsmPart[] = [];
    const files: Record<Exclude<Meaning['kind'], 'part'>, LineFile> = {
      building: staged.lines(importFiles.buildings),
      street: staged.lines(importFiles.streets),
      rail: staged.lines(importFiles.rail),
      water: staged.lines(importFiles.water),
      green: staged.lines(importFiles.green),
      bridge: staged.lines(importFiles.bridges),
    };
    const cells = { building: countCells(), street: countCells(), rail: countCells(), bridge: countCells() };
    let index = -1;
    const take = async (raw: RawFeature, meaning: Meaning, tags: Tags, cut: boolean): Promise<void> => {
      const feature = mender.mend(raw);
      if (feature === undefined) return;
      if (cut) report.note(findingOf(raw, 'cut', feature.at));
      const { geometry } = feature;
      const district = outlines.districtOf(feature.at) ?? '';
      if (meaning.kind === 'part') {
        const part = partOf(feature, district, () =>
          report.rejected({ ...findingOf(raw, 'noHeight', feature.at), kind: 'noHeight' }),
        );
        if (part === undefined) return;
        parts.push(part);
        cells.building.add(part.at);
      } else if (meaning.kind === 'building') {
        const row = buildingRow(feature, {}, { district, date: '' }, report);
        if (row === undefined) return;
        cells.building.add(row.at);
        await files.building.write(row);
        view?.add(row);
        if (view?.due() === true) await view.show();
      } else if (geometry.kind === 'line') {
        for (const line of geometry.lines) {
          if (meaning.kind === 'street') {
            for (const at of along(line)) {
              cells.street.add(at);
              if (meaning.bridge) cells.bridge.add(at);
            }
            const { class: own, widthM, bridge } = meaning;
            await files.street.write({ class: own, widthM, bridge, name: nameIn(tags), line });
          } else if (meaning.kind === 'rail') {
            for (const at of along(line)) cells.rail.add(at);
            await files.rail.write({ class: meaning.class, name: nameIn(tags), line });
          }
        }
      } else if (geometry.kind === 'area' && meaning.kind === 'bridge') {
        await files.bridge.write({ kind: 'bridge', name: nameIn(tags), areas: geometry.areas });
      } else if (geometry.kind === 'area' && (meaning.kind === 'water' || meaning.kind === 'green')) {
        const what = meaning.kind === 'water' ? meaning.water : meaning.green;
        await files[meaning.kind].write({ kind: what, name: nameIn(tags), areas: geometry.areas });
      }
      report.took();
    };
    const lines = (meaning: Meaning): boolean => meaning.kind === 'street' || meaning.kind === 'rail';
    const ways = new Map<number, readonly number[]>();
    let waiting: (readonly [RawFeature, Meaning, Tags, boolean])[] = [];
    await walkPbf(file, {
      way: (way, refs, tags) => {
        if (wantedWays.has(way)) ways.set(way, refs);
        const meaning = meaningOf(tags);
        if (meaning === undefined) return;
        const places = refs.map(nodes.get);
        const known = places.filter((at): at is LonLat => at !== undefined);
        if (known.length === 0) return;
        // An area that leaves the box has lost points there, and a shape with points missing is another shape.
        if (!lines(meaning) && known.length < refs.length) return;
        index += 1;
        const geometry = lines(meaning)
          ? { type: 'MultiLineString', coordinates: runsOf(places) }
          : { type: 'Polygon', coordinates: [known] };
        waiting.push([
          { index, id: `w${way}`, geometry, properties: tags },
          meaning,
          tags,
          known.length < refs.length,
        ]);
      },
      block: async (share) => {
        for (const each of waiting) await take(...each);
        waiting = [];
        onRead(Math.round(share * 100));
      },
    });
    for (const { id: relation, members, tags, meaning } of relations) {
      const ringsOf = (inner: boolean) =>
        joinWays(
          members.flatMap(({ type, ref, role }) => {
            const refs = type === 'way' && (role === 'inner') === inner ? ways.get(ref) : undefined;
            return refs === undefined ? [] : [refs];
          }),
        );
      const outer = ringsOf(false);
      const placed = (rings: readonly (readonly number[])[]) =>
        rings.flatMap((ring): (readonly LonLat[])[] => {
          const at = ring.map(nodes.get).filter((each): each is LonLat => each !== undefined);
          return at.length === ring.length ? [at] : [];
        });
      const outlinesOfIt = placed(outer.rings);
      if (outlinesOfIt.length === 0 && outer.open === 0) continue;
      index += 1;
      const geometry = {
        type: 'MultiPolygon',
        coordinates: withHoles(outlinesOfIt, placed(ringsOf(true).rings)),
      };
      await take({ index, id: `r${relation}`, geometry, properties: tags }, meaning, tags, false);
    }
    for (const each of Object.values(files)) await each.close();
    const buildings = parts.length === 0 ? files.building.lines() : await joinParts(staged, parts);
    if (report.taken() === 0)
      throw new ImportRefused(
        `${file} holds nothing of this city (${report.read()} things of its kinds read)`,
      );
    const cover: Partial<Record<BasePart, string[]>> = {
      buildings: cells.building.cells(1),
      streets: cells.street.cells(1),
      bridges: cells.bridge.cells(1),
      rail: cells.rail.cells(1),
    };
    const shown: BasePart[] = (
      [
        ['buildings', 'building'],
        ['streets', 'street'],
        ['rail', 'rail'],
        ['water', 'water'],
        ['green', 'green'],
      ] as const
    ).flatMap(([part, kind]) => ((kind === 'building' ? buildings : files[kind].lines()) > 0 ? [part] : []));
    const made = report.report();
    const folder = await staged.finish(
      {
        version: 1,
        id,
        kind: 'osm',
        source: source(shown),
        importedAt: options.now.toISOString(),
        digest,
        crs: 'EPSG:4326',
        buildings,
        cover,
      },
      made,
    );
    return { folder, report: made };
  } catch (error) {
    await staged.discard();
    throw error;
  }
};

/** The parts of a way whose nodes are known. */
const runsOf = (places: readonly (LonLat | undefined)[]): LonLat[][] => {
  const runs: LonLat[][] = [[]];
  for (const at of places) {
    if (at !== undefined) runs.at(-1)!.push(at);
    else if (runs.at(-1)!.length > 0) runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
};

/** Places along a line close enough that no cell it passes for long is missed. */
function* along(line: readonly LonLat[]): Generator<LonLat> {
  const step = 0.001;
  for (const [i, [lon, lat]] of line.entries()) {
    const [fromLon, fromLat] = line[i - 1] ?? [lon, lat];
    const steps = Math.max(1, Math.ceil(Math.hypot(lon - fromLon, lat - fromLat) / step));
    for (let k = 1; k <= steps; k += 1)
      yield [fromLon + ((lon - fromLon) * k) / steps, fromLat + ((lat - fromLat) * k) / steps];
  }
}
