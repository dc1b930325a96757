/**
 * Stands where the `cesium` package would: the engine without its widgets, whose Knockout needs `eval` and is refused
 * by our policy. Resium imports `Viewer` by name although we never render one. Until cesium drops Knockout (PR 13669).
 */
export * from '@cesium/engine';

export class Viewer {
  constructor() {
    throw new Error('The page draws with CesiumWidget; Viewer is not part of it.');
  }
}
