import { RenderState, StencilFunction, StencilOperation, type Cesium3DTileset } from 'cesium';

// What the engine draws with is not part of its typed face.
declare module 'cesium' {
  export const RenderState: { readonly fromCache: (state: object) => object };
}

interface Command {
  renderState: object;
}

/** The lowest of the bits the engine clears before each part of a picture and uses for its own only before this pass. */
const bit = 1;
const once = {
  enabled: true,
  reference: bit,
  mask: bit,
  frontFunction: StencilFunction.NOT_EQUAL,
  backFunction: StencilFunction.NOT_EQUAL,
  frontOperation: {
    fail: StencilOperation.KEEP,
    zFail: StencilOperation.KEEP,
    zPass: StencilOperation.REPLACE,
  },
  backOperation: {
    fail: StencilOperation.KEEP,
    zFail: StencilOperation.KEEP,
    zPass: StencilOperation.REPLACE,
  },
} as const;

/**
 * Lets a translucent tileset touch each pixel once, however many of its faces lie over one another there; what lies
 * below is then not even shaded. Throws where the engine's tileset cannot be followed.
 */
export function drawOnce(tileset: Cesium3DTileset): void {
  const update: unknown = Reflect.get(tileset, 'update');
  if (typeof update !== 'function') throw new Error('The engine’s tileset has no update');
  const dressed = new WeakSet<object>();
  Reflect.set(tileset, 'update', (frame: { readonly commandList: readonly Command[] }) => {
    const before = frame.commandList.length;
    Reflect.apply(update, tileset, [frame]);
    for (let i = before; i < frame.commandList.length; i += 1) {
      const command = frame.commandList[i]!;
      if (dressed.has(command.renderState)) continue;
      command.renderState = RenderState.fromCache({
        ...command.renderState,
        stencilTest: once,
        stencilMask: bit,
      });
      dressed.add(command.renderState);
    }
  });
}
