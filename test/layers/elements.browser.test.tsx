import { render, waitFor } from '@testing-library/react';
import { EntityCollection } from 'cesium';
import { Provider } from 'resium';
import { StrictMode } from 'react';
import { describe, expect, it } from 'vitest';
import { featureOf } from '@/scene/featureId';
import type { LayerDefinition } from '@/scene/layer';
import { layers } from '@/layers';
import { fakeHost } from '../support/layerHost';
import { smallCity } from './smallCity';

type DrawnByReact = Extract<LayerDefinition, { readonly elements: unknown }>;
const drawn = layers
  .map((layer): LayerDefinition => layer)
  .filter((layer): layer is DrawnByReact => 'elements' in layer);

const seen = { visible: true, opacity: 1 };

/** What can be drawn of the small city: the compute centre without a place stands nowhere. */
const placed = async ({ list }: DrawnByReact) =>
  ((await list?.(smallCity().city)) ?? []).filter(({ at }) => at !== undefined);

describe.each(drawn.map((layer): [string, DrawnByReact] => [layer.entry.id, layer]))('%s', (id, layer) => {
  it('draws each placed thing on its list, pickable by its name, and leaves nothing behind', async () => {
    const { default: Elements } = await layer.elements();
    const { city } = smallCity();
    const fake = fakeHost();
    const entities = new EntityCollection();
    const tree = (view: typeof seen) => (
      <StrictMode>
        <Provider value={{ entityCollection: entities }}>
          <Elements view={view} host={fake.host} city={city} />
        </Provider>
      </StrictMode>
    );
    const { rerender, unmount } = render(tree(seen));
    const things = (await placed(layer)).map(({ feature }) => feature).sort();
    const features = () => new Set(entities.values.map((entity) => featureOf(entity.id)?.feature));
    await waitFor(() => expect([...features()].sort()).toEqual(things));
    expect(entities.values.every((entity) => featureOf(entity.id)?.layer === id)).toBe(true);
    expect(fake.failures).toEqual([]);
    expect(fake.labels.has(id)).toBe(true);
    expect(fake.pictures()).toBeGreaterThan(0);

    rerender(tree({ visible: false, opacity: 1 }));
    await waitFor(() => expect(entities.values).toHaveLength(0));
    expect(fake.labels.has(id)).toBe(false);
    unmount();
    expect(fake.listeners()).toBe(0);
  });
});
