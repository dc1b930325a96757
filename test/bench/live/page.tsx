import { createQuality } from '@/scene/quality';
import { flatRelief } from '@/domain/relief';
import { Cartesian3, CesiumWidget, Math as CesiumMath } from 'cesium';
import { createRoot } from 'react-dom/client';
import '@/app/withoutCompiledSchemas';
import '@/app/look.css';
import { indicatorIds } from '@/indicators';
import { layers } from '@/layers';
import { attach as attachSensors } from '@/layers/sensors/scene';
import { framePanels, panels } from '@/panels';
import { homePose } from '@/scene/camera/views';
import { runFrame } from '@/scene/frameLoop';
import type { Frame, SceneHost } from '@/scene/layer';
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

/** The product's own sensors layer, from the city's home view, in a scene that holds nothing else. */
async function openScene(city: City) {
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
  const { lon, lat, height, heading, pitch } = homePose;
  widget.camera.setView({
    destination: Cartesian3.fromDegrees(lon, lat, height),
    orientation: { heading: CesiumMath.toRadians(heading), pitch: CesiumMath.toRadians(pitch), roll: 0 },
  });
  const { entry } = layers.find(({ entry: { id } }) => id === 'sensors')!;
  let asked = true;
  const host: SceneHost = {
    scene: widget.scene,
    primitives: widget.scene.primitives,
    requestRender: () => {
      asked = true;
    },
    theme: () => 'night',
    onTheme: () => () => undefined,
    baseUrl: (path) => `/tiles/${path}`,
    labels: { set: () => undefined, remove: () => undefined },
    ground: {
      show: () => undefined,
      count: () => Promise.resolve(0),
      relief: Promise.resolve(flatRelief),
      heightAt: flatRelief.heightAt,
      lie: () => flatRelief,
      onRelief: () => () => undefined,
    },
    standIn: () => () => undefined,
    lay: () => ({ show: () => undefined, redraw: () => undefined, remove: () => undefined }),
    software: true,
    quality: createQuality(),
    onBase: () => () => undefined,
    fail: (reason) => {
      throw reason;
    },
  };
  const view = { ...entry.defaults, visible: true };
  const layer = await attachSensors(host, view, city);
  return (): readonly number[] => {
    let taken: Uint32Array = new Uint32Array(0);
    const follow = (frame: Frame) => {
      taken = frame.changed;
      return layer.frame?.(frame) ?? false;
    };
    runFrame(city, [follow], host.requestRender);
    if (asked) widget.render();
    asked = false;
    return timesOf(city, taken);
  };
}

const timesOf = (city: City, slots: Uint32Array): readonly number[] =>
  Array.from(slots, (slot) => city.telemetry().times[slot]!);

/** One turn a frame, as the frame loop does, and the age of each reading once its frame was handed on. */
function followFrames(turn: () => readonly number[]) {
  const ages: number[] = [];
  let updates = 0;
  let running = true;
  let pending: readonly number[] = [];
  const frame = (): void => {
    if (!running) return;
    const now = Date.now();
    for (const at of pending) ages.push(now - at);
    pending = turn();
    updates += pending.length;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
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
  const turn = draw ? await openScene(city) : () => timesOf(city, city.telemetry().drain());
  const frames = followFrames(turn);
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
