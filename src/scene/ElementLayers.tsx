import { Component, lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { LayerId } from '@/contracts/ids';
import type { City } from '@/state/city';
import type { LayerDefinition, LayerElementProps, SceneHost } from './layer';
import { isPrimitive, reasonOf, viewOf } from './layerRuntime';

type ElementLayer = Extract<LayerDefinition, { readonly elements: unknown }>;
type HostFor = (id: LayerId, fail: (reason: Error) => void) => SceneHost;

interface FenceProps {
  readonly onFail: (error: unknown) => void;
  readonly children: ReactNode;
}

/** A layer that throws while React draws it is left out; the others stay. */
class LayerFence extends Component<FenceProps, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override componentDidCatch(error: unknown) {
    this.props.onFail(error);
  }
  override render() {
    return this.state.failed ? null : this.props.children;
  }
}

/** Stands beside a layer's elements: once it is drawn, so are they. */
function Drawn({ onDrawn }: { readonly onDrawn: () => () => void }) {
  useEffect(onDrawn, [onDrawn]);
  return null;
}

interface OneProps {
  readonly layer: ElementLayer;
  readonly city: City;
  readonly hostFor: HostFor;
}

function OneElementLayer({ layer, city, hostFor }: OneProps) {
  const { id } = layer.entry;
  const view = useStore(city.scene, (state) => viewOf(layer, state.layers));
  const [failed, setFailed] = useState(false);
  const [fail] = useState(() => (error: unknown) => {
    city.scene.getState().reportLayer(id, { kind: 'failed', reason: reasonOf(error) });
    setFailed(true);
  });
  const [host] = useState(() => hostFor(id, fail));
  const [Elements] = useState(() =>
    lazy(async (): Promise<{ readonly default: React.ComponentType<LayerElementProps> }> => {
      city.scene.getState().reportLayer(id, { kind: 'loading' });
      return layer.elements();
    }),
  );
  const [onDrawn] = useState(() => () => {
    let gone = false;
    const report = (count: number | undefined) => {
      if (!gone) city.scene.getState().reportLayer(id, { kind: 'ready', count });
    };
    report(undefined);
    layer.list?.(city).then((list) => report(list.length), fail);
    host.requestRender();
    return () => {
      gone = true;
      city.scene.getState().reportLayer(id, { kind: 'off' });
    };
  });
  useEffect(() => host.requestRender(), [view, host]);
  if (failed || !view.visible) return null;
  return (
    <LayerFence onFail={fail}>
      <Suspense fallback={null}>
        <Elements view={view} host={host} city={city} />
        <Drawn onDrawn={onDrawn} />
      </Suspense>
    </LayerFence>
  );
}

interface ElementLayersProps {
  readonly layers: readonly LayerDefinition[];
  readonly city: City;
  readonly hostFor: HostFor;
}

/** The layers React draws: things a person could count. Each is fenced by itself; a retry begins it anew. */
export function ElementLayers({ layers, city, hostFor }: ElementLayersProps) {
  const retries = useStore(city.scene, (state) => state.retries);
  return layers
    .filter((layer): layer is ElementLayer => !isPrimitive(layer))
    .map((layer) => (
      <OneElementLayer
        key={`${layer.entry.id}/${retries[layer.entry.id] ?? 0}`}
        layer={layer}
        city={city}
        hostFor={hostFor}
      />
    ));
}
