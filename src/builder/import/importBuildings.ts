import type { BaseSource } from '@/contracts/base';
import { buildingRow, type BuildingFields } from './buildingRow';
import { countCells } from './cells';
import type { ImportSystem } from './crs';
import { digestOf } from './digest';
import { importFiles, stageImport } from './importFolder';
import { openMender } from './mendFeature';
import type { ImportView } from './importView';
import { openFeatures } from './openFeatures';
import type { Outlines } from './outlines';
import { ImportRefused } from './rawFeature';
import { openReport, type ImportReport } from './report';
import { settleSystem } from './settleSystem';

/** Who made what is imported, as the operator tells it. */
export interface Origin {
  readonly source?: string;
  readonly licence?: string;
  readonly attribution?: string;
  readonly date?: string;
}

export interface ImportOptions {
  readonly home: string;
  readonly file: string;
  readonly id: string;
  readonly declared: ImportSystem | undefined;
  readonly origin: Origin;
  readonly outlines: Outlines;
  readonly now: Date;
  readonly onRead: (count: number) => void;
  readonly notice: (line: string) => void;
  /** Opens a view in which the buildings are seen while they are read; without, they are seen when all are. */
  readonly openView?: (source: BaseSource) => ImportView;
}

export interface Imported {
  readonly folder: string;
  readonly report: ImportReport;
}

/** How often progress is told. */
const everyFeatures = 5000;

/** Footprints of a site's own survey, normalised under `imports/<id>`; the base is not touched yet. */
export const importBuildings = async (
  options: ImportOptions & { readonly fields: BuildingFields },
): Promise<Imported> => {
  const { home, file, id, origin, outlines, fields } = options;
  const features = await openFeatures(file);
  const { system, notice } = await settleSystem(file, features, options.declared, outlines);
  if (notice !== undefined) options.notice(notice);
  const digest = await digestOf(file);
  const staged = await stageImport(home, id);
  try {
    const report = openReport();
    const mender = openMender({ system, outlines, report, wanted: new Set(['area']), propertiesTell: false });
    const cells = countCells();
    const source = baseSourceOf(id, origin, file);
    const view = options.openView?.(source);
    const rows = staged.lines(importFiles.buildings);
    for await (const raw of features.features()) {
      const feature = mender.mend(raw);
      if (feature !== undefined) {
        const district = outlines.districtOf(feature.at) ?? '';
        const row = buildingRow(feature, fields, { district, date: origin.date ?? '' }, report);
        if (row !== undefined) {
          report.took();
          cells.add(row.at);
          await rows.write(row);
          view?.add(row);
          if (view?.due() === true) await view.show();
        }
      }
      if (report.read() % everyFeatures === 0) options.onRead(report.read());
    }
    await rows.close();
    if (report.taken() === 0)
      throw new ImportRefused(`${file} holds no building that can be taken (${report.read()} features read)`);
    const told = report.report();
    const folder = await staged.finish(
      {
        version: 1,
        id,
        kind: 'buildings',
        source,
        importedAt: options.now.toISOString(),
        digest,
        crs: system,
        buildings: report.taken(),
        cover: { buildings: cells.cells(leastInCell) },
      },
      told,
    );
    return { folder, report: told };
  } catch (error) {
    await staged.discard();
    throw error;
  }
};

/** Where a survey holds fewer buildings than this in a cell, only generated ones that it touches go. */
export const leastInCell = 3;

export const baseSourceOf = (id: string, origin: Origin, file: string): BaseSource => {
  const title = origin.source ?? file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return {
    id,
    title: { zh: title, en: title },
    licence: origin.licence ?? '',
    attribution: origin.attribution ?? '',
    grade: 'measured',
    date: origin.date ?? '',
    parts: ['buildings'],
  };
};
