import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tools } from '@/tools';

describe('the tools', () => {
  it.each(Object.entries(tools))('%s is named after its file', (id, tool) => {
    expect(tool.id).toBe(id);
    expect(existsSync(`src/tools/${id}.ts`)).toBe(true);
    expect(tool.title.zh).not.toBe('');
    expect(tool.title.en).not.toBe('');
  });

  it('are taken up by keys of their own', () => {
    const keys = Object.values(tools).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
