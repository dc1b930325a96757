import type { LayerEntry } from '@/contracts/layer';
import type { SiteEntry } from '@/contracts/siteScene';
import type { Text } from '@/contracts/text';
import type { LayerDefinition } from '@/scene/layer';

export const kinds: Readonly<Record<SiteEntry['kind'], Text>> = {
  '3dtiles': { zh: '三维模型（3D Tiles）', en: '3D model (3D Tiles)' },
  i3s: { zh: '三维模型（I3S）', en: '3D model (I3S)' },
  terrain: { zh: '地形', en: 'Terrain' },
  wmts: { zh: '地图瓦片（WMTS）', en: 'Map tiles (WMTS)' },
  tms: { zh: '地图瓦片（TMS）', en: 'Map tiles (TMS)' },
  tianditu: { zh: '天地图', en: 'Tianditu' },
  features: { zh: '导入的要素', en: 'Imported features' },
};

function entryOf(site: SiteEntry): LayerEntry {
  const { title, group, clause, provenance, visible } = site;
  return {
    id: `site-${site.id}`,
    title,
    group,
    clause,
    legend: [{ label: kinds[site.kind], swatch: 'site', shape: site.kind === 'features' ? 'line' : 'area' }],
    provenance,
    defaults: { visible, opacity: 1 },
  };
}

const made = new WeakMap<SiteEntry, LayerDefinition>();

/** A site's entry as a layer like any other; the same for the same entry. What it draws and tells comes when it is asked. */
export function siteLayer(site: SiteEntry): LayerDefinition {
  const before = made.get(site);
  if (before !== undefined) return before;
  const tell = () => import('./tell');
  const layer: LayerDefinition = {
    entry: entryOf(site),
    primitives: async () => ({ attach: (await import('./scene')).attachSite(site) }),
    describe: async (feature, city) => (await tell()).describe(site, feature, city),
    list: async () => (await tell()).list(site),
    nameOf: async (feature) => (await tell()).nameOf(site, feature),
    levels: async () => (await tell()).levels(site),
    ...('footprints' in site && site.footprints ? { choices: async () => (await tell()).choices } : {}),
  };
  made.set(site, layer);
  return layer;
}
