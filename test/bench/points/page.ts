import { Cartesian3, CesiumWidget, Color } from 'cesium';
import { entityPeer } from './entityPeer';
import { ourPeer } from './ourPeer';
import { primitivePeer } from './primitivePeer';

/** One way of keeping points on the map; `update` gives a point a place and a colour out of `colours`. */
export interface Peer {
  readonly update: (index: number, position: Cartesian3, colour: number) => void;
}
export type MakePeer = (widget: CesiumWidget, positions: Float64Array, colours: readonly Color[]) => Peer;

export interface Ask {
  readonly peer: 'ours' | 'primitives' | 'entities';
  readonly points: number;
  readonly updatesPerFrame: number;
  readonly seconds: number;
}
export interface Measured {
  readonly updatesPerSecond: number;
  readonly framesPerSecond: number;
  /** Median milliseconds of JavaScript a frame: the updates, and the engine's part of drawing them. */
  readonly frameMs: number;
  readonly createMs: number;
  readonly heapMB: number | undefined;
}

const peers: Readonly<Record<Ask['peer'], MakePeer>> = {
  ours: ourPeer,
  primitives: primitivePeer,
  entities: entityPeer,
};

function frame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
  });
}

/** A lattice over the inner city; the same for every peer. */
function lattice(points: number): Float64Array {
  const positions = new Float64Array(points * 3);
  const side = Math.ceil(Math.sqrt(points));
  const place = new Cartesian3();
  for (let index = 0; index < points; index += 1) {
    const lon = 114.15 + (0.3 * (index % side)) / side;
    const lat = 30.48 + (0.2 * Math.floor(index / side)) / side;
    Cartesian3.fromDegrees(lon, lat, 20, undefined, place);
    positions.set([place.x, place.y, place.z], index * 3);
  }
  return positions;
}

function heapMB(): number | undefined {
  const memory: unknown = Reflect.get(performance, 'memory');
  if (typeof memory !== 'object' || memory === null) return undefined;
  const used: unknown = Reflect.get(memory, 'usedJSHeapSize');
  return typeof used === 'number' ? Math.round(used / 1e6) : undefined;
}

async function measure({ peer, points, updatesPerFrame, seconds }: Ask): Promise<Measured> {
  const widget = new CesiumWidget('scene', {
    baseLayer: false,
    globe: false,
    skyBox: false,
    skyAtmosphere: false,
    scene3DOnly: true,
    // As the product draws where there is no graphics card.
    orderIndependentTranslucency: false,
    msaaSamples: 1,
    useDefaultRenderLoop: false,
    creditContainer: document.createElement('div'),
  });
  widget.camera.setView({ destination: Cartesian3.fromDegrees(114.3, 30.58, 60_000) });
  const positions = lattice(points);
  const colours = ['#8ca3ba', '#5aa9f5', '#f59a3c', '#ff5a52'].map((css) => Color.fromCssColorString(css));
  const begun = performance.now();
  const { update } = peers[peer](widget, positions, colours);
  widget.render();
  const createMs = performance.now() - begun;
  // Entities are drawn once the engine has read its table of terrain heights; nothing is measured before.
  while (!widget.dataSourceDisplay.ready) {
    await frame();
    widget.render();
  }
  const step = points / updatesPerFrame;
  const place = new Cartesian3();
  const spent: number[] = [];

  function turn(count: number): void {
    // Every tenth point, another tenth each frame: readings do not come sorted by place in the buffer.
    for (let index = count % step; index < points; index += step) {
      const x = positions[index * 3]! + (count % 7);
      update(
        index,
        Cartesian3.fromElements(x, positions[index * 3 + 1]!, positions[index * 3 + 2]!, place),
        (index + count) % 4,
      );
    }
    widget.render();
  }

  for (let warm = 0; warm < 4; warm += 1) {
    turn(warm);
    await frame();
  }
  const from = performance.now();
  let frames = 0;
  while (performance.now() - from < seconds * 1000) {
    const at = performance.now();
    turn(frames);
    spent.push(performance.now() - at);
    frames += 1;
    await frame();
  }
  const elapsed = (performance.now() - from) / 1000;
  spent.sort((one, other) => one - other);
  return {
    updatesPerSecond: Math.round((frames * updatesPerFrame) / elapsed),
    framesPerSecond: Math.round((frames / elapsed) * 10) / 10,
    frameMs: Math.round((spent[Math.floor(spent.length / 2)] ?? 0) * 10) / 10,
    createMs: Math.round(createMs),
    heapMB: heapMB(),
  };
}

Object.assign(window, { measure });
