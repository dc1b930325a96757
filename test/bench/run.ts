import { readdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

/** One bench: a name to call it by and a run that measures. `long` ones run only when named. */
interface Bench {
  readonly name: string;
  readonly long?: boolean;
  readonly run: () => Promise<Readonly<Record<string, unknown>>>;
}

const isBench = (module: object): module is Bench => 'name' in module && 'run' in module;

async function allBenches(): Promise<readonly Bench[]> {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && file !== 'run.ts');
  const modules = await Promise.all(
    files.map((file) => import(/* @vite-ignore */ `./${file}`) as Promise<object>),
  );
  return modules.filter(isBench);
}

interface Wish {
  readonly name: string | undefined;
  readonly out: string | undefined;
}

function readWish(args: readonly string[]): Wish {
  const at = args.indexOf('--out');
  const rest = at < 0 ? args : args.filter((_, index) => index !== at && index !== at + 1);
  return { name: rest[0], out: at < 0 ? undefined : args[at + 1] };
}

/** `npm run bench [name] [--out FILE]`: prints what was measured as JSON; a bench that breaks is told and exits 1. */
export async function main(args: readonly string[]): Promise<number> {
  const { name, out } = readWish(args);
  const benches = await allBenches();
  const chosen = benches.filter((bench) => (name === undefined ? !bench.long : bench.name === name));
  if (chosen.length === 0) {
    console.error(`No bench called ${name ?? ''}. Known: ${benches.map((bench) => bench.name).join(', ')}.`);
    return 2;
  }
  const results: Record<string, unknown> = {
    machine: {
      cores: cpus().length,
      model: cpus()[0]?.model,
      node: process.versions.node,
      load: loadavg()[0],
    },
  };
  let code = 0;
  for (const bench of chosen) {
    console.error(`bench ${bench.name} …`);
    try {
      results[bench.name] = await bench.run();
    } catch (error) {
      results[bench.name] = { failed: error instanceof Error ? error.message : String(error) };
      code = 1;
    }
  }
  const json = JSON.stringify(results, undefined, 2);
  console.log(json);
  if (out !== undefined) writeFileSync(out, `${json}\n`);
  return code;
}
