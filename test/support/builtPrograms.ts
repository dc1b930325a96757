import { join } from 'node:path';
import { build } from 'vite';
import { repository } from './sourceTree';

/**
 * Builds programs that run by themselves, each under its name, into a folder where packages are found from and where git
 * never looks; returns the folder.
 */
export async function buildPrograms(
  folder: string,
  input: Readonly<Record<string, string>>,
): Promise<string> {
  const outDir = join(repository, 'node_modules/.cache', folder);
  await build({
    configFile: false,
    root: repository,
    logLevel: 'error',
    publicDir: false,
    resolve: { tsconfigPaths: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: { input: { ...input }, output: { entryFileNames: '[name].mjs' } },
    },
  });
  return outDir;
}
