import { describe, expect, it } from 'vitest';
import { pickedFeature } from '@/scene/pickedFeature';

describe('what the pointer meets', () => {
  it.each([
    ['a primitive with our id', { id: 'bridges:first#deck' }, { layer: 'bridges', feature: 'first' }],
    [
      'a primitive with a pair',
      { id: { layer: 'metro', feature: 'line-2' } },
      { layer: 'metro', feature: 'line-2' },
    ],
    ['an entity so named', { id: { id: 'compute:centre-1' } }, { layer: 'compute', feature: 'centre-1' }],
    [
      'a primitive that carries the id itself',
      { primitive: { id: 'sensors:12' } },
      { layer: 'sensors', feature: '12' },
    ],
  ])('is read from %s', (_, picked, meant) => {
    expect(pickedFeature(picked)).toEqual(meant);
  });

  it.each([
    [undefined],
    [null],
    [{}],
    [{ id: 'nowhere:1' }],
    [{ id: { layer: 'nowhere', feature: 'x' } }],
    [{ id: 7 }],
  ])('is nothing of ours in %j', (picked) => {
    expect(pickedFeature(picked)).toBeUndefined();
  });
});
