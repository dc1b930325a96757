import { CesiumWidget, Cartesian3, Color } from 'cesium';
import { createRoot } from 'react-dom/client';
import '@/app/withoutCompiledSchemas';
import '@/app/look.css';
import { indicatorIds } from '@/indicators';
import { framePanels, panels } from '@/panels';
import { createPoints } from '@/scene/points';
import type { City } from '@/state/city';
import { CityProvider } from '@/state/CityContext';
import { detectCity } from '@/state/detectCity';
import { passes, watchLongTasks, type LongTasks } from './longTasks';
import { measurePeer } from './peer';

export interface Ask {
  readonly who: 'ours' | 'peer';
  /** Draws the sensors with the engine; without it everything else is as in the product. */
  readonly draw: boolean;
  readonly seconds: number;
}
export interface Measured {
  readonly longTasks: LongTasks;
  readonly updatesPerSecond: number;
  /** Milliseconds from when a reading was made until the frame it is in was handed to the screen. */
  readonly toPixelMs: { readonly p50: number; readonly p99: number; readonly most: number };
}

const normal = Color.fromCssColorString('#5aa9f5');
const odd = Color.fromCssColorString('#f59a3c');

/** The product's own points for every series, in a scene that holds nothing else. */
function openScene(city: City) {
  const widget = new CesiumWidget('scene', {
    baseLayer: false,
    globe: false,
    skyBox: false,
    skyAtmosphere: false,
    scene3DOnly: true,
    orderIndependentTranslucency: false,
    msaaSamples: 1,
    useDefaultRenderLoop: false,
    creditContainer: document.createElement('div'),
  });
  widget.camera.setView({ destination: Cartesian3.fromDegrees(114.3, 30.58, 60_000) });
  const series = city.catalogue.getState().catalogue?.series ?? [];
  const points = createPoints({
    positions: Float64Array.from(
      series.flatMap(({ at: [lon, lat] }) => Cartesian3.pack(Cartesian3.fromDegrees(lon, lat, 20), [])),
    ),
    looks: [normal, odd].map((colour) => ({ colour, size: 4, outlineColour: colour, outlineWidth: 1 })),
  });
  widget.scene.primitives.add(points.primitive);
  return (changed: Uint32Array) => {
    const { values } = city.telemetry();
    for (const slot of changed) points.paint(slot, Math.floor(values[slot]!) & 1);
    widget.render();
  };
}

/** Drains once a frame, as the frame loop does, and keeps the age of each reading when its frame was done. */
function followFrames(city: City, draw: ((changed: Uint32Array) => void) | undefined) {
  const ages: number[] = [];
  let updates = 0;
  let running = true;
  let pending: readonly number[] = [];
  const turn = (): void => {
    if (!running) return;
    // The frame before this one has been handed on by now.
    const now = Date.now();
    for (const at of pending) ages.push(now - at);
    const table = city.telemetry();
    const changed = table.drain();
    pending = Array.from(changed, (slot) => table.times[slot]!);
    updates += changed.length;
    if (changed.length > 0) draw?.(changed);
    requestAnimationFrame(turn);
  };
  requestAnimationFrame(turn);
  return {
    begin: () => {
      ages.length = 0;
      updates = 0;
    },
    end: () => {
      running = false;
      ages.sort((one, other) => one - other);
      const at = (share: number) => Math.round(ages[Math.floor((ages.length - 1) * share)] ?? NaN);
      return { updates, toPixelMs: { p50: at(0.5), p99: at(0.99), most: at(1) } };
    },
  };
}

async function measureOurs({ draw, seconds }: Ask): Promise<Measured> {
  const city = await detectCity();
  city.preferences.getState().setWorkspace('operate');
  while (city.health.getState().state !== 'live') await passes(0.1);
  city.select({ layer: 'sensors', feature: '1' });
  createRoot(document.getElementById('panels')!).render(
    <CityProvider city={city}>
      <panels.vitalSigns indicators={indicatorIds} />
      <framePanels.inspector />
      <panels.alarmBoard />
    </CityProvider>,
  );
  const frames = followFrames(city, draw ? openScene(city) : undefined);
  await passes(5);
  const stop = watchLongTasks();
  frames.begin();
  await passes(seconds);
  const { updates, toPixelMs } = frames.end();
  return { longTasks: stop(), updatesPerSecond: Math.round(updates / seconds), toPixelMs };
}

Object.assign(window, {
  measureLive: (ask: Ask) => (ask.who === 'ours' ? measureOurs(ask) : measurePeer(ask)),
});
