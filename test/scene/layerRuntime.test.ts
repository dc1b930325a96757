import { describe, expect, it } from 'vitest';
import { runFrame } from '@/scene/frameLoop';
import type { AttachLayer, LayerDefinition, LayerHandle } from '@/scene/layer';
import { createLayerRuntime } from '@/scene/layerRuntime';
import type { LayerId } from '@/contracts/ids';
import { water } from '@/layers/water';
import { roads } from '@/layers/roads';
import { createSceneStore } from '@/state/sceneStore';
import { smallCity } from '../layers/smallCity';
import { fakeHost } from '../support/layerHost';

interface Spy {
  readonly calls: string[];
  readonly layer: LayerDefinition;
}

function spyLayer(id: LayerId, make: (calls: string[]) => Partial<LayerHandle> = () => ({})): Spy {
  const calls: string[] = [];
  const attach: AttachLayer = () => {
    calls.push('attach');
    return Promise.resolve({
      apply: ({ visible, opacity }) => void calls.push(`apply ${visible} ${opacity}`),
      destroy: () => void calls.push('destroy'),
      ...make(calls),
    });
  };
  const face = id === 'roads' ? roads : water;
  return {
    calls,
    layer: { entry: { ...face.entry, id }, primitives: () => Promise.resolve({ attach }) },
  };
}

const now = () => ({ mode: 'live' as const, at: 0, knownAt: 0 });

/** Lets what has been promised come in. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}

async function started(...spies: readonly Spy[]) {
  const { city: small, table } = smallCity();
  const city = { ...small, scene: createSceneStore(), now };
  for (const { layer } of spies) city.scene.getState().setLayer(layer.entry.id, { visible: true });
  const fake = fakeHost();
  const failures = new Map<LayerId, (reason: Error) => void>();
  const runtime = createLayerRuntime({
    layers: spies.map(({ layer }) => layer),
    hostFor: (id, fail) => {
      failures.set(id, fail);
      return { ...fake.host, fail };
    },
    city,
    requestRender: fake.host.requestRender,
  });
  await settled();
  const status = (id: LayerId) => city.scene.getState().layerStatus[id];
  return { city, table, runtime, fake, failures, status };
}

describe('the layers of the scene', () => {
  it('are attached once, applied, and reported with what they hold', async () => {
    const spy = spyLayer('water', () => ({ count: () => 7 }));
    const { status, city } = await started(spy);
    expect(spy.calls).toEqual(['attach', 'apply true 1']);
    expect(status('water')).toEqual({ kind: 'ready', count: 7 });
    city.scene.getState().setLayer('water', { opacity: 0.5 });
    city.scene.getState().setLayer('water', { opacity: 0.5 });
    expect(spy.calls.filter((call) => call.startsWith('apply'))).toEqual(['apply true 1', 'apply true 0.5']);
  });

  it('are not attached before they are shown', async () => {
    const spy = spyLayer('water');
    const { city, status } = await started(spy);
    city.scene.getState().setLayer('water', { visible: false });
    expect(status('water')).toEqual({ kind: 'off' });
    expect(spy.calls.filter((call) => call === 'attach')).toHaveLength(1);
  });

  it('one that fails to attach is fenced with its reason; the others stand', async () => {
    const bad: Spy = spyLayer('water');
    const broken: Spy = {
      ...bad,
      layer: {
        ...bad.layer,
        primitives: () => Promise.reject(new Error('the file is not there')),
      },
    };
    const good = spyLayer('roads');
    const { status } = await started(broken, good);
    expect(status('water')).toEqual({ kind: 'failed', reason: 'the file is not there' });
    expect(status('roads')?.kind).toBe('ready');
  });

  it('one that throws in a frame is fenced, destroyed, and tried again when asked', async () => {
    let broken = true;
    const spy = spyLayer('water', () => ({
      frame: () => {
        if (broken) throw new Error('no such buffer');
        return true;
      },
    }));
    const { city, table, runtime, status } = await started(spy);
    const source = { telemetry: () => ({ ...table, drain: () => Uint32Array.of(0) }), now };
    expect(runFrame(source, runtime.frames(), () => undefined)).toBe(false);
    expect(status('water')).toEqual({ kind: 'failed', reason: 'no such buffer' });
    expect(spy.calls).toContain('destroy');
    broken = false;
    city.scene.getState().retryLayer('water');
    await settled();
    expect(status('water')?.kind).toBe('ready');
    expect(runFrame(source, runtime.frames(), () => undefined)).toBe(true);
  });

  it('may fail long after they were attached', async () => {
    const spy = spyLayer('water');
    const { failures, status } = await started(spy);
    failures.get('water')?.(new Error('the socket is gone'));
    expect(status('water')).toEqual({ kind: 'failed', reason: 'the socket is gone' });
  });

  it('light up what is selected, and nothing when nothing is', async () => {
    const lit: string[] = [];
    const spy = spyLayer('water', () => ({ highlight: (features) => void lit.push([...features].join()) }));
    const { city } = await started(spy);
    city.scene.getState().select({ layer: 'water', feature: 'east-lake' });
    city.scene.getState().select(undefined);
    expect(lit).toEqual(['', 'east-lake', '']);
  });

  it('leave nothing behind', async () => {
    const spy = spyLayer('water');
    const { runtime } = await started(spy);
    runtime.destroy();
    expect(spy.calls.at(-1)).toBe('destroy');
  });
});

describe('the frame loop', () => {
  it('draws nothing while nothing changes, and once when something does', async () => {
    const spy = spyLayer('water', () => ({ frame: ({ changed }) => changed.length > 0 }));
    const { city, table, runtime, fake } = await started(spy);
    const before = fake.pictures();
    for (let tick = 0; tick < 600; tick += 1) runFrame(city, runtime.frames(), fake.host.requestRender);
    expect(fake.pictures() - before).toBe(0);
    let due = Uint32Array.of(3);
    const source = {
      now,
      telemetry: () => ({
        ...table,
        drain: () => {
          const now = due;
          due = new Uint32Array(0);
          return now;
        },
      }),
    };
    for (let tick = 0; tick < 600; tick += 1) runFrame(source, runtime.frames(), fake.host.requestRender);
    expect(fake.pictures() - before).toBe(1);
  });
});
