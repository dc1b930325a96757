import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FleetOrders } from '@/server/fleet/orders';

/** Stands in for the simulator: takes its orders, with the gateways' passwords, and leaves the speaking to the test. */
export interface OwnFleet {
  readonly program: string;
  /** The newest orders, once there are any. */
  readonly orders: () => FleetOrders | undefined;
  /** Before the server starts again: its next orders are new ones. */
  readonly forget: () => void;
  readonly remove: () => void;
}

export function createOwnFleet(): OwnFleet {
  const folder = mkdtempSync(join(tmpdir(), 'own-fleet-'));
  const [program, file] = [join(folder, 'fleet.mjs'), join(folder, 'orders.json')];
  writeFileSync(
    program,
    `import { renameSync, writeFileSync } from 'node:fs';
     let orders = '';
     process.stdin.on('data', (text) => {
       orders += String(text);
       if (!orders.includes('\\n')) return;
       writeFileSync(${JSON.stringify(`${file}.part`)}, orders.split('\\n')[0]);
       renameSync(${JSON.stringify(`${file}.part`)}, ${JSON.stringify(file)});
     });
     setInterval(() => undefined, 60_000);`,
  );
  return {
    program,
    orders: () => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as FleetOrders) : undefined),
    forget: () => rmSync(file, { force: true }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
