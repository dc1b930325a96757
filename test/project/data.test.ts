import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTree, repository } from '../support/sourceTree';

const files = readTree('data', /\.(json|geojson)$/);

/** Does anything in this value say where it comes from? */
function tellsItsSource(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(tellsItsSource);
  if (typeof value !== 'object' || value === null) return false;
  if ('provenance' in value || 'source' in value || 'sources' in value) return true;
  return Object.values(value).some(tellsItsSource);
}

describe('what the city is told', () => {
  it('names its source in the file or in the list of sources', () => {
    const listed = existsSync(`${repository}/data/SOURCES.json`)
      ? readFileSync(`${repository}/data/SOURCES.json`, 'utf8')
      : '';
    const silent = [...files].filter(([path, text]) => {
      const name = path.replace(/^data\//, '');
      return name !== 'SOURCES.json' && !listed.includes(name) && !tellsItsSource(JSON.parse(text));
    });
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  it('comes under a licence somebody can name', () => {
    expect(existsSync(`${repository}/LICENSE`)).toBe(true);
    const notice = readFileSync(`${repository}/NOTICE`, 'utf8');
    for (const owed of [
      'OpenStreetMap contributors',
      'Open Database License',
      'OFL-1.1',
      'CC0',
      'CesiumJS',
    ]) {
      expect(notice).toContain(owed);
    }
  });
});
