import type { SiteEntry } from '@/contracts/siteScene';
import type { TileName } from './tileGrid';

function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name.toLowerCase()];
    return value === undefined ? whole : encodeURIComponent(value);
  });
}

/** Where a picture of an entry lies; the server adds the key of 天地图. */
export function tileAddress(
  entry: Extract<SiteEntry, { readonly kind: 'wmts' | 'tms' | 'tianditu' }>,
  { level, column, row }: TileName,
): string {
  switch (entry.kind) {
    case 'tianditu':
      return `./site/tianditu/${entry.picture}_${entry.system === 'EPSG:4490' ? 'c' : 'w'}/${level}/${column}/${row}`;
    case 'tms': {
      const values = { z: String(level), x: String(column), y: String(row) };
      if (/\{[zxy]\}/i.test(entry.url)) return filled(entry.url, values);
      return `${entry.url.replace(/\/$/, '')}/${values.z}/${values.x}/${values.y}.png`;
    }
    case 'wmts': {
      const matrix = entry.matrices?.[level] ?? String(level);
      if (entry.url.includes('{')) {
        return filled(entry.url, {
          layer: entry.layer,
          style: entry.style,
          tilematrixset: entry.matrixSet,
          tilematrix: matrix,
          tilerow: String(row),
          tilecol: String(column),
        });
      }
      const query = new URLSearchParams({
        SERVICE: 'WMTS',
        REQUEST: 'GetTile',
        VERSION: '1.0.0',
        LAYER: entry.layer,
        STYLE: entry.style,
        FORMAT: entry.format,
        TILEMATRIXSET: entry.matrixSet,
        TILEMATRIX: matrix,
        TILEROW: String(row),
        TILECOL: String(column),
      });
      const joint = !entry.url.includes('?') ? '?' : /[?&]$/.test(entry.url) ? '' : '&';
      return `${entry.url}${joint}${query.toString()}`;
    }
  }
}
