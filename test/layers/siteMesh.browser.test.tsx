import { Cartesian3, Matrix4, SceneTransforms, type Cartesian2 } from 'cesium';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { LonLat } from '@/contracts/geo';
import { siteEntry, type SiteEntry } from '@/contracts/siteScene';
import { siteLayer } from '@/layers/site';
import { water } from '@/layers/water';
import type { AttachLayer, LayerDefinition, SceneHost } from '@/scene/layer';
import SceneView from '@/scene/SceneView';
import { CityProvider } from '@/state/CityContext';
import { createPreferences } from '@/state/preferences';
import { createSceneStore } from '@/state/sceneStore';
import { footprintOf, frameAt, meshOf, tilesetOf, type Block } from '../support/meshCity';
import { smallCity } from './smallCity';

const patient = { timeout: 30_000, interval: 50 };
const place: LonLat = [114.29, 30.57];
const ground = 40;
/** The tower stands behind the hall, so that from the south the one is seen past the other's roof. */
const hall: Block = { east: 0, north: -40, half: 25, height: 30 };
const tower: Block = { east: 0, north: 45, half: 20, height: 70 };
const school: Block = { east: 80, north: 0, half: 20, height: 25 };
const footprints = [
  footprintOf(place, ground, hall, { id: 'hall', use: 'commercial' }),
  footprintOf(place, ground, tower, { id: 'tower', use: 'residential' }),
  footprintOf(place, ground, school, { id: 'school', use: 'education' }),
];
/** Outlines that enclose nothing, as registers hold some. */
const [corner, next] = [footprints[0]!.ring[0]!, footprints[0]!.ring[1]!];
const broken = [[], [corner], [corner, next], [corner, corner, corner, corner], [corner, next, corner]].map(
  (ring, index) => ({ ...footprints[0]!, id: `broken-${index}`, ring }),
);

function entryAt(address: string): SiteEntry {
  const entry = siteEntry.parse({
    ...{ kind: '3dtiles', id: 'mesh', title: { zh: '实景', en: 'Real scene' }, group: 'base', clause: '—' },
    provenance: {
      ...{ grade: 'measured', source: { zh: '测试', en: 'Test' }, licence: 'CC0-1.0' },
      ...{ date: '2026', datum: 'WGS 84' },
    },
    ...{ url: 'https://mesh.example/tileset.json', footprints: true, visible: true },
  });
  return { ...entry, url: address } as SiteEntry;
}

/** A layer that only lets the test see the host it was given. */
function lookingIn(): { readonly hosts: SceneHost[]; readonly layer: LayerDefinition } {
  const hosts: SceneHost[] = [];
  const attach: AttachLayer = (host) => {
    hosts.push(host);
    return Promise.resolve({ apply: () => undefined, destroy: () => undefined });
  };
  return { hosts, layer: { entry: water.entry, primitives: () => Promise.resolve({ attach }) } };
}

function opened() {
  const { city: small } = smallCity();
  const pose = { lon: place[0], lat: place[1] - 0.0026, height: 240, heading: 0, pitch: -36 };
  const scene = createSceneStore({ camera: pose });
  const query = {
    ...small.query,
    landmarks: () => Promise.resolve([]),
    footprints: () => Promise.resolve([...broken, ...footprints]),
  };
  const select = scene.getState().select;
  const city = { ...small, query, scene, select, preferences: createPreferences() };
  const frame = frameAt(place, ground);
  const whole = URL.createObjectURL(meshOf([hall, tower, school], 130));
  const gone = URL.createObjectURL(new Blob([]));
  URL.revokeObjectURL(gone);
  const tileset = URL.createObjectURL(tilesetOf(frame, [whole, gone], 140));
  const inside = lookingIn();
  const box = document.createElement('div');
  box.style.cssText = 'position:relative;width:400px;height:260px';
  // No base is served here, and what the page says of that would lie over a map as small as this.
  const quiet = document.createElement('style');
  quiet.textContent = '[data-over-map] { display: none }';
  document.head.append(quiet);
  document.body.append(box);
  const root: Root = createRoot(box);
  root.render(
    <CityProvider city={city}>
      <SceneView layers={[inside.layer, siteLayer(entryAt(tileset))]} />
    </CityProvider>,
  );
  const host = () => inside.hosts.at(-1)!;
  /** Where on the window a point of the mesh is, metres from its middle. */
  const windowAt = (east: number, north: number, up: number): Cartesian2 => {
    const at = Matrix4.multiplyByPoint(frame, new Cartesian3(east, north, up), new Cartesian3());
    return SceneTransforms.worldToWindowCoordinates(host().scene, at)!;
  };
  /** The colour of the next picture at each of the points. */
  const colours = (points: readonly Cartesian2[]): Promise<readonly (readonly number[])[]> =>
    new Promise((resolve) => {
      const { scene: engine, requestRender } = host();
      const undo = engine.postRender.addEventListener(() => {
        undo();
        const { canvas } = engine;
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!;
        copy.drawImage(canvas, 0, 0);
        const ratio = canvas.width / canvas.clientWidth;
        resolve(
          points.map(({ x, y }) => [...copy.getImageData(x * ratio, y * ratio, 1, 1).data].slice(0, 3)),
        );
      });
      requestRender();
    });
  const close = () => {
    root.unmount();
    box.remove();
    quiet.remove();
    for (const address of [whole, tileset]) URL.revokeObjectURL(address);
  };
  return { box, scene, host, windowAt, colours, close };
}

const apart = (one: readonly number[], other: readonly number[]) =>
  Math.max(...one.map((value, index) => Math.abs(value - other[index]!)));

describe('a mesh without houses of its own', () => {
  let page: ReturnType<typeof opened>;
  let roofs: Record<'hall' | 'tower' | 'school' | 'yard', Cartesian2>;
  let bare: readonly (readonly number[])[];
  const roofPoints = () => [roofs.hall, roofs.tower, roofs.school, roofs.yard];
  const clicked = async ({ x, y }: Cartesian2) => {
    const map = page.box.querySelector<HTMLCanvasElement>('canvas[role=application]')!;
    await userEvent.click(map, { position: { x, y } });
    return page.scene.getState().selection;
  };
  beforeEach(async () => {
    page = opened();
    await vi.waitFor(() => expect(page.scene.getState().status.kind).toBe('ready'), patient);
    await vi.waitFor(
      () =>
        expect(page.scene.getState().layerStatus['site-mesh']).toMatchObject({ kind: 'ready', missing: 1 }),
      patient,
    );
    roofs = {
      hall: page.windowAt(0, -40, 30),
      tower: page.windowAt(0, 45, 70),
      school: page.windowAt(80, 0, 25),
      yard: page.windowAt(-80, 0, 0),
    };
    // A mesh without pictures is all of one colour from above, and no ground of ours is as bright.
    await vi.waitFor(async () => {
      page.host().requestRender();
      const [one, other] = (bare = await page.colours(roofPoints()));
      expect(apart(one!, other!)).toBeLessThan(12);
      expect(Math.min(...one!)).toBeGreaterThan(90);
    }, patient);
  });
  afterEach(() => page.close());

  it('is drawn, what is there of it, says that a tile is missing, and can be put away', async () => {
    expect(page.scene.getState().layerStatus['site-mesh']).toMatchObject({ kind: 'ready', missing: 1 });
    page.scene.getState().setLayer('site-mesh', { visible: false });
    await vi.waitFor(async () => {
      const now = await page.colours(roofPoints());
      now.forEach((colour, index) => expect(apart(colour, bare[index]!)).toBeGreaterThan(40));
    }, patient);
    expect(await clicked(roofs.hall)).toBeUndefined();
  });

  it('is met house by house, at the roof and at the wall, and the yard is no house but the mesh', async () => {
    await vi.waitFor(
      async () => expect(await clicked(roofs.hall)).toEqual({ layer: 'buildings', feature: 'hall' }),
      patient,
    );
    expect(await clicked(roofs.tower)).toEqual({ layer: 'buildings', feature: 'tower' });
    expect(await clicked(roofs.school)).toEqual({ layer: 'buildings', feature: 'school' });
    const itself = { layer: 'site-mesh', feature: 'all' };
    // The tower's own wall, low enough to be seen through what of the hall's volume reaches above its roof.
    expect(await clicked(page.windowAt(0, 25, 10))).toEqual({ layer: 'buildings', feature: 'tower' });
    expect(await clicked(roofs.yard)).toEqual(itself);
    // The yard behind the school, seen through the air above its roof.
    expect(await clicked(page.windowAt(80, 70, 0))).toEqual(itself);
  });

  it('shows the chosen house in its own colour, and no other', async () => {
    page.scene.getState().select({ layer: 'buildings', feature: 'school' });
    await vi.waitFor(async () => {
      const now = await page.colours(roofPoints());
      expect(apart(now[2]!, bare[2]!)).toBeGreaterThan(40);
      for (const other of [0, 1, 3]) expect(apart(now[other]!, bare[other]!)).toBeLessThan(12);
    }, patient);
  });

  it('is coloured by use where one asks for it', async () => {
    page.scene.getState().setLayer('site-mesh', { visible: true, options: { colour: 'use' } });
    await vi.waitFor(async () => {
      const [one, two, three, yard] = await page.colours(roofPoints());
      for (const [a, b] of [
        [one, two],
        [two, three],
        [one, three],
      ] as const)
        expect(apart(a!, b!)).toBeGreaterThan(20);
      expect(apart(yard!, bare[3]!)).toBeLessThan(12);
    }, patient);
  });
});
