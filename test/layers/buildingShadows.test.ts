import type { Cesium3DTileset } from 'cesium';
import { describe, expect, it } from 'vitest';
import { drawOnce } from '@/layers/buildings/drawnOnce';

interface Command {
  renderState: {
    readonly lineWidth?: number;
    readonly stencilMask?: number;
    readonly stencilTest?: { readonly enabled: boolean };
  };
}

describe('shadows that overlap', () => {
  it('darken a pixel once: what the tileset adds to a picture is tested against what it has drawn', () => {
    // Without a device the engine knows no widths of lines but nought.
    const own: Command = { renderState: { lineWidth: 0 } };
    const other: Command = { renderState: {} };
    const tileset = {
      update: ({ commandList }: { readonly commandList: Command[] }) => void commandList.push(own),
    };
    drawOnce(tileset as unknown as Cesium3DTileset);
    const frame = { commandList: [other] };
    tileset.update(frame);
    expect(frame.commandList).toEqual([other, own]);
    expect(own.renderState.stencilTest?.enabled).toBe(true);
    expect(own.renderState.stencilMask).toBe(1);
    expect(other.renderState).toEqual({});
    const dressed = own.renderState;
    tileset.update({ commandList: [] });
    expect(own.renderState).toBe(dressed);
  });

  it('are refused where the engine’s tileset cannot be followed', () => {
    expect(() => drawOnce({} as unknown as Cesium3DTileset)).toThrow(/update/);
  });
});
