/** Source files by their path from the repository's root. */
export type SourceFiles = ReadonlyMap<string, string>;

interface Import {
  readonly specifier: string;
  readonly form: 'static' | 'type' | 'dynamic';
}

/** Lower folders first; those of one rank are siblings and meet in the store or in a workspace. */
const ranks: readonly (readonly string[])[] = [
  ['contracts'],
  ['domain'],
  ['feeds'],
  ['state'],
  ['scene'],
  ['layers', 'tools', 'indicators'],
  ['panels'],
  ['workspaces'],
  ['app'],
];
const beside = ['server', 'builder'];
const registries = ['layers', 'tools', 'indicators', 'panels', 'workspaces'];
const withEngine = ['scene', 'layers'];

const rankOf = (folder: string) => ranks.findIndex((folders) => folders.includes(folder));
const folderOf = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1];

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** Every import and re-export of a file; inline `type` names leave an import static, as the compiler does. */
function importsOf(source: string): readonly Import[] {
  const text = withoutComments(source);
  const statements = text.matchAll(
    /^\s*(?:import|export)\s+(type\s+(?!from\b|,)|)(?:[\w*{][^;'"]*?\sfrom\s*)?['"]([^'"]+)['"]/gm,
  );
  const calls = text.matchAll(/\bimport\s*\(\s*['"]([^'"]+)['"]/g);
  return [
    ...[...statements].map(([, type, specifier = '']): Import => ({
      specifier,
      form: type ? 'type' : 'static',
    })),
    ...[...calls].map(([, specifier = '']): Import => ({ specifier, form: 'dynamic' })),
  ];
}

/** The imported file's path from the root without its extension, or `undefined` for a package. */
function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('@/')) return `src/${specifier.slice(2)}`;
  if (specifier.startsWith('@data/')) return `data/${specifier.slice(6)}`;
  if (!specifier.startsWith('.')) return undefined;
  const parts = path.split('/').slice(0, -1);
  for (const step of specifier.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

const isPackage = (specifier: string, names: readonly string[]) =>
  names.some((name) => specifier === name || specifier.startsWith(`${name}/`));

const isRegistryIndex = (target: string, folder: string) =>
  target === `src/${folder}` || target === `src/${folder}/index`;

function brokenByFolder(from: string, to: string, target: string): string | undefined {
  if (from === to) return undefined;
  if (to === 'app' || beside.includes(to)) return `nobody imports ${to}`;
  if (beside.includes(from)) {
    return ['contracts', 'domain'].includes(to) ? undefined : `${from} imports only contracts and domain`;
  }
  const [rank, targetRank] = [rankOf(from), rankOf(to)];
  if (targetRank > rank) return 'imports go downward only';
  if (targetRank === rank) return 'siblings never import each other';
  if (registries.includes(to) && !isRegistryIndex(target, to)) {
    return 'from a registry folder others import only its registry';
  }
  return undefined;
}

function brokenByPackage(path: string, folder: string, { specifier, form }: Import): string | undefined {
  if (isPackage(specifier, ['cesium', 'resium', '@cesium/engine', '@cesium/widgets'])) {
    if (!withEngine.includes(folder)) return 'only scene and layers know the engine';
    const isDefinition = folder === 'layers' && path.endsWith('/index.ts');
    if (isDefinition && form === 'static') return 'a definition does not load the engine';
  }
  if (folder !== 'domain' && folder !== 'contracts') return undefined;
  if (specifier.startsWith('node:')) return `${folder} runs anywhere, also without Node`;
  if (isPackage(specifier, ['react', 'react-dom', 'zustand'])) return `${folder} knows no React`;
  return undefined;
}

const impurities: readonly (readonly [RegExp, string])[] = [
  [/\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/, 'domain reads no clock'],
  [/\bMath\.random\b|\bcrypto\./, 'domain throws no dice'],
  [/\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b/, 'domain asks nobody'],
];

/** A definition must not reach the engine through another file of its layer either. */
function reachesEngine(path: string, files: SourceFiles, seen = new Set<string>()): boolean {
  const source = files.get(path);
  if (source === undefined || seen.has(path)) return false;
  seen.add(path);
  return importsOf(source).some(({ specifier, form }) => {
    if (form !== 'static') return false;
    if (isPackage(specifier, ['cesium', 'resium', '@cesium/engine'])) return true;
    const target = targetOf(path, specifier);
    if (target === undefined) return false;
    return ['.ts', '.tsx', '/index.ts'].some((end) => reachesEngine(target + end, files, seen));
  });
}

/** Every broken wall of a tree, each as `file imports what: rule`; empty where all stand. */
export function brokenWalls(files: SourceFiles): readonly string[] {
  const broken: string[] = [];
  for (const [path, source] of files) {
    const folder = folderOf(path);
    if (folder === undefined) continue;
    if (rankOf(folder) < 0 && !beside.includes(folder)) {
      broken.push(`${path}: src/${folder} has no place among the walls`);
      continue;
    }
    for (const found of importsOf(source)) {
      const target = targetOf(path, found.specifier);
      const to = target === undefined ? undefined : folderOf(`${target}/`);
      const rule =
        target === undefined || to === undefined
          ? brokenByPackage(path, folder, found)
          : brokenByFolder(folder, to, target);
      if (rule !== undefined) broken.push(`${path} imports ${found.specifier}: ${rule}`);
    }
    if (folder === 'layers' && path.endsWith('/index.ts') && reachesEngine(path, files)) {
      broken.push(`${path}: a definition does not load the engine`);
    }
    if (folder === 'domain') {
      for (const [pattern, rule] of impurities) {
        const match = pattern.exec(withoutComments(source));
        if (match !== null) broken.push(`${path} uses ${match[0]}: ${rule}`);
      }
    }
  }
  return broken;
}
