import { PrimitiveCollection } from 'cesium';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MapLabel } from '@/scene/layer';
import { createLabelOverlay, type LabelOverlay } from '@/scene/labels/labelLayer';
import { fakeScene } from '../support/layerHost';

const container = document.createElement('div');
let overlay: LabelOverlay;

beforeEach(() => {
  // The test page has no fonts to wait for.
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
  document.body.append(container);
  overlay = createLabelOverlay(fakeScene(new PrimitiveCollection()), container, 'zh');
});
afterEach(() => {
  overlay.destroy();
  container.replaceChildren();
});

const reading = (id: string, words: string, more: Partial<MapLabel> = {}): MapLabel => ({
  id,
  text: { zh: words, en: words },
  at: [114.292, 30.579, 20],
  kind: 'reading',
  priority: 4,
  ...more,
});
const standing = () => [...container.querySelectorAll<HTMLElement>('[data-kind]')];

it('a label that says something new keeps its place on the page, so that it does not fade out and in', () => {
  overlay.set('sensors', [reading('a', '12 °C'), reading('b', '30 km/h')]);
  const [a, b] = standing();
  overlay.set('sensors', [reading('a', '13 °C', { detail: { zh: '气温', en: 'Air' } })]);
  expect(standing()).toEqual([a]);
  expect(a).toHaveTextContent('13 °C气温');
  expect(b!.isConnected).toBe(false);
});

it('a label shows what it says by colour, and stops when it no longer does', () => {
  overlay.set('sensors', [reading('a', '12 °C', { signal: 'stale' })]);
  expect(standing()[0]!.dataset['signal']).toBe('stale');
  overlay.set('sensors', [reading('a', '12 °C')]);
  expect(standing()[0]!.dataset['signal']).toBeUndefined();
});

it('labels speak the language chosen, their small words too', () => {
  overlay.set('sensors', [
    { ...reading('a', ''), text: { zh: '过期', en: 'Stale' }, detail: { zh: '气温', en: 'Air' } },
  ]);
  overlay.setLanguage('en');
  expect(standing()[0]).toHaveTextContent('StaleAir');
});

it('leaves nothing behind', () => {
  overlay.set('sensors', [reading('a', '1')]);
  overlay.remove('sensors');
  expect(standing()).toEqual([]);
});
