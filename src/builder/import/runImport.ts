import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readGeography } from '../ground/geography';
import { buildBase } from '../buildBase';
import { clearLeftovers, dropBefore, readManifest, restoreBase, spillOf } from '../baseFolder';
import type { Reporter } from '../report';
import type { ImportOrder } from './command';
import { importBuildings, type Imported } from './importBuildings';
import { importLayer } from './importLayer';
import { importOsm } from './importOsm';
import { importTerrain } from './importTerrain';
import { openImportView, type ImportView } from './importView';
import { outlinesOf } from './outlines';
import { tellReport } from './report';
import type { Box } from '@/contracts/geo';

/** Often enough to be watched, seldom enough to cost little. */
const usualShowing = { everyMs: 8_000, clock: () => performance.now() };

export interface RunOptions {
  readonly dataRoot: string;
  /** Of the default city, where none has been built yet. */
  readonly seed: number;
  readonly now: Date;
  readonly reporter: Reporter;
  /** Writes one line. */
  readonly say: (line: string) => void;
  /** Degrees; the whole municipality unless told. */
  readonly box?: Box;
  /** How long an import is read before it is shown, and shown again, by what clock; 8 s of the process unless told. */
  readonly showing?: { readonly everyMs: number; readonly clock: () => number };
}

/** Imports a file and makes the base anew around it. Throws `ImportRefused` and what the file system throws. */
export const runImport = async (order: ImportOrder, options: RunOptions): Promise<void> => {
  const { home, kind, file } = order;
  const { dataRoot, now, reporter, say } = options;
  reporter.progress(0, 'reading');
  await mkdir(home, { recursive: true });
  await clearLeftovers(home);
  const present = await readManifest(home);
  const making = {
    home,
    dataRoot,
    seed: present?.seed ?? options.seed,
    now,
    ...(options.box === undefined ? {} : { box: options.box }),
  };
  const outlines = outlinesOf(await readGeography(dataRoot));
  const notices: string[] = [];
  let view: ImportView | undefined;
  let read = kind === 'osm' || kind === 'terrain' ? '0 %' : '0 read';
  const tell = (): void => {
    const shown = view?.shown() ?? 0;
    reporter.progress(0.01, `${kind} ${read}${shown === 0 ? '' : `, ${shown} on the map`}`);
  };
  try {
    const imported = await normalise(order, {
      ...order,
      outlines,
      now,
      onRead: (count) => {
        read = `${count} ${kind === 'osm' || kind === 'terrain' ? '%' : 'read'}`;
        tell();
      },
      notice: (line) => notices.push(line),
      ...(kind !== 'osm' && kind !== 'buildings'
        ? {}
        : {
            openView: (source) =>
              (view = openImportView({
                ...making,
                kind,
                source,
                ...(options.showing ?? usualShowing),
                onShown: tell,
              })),
          }),
    });
    view?.close();
    reporter.end();
    for (const line of notices) say(line);
    for (const line of tellReport(imported.report, join(imported.folder, 'report.json'))) say(line);
    if (kind === 'layer') {
      say(`layer ${order.id} ready from ${file}`);
      return;
    }
    const manifest = await buildBase({
      ...making,
      onProgress: reporter.progress,
      groundwork: () => view?.handOver(),
      atOnce: present !== undefined && present.stage !== 'inner',
    });
    await dropBefore(home);
    reporter.end(
      `base ready in ${join(home, 'base')}: ${manifest.counts.buildings} buildings, revision ${manifest.revision ?? 0}`,
    );
  } catch (error) {
    view?.close();
    await rm(spillOf(home), { recursive: true, force: true });
    await restoreBase(home);
    throw error;
  }
};

type Shared = Parameters<typeof importLayer>[0];

const normalise = (order: ImportOrder, shared: Shared): Promise<Imported> => {
  switch (order.kind) {
    case 'osm':
      return importOsm({ ...shared, date: order.origin.date ?? '' });
    case 'buildings':
      return importBuildings({ ...shared, fields: order.fields });
    case 'layer':
      return importLayer(shared);
    case 'terrain':
      return importTerrain({ ...shared, vertical: order.vertical ?? 'ellipsoidal' });
  }
};
