import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readTree, repository } from '../support/sourceTree';

const code = new Map([...readTree('src', /\.(tsx?|mjs)$/), ...readTree('test', /\.tsx?$/)]);
const linesOf = (source: string) => source.trimEnd().split('\n').length;

/** Functions named as components are, longer than 150 lines. */
function longComponents(path: string, source: string): readonly string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  return file.statements
    .filter(ts.isFunctionDeclaration)
    .filter((component) => /^[A-Z]/.test(component.name?.text ?? ''))
    .filter((component) => lineOf(component.end) - lineOf(component.getStart()) >= 150)
    .map((component) => `${path} ${component.name?.text}`);
}

/** Whatever a reader may open; packages' own texts are not ours. */
const texts = new Map([
  ...code,
  ...readTree('data', /\.(json|geojson|md)$/),
  ...readTree('docs', /\.md$/),
  ...readTree('.ci', /./),
  ...['README.md', 'README.zh.md', 'CHANGELOG.md', 'NOTICE', 'package.json', 'index.html', 'vite.config.ts']
    .filter((path) => existsSync(`${repository}/${path}`))
    .map((path): [string, string] => [path, readFileSync(`${repository}/${path}`, 'utf8')]),
]);
const self = 'test/project/sources.test.ts';

const offenders = (files: ReadonlyMap<string, string>, pattern: RegExp) =>
  [...files].filter(([path, text]) => path !== self && pattern.test(text)).map(([path]) => path);

describe('the sources', () => {
  it('are files one can read in one sitting', () => {
    const long = [...code].filter(([, source]) => linesOf(source) > 400).map(([path]) => path);
    expect(long).toEqual([]);
  });

  it('have components of at most 150 lines', () => {
    const files = [...code].filter(([path]) => path.startsWith('src/') && path.endsWith('.tsx'));
    expect(files.flatMap(([path, source]) => longComponents(path, source))).toEqual([]);
  });

  it('silence no rule, postpone nothing, and run every test they have', () => {
    expect(offenders(code, /@ts-(ignore|nocheck)|eslint-disable/)).toEqual([]);
    expect(offenders(code, /\b(TODO|FIXME|XXX)\b/)).toEqual([]);
    expect(offenders(code, /\b(it|test|describe)\.(only|todo|skip)\(/)).toEqual([]);
  });

  it('evaluate no text as code', () => {
    const browser = new Map([...code].filter(([path]) => /^src\/(?!server|builder|start)/.test(path)));
    expect(offenders(browser, /\beval\(|new Function\(|dangerouslySetInnerHTML|\.innerHTML\s*=/)).toEqual([]);
  });

  it('name no machine they were written on and no registry', () => {
    expect(offenders(texts, /(^|["'`\s(=])\/(work|home|Users|root|tmp)\/\w/m)).toEqual([]);
    expect(offenders(texts, /registry\.(npmjs|npmmirror|yarnpkg)\.\w+|artifactory|verdaccio/i)).toEqual([]);
  });

  it('are told about in the README by the two commands it takes', () => {
    const readme = texts.get('README.md');
    if (readme === undefined) return;
    expect(readme).toContain('npm start');
    expect(readme).toContain('npm test');
  });
});
