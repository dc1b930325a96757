import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Scene } from 'cesium';
import { water } from '@/layers/water';
import type { AttachLayer, LayerDefinition, SceneHost } from '@/scene/layer';
import SceneView from '@/scene/SceneView';
import { CityProvider } from '@/state/CityContext';
import { createPreferences } from '@/state/preferences';
import { createSceneStore } from '@/state/sceneStore';
import { smallCity } from '../layers/smallCity';

const patient = { timeout: 30_000, interval: 50 };

/** A layer that only lets the test see the host it was given. */
function lookingIn(): { readonly hosts: SceneHost[]; readonly layer: LayerDefinition } {
  const hosts: SceneHost[] = [];
  const attach: AttachLayer = (host) => {
    hosts.push(host);
    return Promise.resolve({ apply: () => undefined, destroy: () => undefined });
  };
  return { hosts, layer: { entry: water.entry, primitives: () => Promise.resolve({ attach }) } };
}

const failing: LayerDefinition = {
  entry: { ...water.entry, id: 'energy' },
  primitives: () => Promise.resolve({ attach: () => Promise.reject(new Error('no pipes here')) }),
};

/** Lets the engine's loop turn, whether it draws or not. */
async function turns(scene: Scene, many: number): Promise<void> {
  await new Promise<void>((resolve) => {
    let left = many;
    const undo = scene.preUpdate.addEventListener(() => {
      left -= 1;
      if (left > 0) return;
      undo();
      resolve();
    });
  });
}

/** What throws as soon as it is to be drawn. */
const breaking = (reason: string) => ({
  update: () => {
    throw new Error(reason);
  },
  destroy: () => undefined,
  isDestroyed: () => false,
});

function opened() {
  const { city: small } = smallCity();
  const pose = { lon: 114.29, lat: 30.57, height: 2400, heading: 40, pitch: -35 };
  const scene = createSceneStore({ camera: pose, selection: { layer: 'water', feature: 'east-lake' } });
  const query = { ...small.query, landmarks: () => Promise.resolve([]) };
  const city = { ...small, query, scene, preferences: createPreferences() };
  const inside = lookingIn();
  const layers = [inside.layer, failing];
  const box = document.createElement('div');
  box.style.cssText = 'position:relative;width:320px;height:200px';
  document.body.append(box);
  const root: Root = createRoot(box);
  root.render(
    <StrictMode>
      <CityProvider city={city}>
        <SceneView layers={layers} />
      </CityProvider>
    </StrictMode>,
  );
  return { root, box, scene, pose, hosts: inside.hosts, host: () => inside.hosts.at(-1)! };
}

describe('the scene in a real browser', () => {
  let page: ReturnType<typeof opened>;
  beforeEach(async () => {
    page = opened();
    await vi.waitFor(() => expect(page.scene.getState().status.kind).toBe('ready'), patient);
  });
  afterEach(() => {
    page.root.unmount();
    page.box.remove();
  });

  it('draws, and while nothing changes draws nothing more', async () => {
    const { scene } = page.host();
    expect(scene.globe.tilesLoaded).toBe(true);
    await turns(scene, 30);
    let pictures = 0;
    const undo = scene.postRender.addEventListener(() => {
      pictures += 1;
    });
    await turns(scene, 200);
    undo();
    expect(pictures).toBe(0);
  });

  it('says what the map is and which keys move it', () => {
    const map = page.box.querySelector('canvas[role=application]');
    expect(map?.getAttribute('aria-label')).toBe('武汉三维地图');
    expect(map?.getAttribute('aria-description')).toContain('方向键');
    expect(map?.getAttribute('tabindex')).toBe('0');
  });

  it('moves by the keyboard and tells where it came to rest', async () => {
    const map = page.box.querySelector<HTMLCanvasElement>('canvas[role=application]')!;
    map.focus();
    map.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true, cancelable: true }));
    await vi.waitFor(() => expect(page.scene.getState().camera.lat).toBeGreaterThan(page.pose.lat), patient);
  });

  it('fences a layer that fails and draws the others', () => {
    expect(page.scene.getState().layerStatus['energy']).toEqual({ kind: 'failed', reason: 'no pipes here' });
    expect(page.scene.getState().layerStatus['water']?.kind).toBe('ready');
  });

  it('comes back from a lost context with its view, layers and selection', async () => {
    const before = page.host().scene;
    const states: string[] = [];
    page.scene.subscribe(({ status }) => states.push(status.kind));
    before.canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!.loseContext();
    await vi.waitFor(() => {
      expect(states).toContain('lost');
      expect(page.scene.getState().status.kind).toBe('ready');
    }, patient);
    const { scene } = page.host();
    expect(scene).not.toBe(before);
    expect(scene.camera.positionCartographic.height).toBeCloseTo(page.pose.height, 0);
    expect(page.scene.getState().layerStatus['water']?.kind).toBe('ready');
    expect(page.scene.getState().selection).toEqual({ layer: 'water', feature: 'east-lake' });
    expect(page.box.querySelectorAll('canvas[role=application]')).toHaveLength(1);
  });

  it('draws on without its map once three contexts were lost, and takes it up again when asked', async () => {
    for (let loss = 1; loss <= 3; loss += 1) {
      const { scene } = page.host();
      scene.canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!.loseContext();
      await vi.waitFor(() => {
        if (loss < 3) expect(page.host().scene).not.toBe(scene);
        expect(page.scene.getState().status.kind).toBe(loss < 3 ? 'ready' : 'failed');
      }, patient);
    }
    const notice = page.box.querySelector('[role=alert]');
    expect(notice?.textContent).toContain('三次');
    notice?.querySelector('button')?.click();
    await vi.waitFor(() => expect(page.scene.getState().status.kind).toBe('ready'), patient);
  });

  it('leaves out the layer that breaks the drawing, and draws the others on', async () => {
    const host = page.host();
    host.primitives.add(breaking('radius is not a number'));
    host.requestRender();
    await vi.waitFor(() => expect(page.scene.getState().layerStatus['water']?.kind).toBe('failed'), patient);
    expect(page.scene.getState().layerStatus['water']).toMatchObject({ reason: 'radius is not a number' });
    expect(page.scene.getState().status.kind).toBe('ready');
    expect(page.host()).toBe(host);
    let pictures = 0;
    const undo = host.scene.postRender.addEventListener(() => {
      pictures += 1;
    });
    host.requestRender();
    await vi.waitFor(() => expect(pictures).toBeGreaterThan(0), patient);
    undo();
  });

  it('heals once from an error outside every layer, and after a second says why and offers another try', async () => {
    const broken = breaking('a broken buffer');
    const first = page.host();
    first.scene.primitives.add(broken);
    first.requestRender();
    await vi.waitFor(() => {
      expect(page.host()).not.toBe(first);
      expect(page.scene.getState().status.kind).toBe('ready');
    }, patient);
    const second = page.host();
    second.scene.primitives.add(broken);
    second.requestRender();
    await vi.waitFor(() => expect(page.scene.getState().status.kind).toBe('failed'), patient);
    const notice = page.box.querySelector('[role=alert]');
    expect(notice?.textContent).toContain('a broken buffer');
    notice?.querySelector('button')?.click();
    await vi.waitFor(() => expect(page.scene.getState().status.kind).toBe('ready'), patient);
  });
});
