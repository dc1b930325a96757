import { askSession } from '@/feeds/cityClient';
import { systemClock } from '@/feeds/clock';
import { openWebSocket } from '@/feeds/liveSocket';
import { spawnSimulatedCity } from '@/feeds/simulatedWorker';
import { browserAttention } from './attention';
import type { City } from './city';
import { createCity, type World } from './createCity';
import type { SceneStart } from './sceneStore';

/** The browser as a world for the city. */
export function browserWorld(): World {
  return {
    base: new URL('.', document.baseURI),
    fetch: (url, init) => fetch(url, init),
    openSocket: openWebSocket,
    spawnSimulation: spawnSimulatedCity,
    clock: systemClock,
    attention: browserAttention(document, window),
    random: Math.random,
    // Not `randomUUID`, which a page served over plain HTTP on a local network does not have.
    newKey: () => [...crypto.getRandomValues(new Uint32Array(4))].map((word) => word.toString(36)).join('-'),
    storage: storageOrNothing(),
  };
}

/** Finds out whether our server is here; where it is not, the page runs by itself as 静态演示. */
export async function detectCity(world: World = browserWorld(), scene?: SceneStart): Promise<City> {
  const session = await askSession(world.fetch, world.base);
  const stand = scene === undefined ? {} : { scene };
  if (session !== undefined) return createCity(world, { session, ...stand });
  const { standAlone } = await import('@/feeds/standAlone');
  return createCity(world, { alone: standAlone, ...stand });
}

/** Asking for the storage throws where a browser forbids it. */
function storageOrNothing(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
