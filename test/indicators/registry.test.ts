import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { signDefinitions } from '@/domain/definitions';
import { indicatorIds, indicators } from '@/indicators';
import { layers } from '@/layers';

describe('the indicators', () => {
  it.each(indicatorIds)('%s is named after its file and draws a sign there is', (id) => {
    const { sign, layer } = indicators[id];
    expect(indicators[id].id).toBe(id);
    expect(existsSync(`src/indicators/${id}.ts`)).toBe(true);
    expect(signDefinitions.map((definition) => definition.id)).toContain(sign);
    expect(layers.map(({ entry }) => entry.id)).toContain(layer);
  });

  it('are the eight at a glance, none twice and each one that has a source', () => {
    const drawn: readonly string[] = indicatorIds.map((id) => indicators[id].sign);
    expect(new Set(drawn).size).toBe(8);
    const shown = signDefinitions.filter(({ id }) => drawn.includes(id));
    for (const { measures } of shown) expect(measures[0]?.property).toBeDefined();
  });

  it('never let noise look like a storm', () => {
    for (const id of indicatorIds) expect(indicators[id].span).toBeGreaterThan(0);
  });
});
