import { join } from 'node:path';
import { install } from './install.mjs';

/** Benches are TypeScript of the same tree as the product: Vite runs them as they stand. */
export async function bench(root, args) {
  await install(root);
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(join(root, 'test/bench/run.ts'), { root, logLevel: 'error' });
  return module.main(args);
}
