/** What the machine draws with. Software rendering gets the same city with fewer samples. */
export interface Graphics {
  readonly software: boolean;
}

const softwareNames = /swiftshader|llvmpipe|software|basic render/i;

/** Looks for WebGL 2 without keeping it; `undefined` where there is none. */
export function findGraphics(): Graphics | undefined {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (gl === null) return undefined;
  const named = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = gl.getParameter(named === null ? gl.RENDERER : named.UNMASKED_RENDERER_WEBGL);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { software: typeof renderer === 'string' && softwareNames.test(renderer) };
}
