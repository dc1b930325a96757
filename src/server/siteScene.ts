import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hostsOf, joinSites, readSite, type SiteAnswer } from '@/contracts/siteScene';
import { codeOf } from './settings';

/** What the site adds to the scene, as its files say now. */
export interface SiteScene {
  /** Reads the files anew; never rejects: what cannot be read is among the refused. */
  readonly read: () => Promise<SiteAnswer>;
}

export const siteFolder = (home: string) => join(home, 'site');

async function readOne(path: string, name: string): Promise<SiteAnswer> {
  try {
    return readSite(JSON.parse(await readFile(path, 'utf8')), name);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { entries: [], refused: [] };
    const reason =
      error instanceof SyntaxError ? 'not JSON' : `cannot be read (${codeOf(error) ?? 'unknown'})`;
    return { entries: [], refused: [{ where: name, reason }] };
  }
}

async function importedFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.json') && !name.startsWith('.')).sort();
}

/**
 * The entries of `data/site.json` and of `CITY_HOME/site`. 天地图 needs a key, which stays with us: without one its entries
 * are left out and said. `report` hears what was left out, each time it is something else than before.
 */
export function openSiteScene(options: {
  readonly file: string;
  readonly home: string;
  readonly keyed: boolean;
  readonly report: (refused: SiteAnswer['refused']) => void;
}): SiteScene {
  let told = '[]';
  return {
    read: async () => {
      const folder = siteFolder(options.home);
      const names = await importedFiles(folder);
      const { entries, refused } = joinSites(
        await Promise.all([
          readOne(options.file, 'data/site.json'),
          ...names.map((name) => readOne(join(folder, name), `site/${name}`)),
        ]),
      );
      const unkeyed = options.keyed ? [] : entries.filter(({ kind }) => kind === 'tianditu');
      const answer: SiteAnswer = {
        entries: entries.filter((entry) => !unkeyed.includes(entry)),
        refused: [...refused, ...unkeyed.map(({ id }) => ({ where: id, reason: 'TIANDITU_KEY is not set' }))],
      };
      const now = JSON.stringify(answer.refused);
      if (now !== told) options.report(answer.refused);
      told = now;
      return answer;
    },
  };
}

/** The page's policy with exactly the hosts the site has configured, and nothing else. */
export function policyWith(policy: string, entries: SiteAnswer['entries']): string {
  const hosts = hostsOf(entries);
  if (hosts.length === 0) return policy;
  return policy
    .split(';')
    .map((directive) =>
      /^\s*(connect-src|img-src)\s/.test(directive) ? `${directive} ${hosts.join(' ')}` : directive,
    )
    .join(';');
}
