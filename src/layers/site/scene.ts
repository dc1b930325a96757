import type { SiteEntry } from '@/contracts/siteScene';
import type { AttachLayer } from '@/scene/layer';
import { attachFeatures } from './features';
import { attachModel } from './model';
import { attachRaster } from './raster';
import { attachTerrain } from './terrain';

/** How an entry is drawn, by what it is. */
export function attachSite(entry: SiteEntry): AttachLayer {
  return async (host, view, city) => {
    switch (entry.kind) {
      case '3dtiles':
      case 'i3s':
        return attachModel(entry, host, view, city);
      case 'terrain':
        return attachTerrain(entry, host, view, city);
      case 'wmts':
      case 'tms':
      case 'tianditu':
        return attachRaster(entry, host, view, city);
      case 'features':
        return attachFeatures(entry, host, view);
    }
  };
}
