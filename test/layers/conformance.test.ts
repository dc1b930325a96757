import { Cartographic, type Cartesian3 } from 'cesium';
import { describe, expect, it } from 'vitest';
import type { Frame, LayerDefinition, LayerHandle } from '@/scene/layer';
import { layers } from '@/layers';
import { fakeHost, type FakeHost } from '../support/layerHost';
import { smallCity, type SmallCity } from './smallCity';

type DrawnByData = Extract<LayerDefinition, { readonly primitives: unknown }>;

/** The buildings read the tiles of a built base: they are tried where there is one, in the browser. */
const drawn = layers
  .map((layer): LayerDefinition => layer)
  .filter((layer): layer is DrawnByData => 'primitives' in layer && layer.entry.id !== 'buildings');

interface Attached extends SmallCity, FakeHost {
  readonly handle: LayerHandle;
}

async function attached(layer: DrawnByData): Promise<Attached> {
  const small = smallCity();
  const fake = fakeHost();
  const { attach } = await layer.primitives();
  const handle = await attach(fake.host, { visible: true, opacity: 1 }, small.city);
  return { ...small, ...fake, handle };
}

function shown(primitive: unknown): unknown {
  return typeof primitive === 'object' && primitive !== null && Reflect.get(primitive, 'show');
}

function heightOf(at: Cartesian3 | undefined): number | undefined {
  return at === undefined ? undefined : Cartographic.fromCartesian(at).height;
}

/** A layer that is built in parts is whole when it says so. */
async function handleSettled(handle: LayerHandle): Promise<void> {
  await expect.poll(() => handle.settled?.() ?? true).toBe(true);
}

function frame({ table }: SmallCity, changed: Uint32Array): Frame {
  const { values, times, states } = table;
  return { at: { mode: 'live', at: 0, knownAt: 0 }, changed, values, times, states };
}

describe.each(drawn.map((layer) => [layer.entry.id, layer] as const))('%s', (_id, layer) => {
  it('attaches to the scene and leaves it as it was', async () => {
    const { handle, primitives, labels, listeners } = await attached(layer);
    handle.destroy();
    expect(primitives.length).toBe(0);
    expect(labels.size).toBe(0);
    expect(listeners()).toBe(0);
  });

  it('applied twice is applied once', async () => {
    const { handle, primitives, labels } = await attached(layer);
    const held = () => [
      ...Array.from({ length: primitives.length }, (_, index) => shown(primitives.get(index))),
      ...[...labels].flatMap(([owner, words]) => words.map(({ id }) => `${owner}/${id}`)),
    ];
    handle.apply({ visible: false, opacity: 0.4 });
    const once = held();
    handle.apply({ visible: false, opacity: 0.4 });
    expect(held()).toEqual(once);
    expect(once.every((what) => what === false)).toBe(true);
  });

  it('draws nothing for a frame in which nothing changed', async () => {
    const all = await attached(layer);
    expect(all.handle.frame?.(frame(all, new Uint32Array(0))) ?? false).toBe(false);
  });

  it('stands on the ground, and is seated anew when a base with another relief is published', async () => {
    const { handle, city, labels, setRelief, failures } = await attached(layer);
    const things = (await layer.list?.(city)) ?? [];
    const heights = () => [
      ...things.flatMap(({ feature }) => heightOf(handle.locate?.(feature)?.center) ?? []),
      ...[...labels.values()].flat().map(({ at }) => at[2]),
    ];
    await handleSettled(handle);
    const before = heights();
    setRelief({ heightAt: () => 108.4 });
    await handleSettled(handle);
    const after = heights();
    expect(failures).toEqual([]);
    expect(after).toHaveLength(before.length);
    const risen = after.filter((height, index) => height > before[index]! + 30).length;
    // Marks of devices and alarms stand where their register says, which is made anew with the base.
    const toldByRegister = ['sensors', 'alarms', 'bridges', 'panorama', 'partitions', 'principles'].includes(
      layer.entry.id,
    );
    if (!toldByRegister) expect(risen).toBe(before.length);
    handle.destroy();
  });

  it('finds each thing on its list and nothing else', async () => {
    const { handle, city } = await attached(layer);
    const things = (await layer.list?.(city)) ?? [];
    if (layer.list !== undefined) expect(handle.count?.()).toBe(things.length);
    for (const { feature } of things) expect(handle.locate?.(feature)).toBeDefined();
    expect(handle.locate?.('no-such-thing')).toBeUndefined();
  });
});
