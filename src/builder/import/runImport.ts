import { join } from 'node:path';
import { readGeography } from '../ground/geography';
import { buildBase } from '../buildBase';
import { readManifest } from '../baseFolder';
import type { Reporter } from '../report';
import type { ImportOrder } from './command';
import { importBuildings, type Imported } from './importBuildings';
import { importLayer } from './importLayer';
import { importOsm } from './importOsm';
import { importTerrain } from './importTerrain';
import { outlinesOf } from './outlines';
import { tellReport } from './report';
import type { Box } from '@/contracts/geo';

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
}

/** Imports a file and makes the base anew around it. Throws `ImportRefused` and what the file system throws. */
export const runImport = async (order: ImportOrder, options: RunOptions): Promise<void> => {
  const { home, kind, file } = order;
  const { dataRoot, now, reporter, say } = options;
  reporter.progress(0, 'reading');
  const outlines = outlinesOf(await readGeography(dataRoot));
  const notices: string[] = [];
  const imported = await normalise(order, {
    ...order,
    outlines,
    now,
    onRead: (count) =>
      reporter.progress(0.01, `${kind} ${count}${kind === 'osm' || kind === 'terrain' ? ' %' : ' read'}`),
    notice: (line) => notices.push(line),
  });
  reporter.end();
  for (const line of notices) say(line);
  for (const line of tellReport(imported.report, join(imported.folder, 'report.json'))) say(line);
  if (kind === 'layer') {
    say(`layer ${order.id} ready from ${file}`);
    return;
  }
  const present = await readManifest(home);
  const manifest = await buildBase({
    home,
    dataRoot,
    seed: present?.seed ?? options.seed,
    now,
    onProgress: reporter.progress,
    ...(options.box === undefined ? {} : { box: options.box }),
  });
  reporter.end(
    `base ready in ${join(home, 'base')}: ${manifest.counts.buildings} buildings, revision ${manifest.revision ?? 0}`,
  );
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
