import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { ScenarioId } from '@/contracts/scenario';
import type { SeriesCatalogue } from '@/contracts/series';
import { demoThing, gatewayOf } from '@/domain/fleetPlan';
import type { Device } from '../broker';
import type { FleetOrders, ScenarioOrder } from './orders';

const slowestRestartMs = 30_000;
/** A run this long was a good one: the next restart is quick again. */
const goodRunMs = 60_000;

/** Who may speak MQTT in this city: the demo device and the simulator's gateways, each for its own Things. */
export function devicesOf(catalogue: SeriesCatalogue, demo: boolean): ReadonlyMap<string, Device> {
  const owned = new Map<string, Set<number>>();
  for (const series of catalogue.series) {
    const user = series.thing === demoThing ? demoThing : gatewayOf(series);
    owned.set(user, (owned.get(user) ?? new Set()).add(series.id));
  }
  if (!demo) owned.delete(demoThing);
  return new Map(
    [...owned].map(([user, ids]) => [
      user,
      {
        user,
        password: user === demoThing ? 'demo' : randomBytes(24).toString('base64url'),
        owns: (datastream) => ids.has(datastream),
      },
    ]),
  );
}

/** Keeps the fleet running: started again when it ends, ever more slowly while it keeps ending. */
export function superviseFleet(
  program: string,
  first: FleetOrders,
  report: (what: string) => void,
): {
  /** The devices go over to it as they stand, and would begin with it when started again. */
  readonly play: (scenario: ScenarioId) => void;
  readonly stop: () => Promise<void>;
} {
  let orders = first;
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let wait = 1_000;

  const run = () => {
    const startedAt = Date.now();
    const started = spawn(process.execPath, [program], { stdio: ['pipe', 'ignore', 'inherit'] });
    child = started;
    // Writing to a program that has just ended fails; its end is dealt with below.
    started.stdin.on('error', () => undefined);
    started.stdin.write(`${JSON.stringify(orders)}\n`);
    const ended = (why: string) => {
      if (stopped || child !== started) return;
      child = undefined;
      wait = Date.now() - startedAt > goodRunMs ? 1_000 : Math.min(slowestRestartMs, wait * 2);
      report(`The simulated devices stopped (${why}); they start again in ${String(wait / 1_000)} s.`);
      timer = setTimeout(run, wait);
    };
    started.once('error', (error) => {
      ended(error.message);
    });
    started.once('exit', (code, signal) => {
      ended(signal ?? `code ${String(code)}`);
    });
  };
  run();

  return {
    play: (scenario) => {
      orders = { ...orders, scenario };
      const word: ScenarioOrder = { scenario };
      child?.stdin?.write(`${JSON.stringify(word)}\n`);
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      const last = child;
      if (last?.exitCode !== null || last.signalCode !== null) return;
      const gone = new Promise((resolve) => last.once('exit', resolve));
      last.kill('SIGTERM');
      await gone;
    },
  };
}
