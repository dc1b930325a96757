import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workspaceIds } from '@/contracts/ids';
import { indicators } from '@/indicators';
import { layers } from '@/layers';
import { panels } from '@/panels';
import { namedViews } from '@/scene/camera/views';
import { tools } from '@/tools';
import { workspaces } from '@/workspaces';
import type { WorkspaceDefinition } from '@/workspaces/workspace';

const all: readonly WorkspaceDefinition[] = Object.values(workspaces);

describe('the workspaces', () => {
  it('are those the address bar knows', () => {
    expect(Object.keys(workspaces)).toEqual([...workspaceIds]);
  });

  it.each(all)('$id is named after its file and made of parts there are', (workspace) => {
    expect(existsSync(`src/workspaces/${workspace.id}.ts`)).toBe(true);
    const drawn: readonly string[] = layers.map(({ entry }) => entry.id);
    expect(drawn).toEqual(expect.arrayContaining([...workspace.layers]));
    expect(Object.keys(panels)).toEqual(expect.arrayContaining([...workspace.panels]));
    expect(Object.keys(tools)).toEqual(expect.arrayContaining([...workspace.tools]));
    expect(Object.keys(indicators)).toEqual(expect.arrayContaining([...workspace.indicators]));
    expect(['home', ...namedViews.map(({ id }) => id)]).toContain(workspace.camera);
  });

  it('are opened by keys of their own', () => {
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  });

  it('do not compile with a part that does not exist', () => {
    const wrong = {
      id: 'operate',
      title: { zh: '错', en: 'wrong' },
      key: '9',
      // @ts-expect-error no such layer is drawn
      layers: ['moon'],
      // @ts-expect-error no such panel
      panels: ['lunch'],
      // @ts-expect-error no such tool
      tools: ['guess'],
      // @ts-expect-error no such indicator
      indicators: ['mood'],
      camera: 'home',
    } satisfies WorkspaceDefinition;
    expect(wrong.id).toBe('operate');
  });
});
