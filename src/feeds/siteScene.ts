import type { BuildingProperties } from '@/contracts/base';
import { footprints, standingBuilding, type Footprint } from '@/contracts/footprints';
import type { Box } from '@/contracts/geo';
import { readSite, type SiteAnswer } from '@/contracts/siteScene';
import { readJson, type Fetch } from './http';

/** The site's list; empty where nobody answers for one. Each entry is read on its own, as the server does. */
export async function readSiteScene(fetch: Fetch, url: URL): Promise<SiteAnswer> {
  const response = await fetch(url, { headers: { accept: 'application/json' }, credentials: 'same-origin' });
  const json = (response.headers.get('content-type') ?? '').includes('json');
  if (response.status === 404 || (response.ok && !json)) return { entries: [], refused: [] };
  if (!response.ok) throw new Error(`site: HTTP ${response.status}`);
  const content: unknown = await response.json();
  const { entries, refused } = readSite(content, 'site.json');
  return { entries, refused: [...refusedBefore(content), ...refused] };
}

/** What the server had already left out. */
function refusedBefore(content: unknown): SiteAnswer['refused'] {
  const told: unknown = typeof content === 'object' && content !== null && Reflect.get(content, 'refused');
  if (!Array.isArray(told)) return [];
  return told.flatMap((one: unknown) => {
    const [where, reason] = ['where', 'reason'].map((key) => String(Reflect.get(Object(one), key) ?? ''));
    return where === undefined || reason === undefined ? [] : [{ where, reason }];
  });
}

/** The outlines of buildings in a box, those nearest its middle first. */
export async function readFootprints(fetch: Fetch, url: URL, box: Box): Promise<readonly Footprint[]> {
  url.searchParams.set('bbox', box.map((degrees) => degrees.toFixed(5)).join(','));
  return (await readJson(fetch, url, footprints)).items;
}

/** A building as its tile tells it; `undefined` where the base has none of the id. */
export async function readBuilding(fetch: Fetch, url: URL): Promise<BuildingProperties | undefined> {
  const response = await fetch(url, { headers: { accept: 'application/json' }, credentials: 'same-origin' });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`building: HTTP ${response.status}`);
  return standingBuilding.parse(await response.json());
}
