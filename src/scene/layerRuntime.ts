import type { BoundingSphere } from 'cesium';
import type { FeatureRef, LayerId } from '@/contracts/ids';
import type { City } from '@/state/city';
import type { LayerView, SceneState } from '@/state/sceneStore';
import type { AttachLayer, Frame, LayerDefinition, LayerHandle, SceneHost } from './layer';

/** Holds the layers that data draws: attaches when first shown, applies what is asked, fences what fails. */
export interface LayerRuntime {
  /** Takes up layers that have come and lets go of those that are gone; a layer that stays goes on as it was. */
  readonly setLayers: (layers: readonly LayerDefinition[]) => void;
  readonly frames: () => Iterable<(frame: Frame) => boolean>;
  /** In the order they are asked: the registry's last layer is drawn on top. */
  readonly pick: (ask: (handle: LayerHandle) => string | undefined) => FeatureRef | undefined;
  readonly locate: (ref: FeatureRef) => BoundingSphere | undefined;
  /** Does a click on the feature also fly to it? */
  readonly leadsIn: (ref: FeatureRef) => boolean;
  /** 0…1 of the visible layers' work for the present view is done. */
  readonly progress: () => number;
  readonly destroy: () => void;
}

type PrimitiveLayer = LayerDefinition & {
  readonly primitives: () => Promise<{ readonly attach: AttachLayer }>;
};
export function isPrimitive(layer: LayerDefinition): layer is PrimitiveLayer {
  return 'primitives' in layer;
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The view a person has asked of a layer, or the one its catalogue entry begins with. */
export function viewOf(
  layer: LayerDefinition,
  views: Readonly<Partial<Record<LayerId, LayerView>>>,
): LayerView {
  return views[layer.entry.id] ?? layer.entry.defaults;
}

/** Below the ground the houses above are only hinted at. */
const housesUnderground = 0.1;

function seenView(layer: LayerDefinition, { layers, underground }: SceneState): LayerView {
  const view = viewOf(layer, layers);
  return underground.on && layer.entry.id === 'buildings'
    ? { ...view, opacity: view.opacity * housesUnderground }
    : view;
}

function sameView(one: LayerView, other: LayerView): boolean {
  return one.visible === other.visible && one.opacity === other.opacity && one.options === other.options;
}

interface Held {
  readonly layer: PrimitiveLayer;
  handle: LayerHandle | undefined;
  /** Counts attachments, so that one that was given up cannot come back. */
  turn: number;
  state: 'idle' | 'attaching' | 'ready' | 'failed';
  applied: LayerView | undefined;
}

export interface LayerRuntimeOptions {
  readonly layers: readonly LayerDefinition[];
  /** A host for one layer; `fail` fences that layer. */
  readonly hostFor: (id: LayerId, fail: (reason: Error) => void) => SceneHost;
  readonly city: City;
  readonly requestRender: () => void;
  /** Called when a layer has become ready: what waited for it may go on. */
  readonly onReady?: (id: LayerId) => void;
}

export function createLayerRuntime(options: LayerRuntimeOptions): LayerRuntime {
  const { city, requestRender } = options;
  const store = city.scene;
  const fresh = (layer: PrimitiveLayer): Held => ({
    layer,
    handle: undefined,
    turn: 0,
    state: 'idle',
    applied: undefined,
  });
  const held = new Map<LayerId, Held>(
    options.layers.filter(isPrimitive).map((layer) => [layer.entry.id, fresh(layer)]),
  );
  let destroyed = false;

  const release = (one: Held) => {
    const { handle } = one;
    one.handle = undefined;
    one.applied = undefined;
    one.turn += 1;
    try {
      handle?.destroy();
    } catch {
      // Already fenced: its reason has been reported, and nothing of it is used again.
    }
  };
  const fence = (id: LayerId, one: Held, error: unknown) => {
    if (destroyed || one.state === 'failed') return;
    one.state = 'failed';
    release(one);
    store.getState().reportLayer(id, { kind: 'failed', reason: reasonOf(error) });
    requestRender();
  };
  const guarded = <T>(id: LayerId, one: Held, otherwise: T, act: (handle: LayerHandle) => T): T => {
    if (one.handle === undefined) return otherwise;
    try {
      return act(one.handle);
    } catch (error) {
      fence(id, one, error);
      return otherwise;
    }
  };
  const reportReady = (id: LayerId, one: Held) => {
    const told = guarded(id, one, undefined, (handle) => ({
      count: handle.count?.(),
      ...(handle.total === undefined ? {} : { total: handle.total() }),
      ...(handle.legend === undefined ? {} : { legend: handle.legend() }),
      ...(handle.missing === undefined ? {} : { missing: handle.missing(), why: handle.why?.() }),
    }));
    if (one.state === 'ready') store.getState().reportLayer(id, { kind: 'ready', count: undefined, ...told });
  };
  const apply = (id: LayerId, one: Held, view: LayerView) => {
    const before = one.applied;
    if (before !== undefined && sameView(before, view)) return;
    one.applied = view;
    guarded(id, one, undefined, (handle) => handle.apply(view));
    requestRender();
  };
  const highlight = (id: LayerId, one: Held) => {
    const { selection } = store.getState();
    const features = new Set(selection?.layer === id ? [selection.feature] : []);
    guarded(id, one, undefined, (handle) => handle.highlight?.(features));
  };

  const attach = async (id: LayerId, one: Held): Promise<void> => {
    one.state = 'attaching';
    one.turn += 1;
    const { turn } = one;
    store.getState().reportLayer(id, { kind: 'loading' });
    const host: SceneHost = {
      ...options.hostFor(id, (reason) => {
        if (one.turn === turn) fence(id, one, reason);
      }),
      retell: () => {
        if (one.turn === turn && one.applied?.visible === true) reportReady(id, one);
      },
    };
    try {
      const { attach: attachLayer } = await one.layer.primitives();
      if (destroyed || one.turn !== turn) return;
      const handle = await attachLayer(host, seenView(one.layer, store.getState()), city);
      if (destroyed || one.turn !== turn) {
        handle.destroy();
        return;
      }
      one.handle = handle;
      one.state = 'ready';
      const view = seenView(one.layer, store.getState());
      apply(id, one, view);
      highlight(id, one);
      if (view.visible) reportReady(id, one);
      else store.getState().reportLayer(id, { kind: 'off' });
      options.onReady?.(id);
      requestRender();
    } catch (error) {
      if (one.turn === turn) fence(id, one, error);
    }
  };

  const settle = (state: SceneState) => {
    for (const [id, one] of held) {
      const view = seenView(one.layer, state);
      if (one.state === 'idle' && view.visible) void attach(id, one);
      else if (one.state === 'ready') {
        const was = one.applied?.visible;
        apply(id, one, view);
        if (was === view.visible) continue;
        if (view.visible) reportReady(id, one);
        else store.getState().reportLayer(id, { kind: 'off' });
      }
    }
  };
  settle(store.getState());

  const undoStore = store.subscribe((state, before) => {
    if (state.layers !== before.layers || state.underground !== before.underground) settle(state);
    if (state.selection !== before.selection) {
      for (const [id, one] of held) highlight(id, one);
      requestRender();
    }
    if (state.retries !== before.retries) {
      for (const [id, one] of held) {
        if (state.retries[id] === before.retries[id]) continue;
        if (one.state === 'failed') void attach(id, one);
        else guarded(id, one, undefined, (handle) => handle.again?.());
      }
    }
  });

  return {
    setLayers: (layers) => {
      const next = new Map(layers.filter(isPrimitive).map((layer) => [layer.entry.id, layer]));
      for (const [id, one] of [...held]) {
        if (next.get(id) === one.layer) continue;
        held.delete(id);
        release(one);
      }
      for (const [id, layer] of next) if (!held.has(id)) held.set(id, fresh(layer));
      settle(store.getState());
      requestRender();
    },
    frames: function* () {
      for (const [id, one] of held) {
        if (one.handle?.frame === undefined || one.applied?.visible !== true) continue;
        yield (frame) => guarded(id, one, false, (handle) => handle.frame?.(frame) ?? false);
      }
    },
    pick: (ask) => {
      for (const [id, one] of [...held].reverse()) {
        if (one.applied?.visible !== true) continue;
        const feature = guarded(id, one, undefined, ask);
        if (feature !== undefined) return { layer: id, feature };
      }
      return undefined;
    },
    locate: (ref) => {
      const one = held.get(ref.layer);
      return one === undefined
        ? undefined
        : guarded(ref.layer, one, undefined, (handle) => handle.locate?.(ref.feature));
    },
    leadsIn: ({ layer, feature }) => {
      const one = held.get(layer);
      return one !== undefined && guarded(layer, one, false, (handle) => handle.leadsIn?.(feature) ?? false);
    },
    progress: () => {
      let [asked, done] = [0, 0];
      for (const [id, one] of held) {
        if (!viewOf(one.layer, store.getState().layers).visible) continue;
        asked += 1;
        if (one.state === 'failed') done += 1;
        else if (one.state === 'ready')
          done += guarded(id, one, true, (handle) => handle.settled?.() ?? true) ? 1 : 0.5;
      }
      return asked === 0 ? 1 : done / asked;
    },
    destroy: () => {
      destroyed = true;
      undoStore();
      for (const one of held.values()) release(one);
    },
  };
}
