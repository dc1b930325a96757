import { Color, Material, Math as CesiumMath, PerspectiveFrustum, type Scene } from 'cesium';
import type { Theme } from '@/contracts/ids';
import { looks } from './look';

/** Metres at which most of a thing is lost in haze, for a camera at a height: the higher, the clearer. */
export function hazeReach(cameraHeight: number): number {
  return 22_000 + 7 * Math.max(0, cameraHeight);
}

/**
 * How far down the window the horizon stands, in its height: 0 the upper edge, 1 the lower. Angles in radians, pitch
 * below level is negative. Outside 0…1 the horizon is not seen.
 */
export function horizonLine(cameraHeight: number, pitch: number, fovy: number, radius = 6_371_000): number {
  const dip = Math.acos(radius / (radius + Math.max(0, cameraHeight)));
  return 0.5 + Math.tan(pitch + dip) / (2 * Math.tan(fovy / 2));
}

/** What is drawn on the ground's pictures, below the air. */
export interface GroundSurface {
  /** Defines `vec4 surfaceOf(czm_materialInput)`: a colour multiplied by its share, and the share. */
  readonly source: string;
  readonly uniforms: Readonly<Record<string, unknown>>;
}

const bare = `
vec4 surfaceOf(czm_materialInput materialInput) {
  return vec4(0.0);
}`;

const source = (surface: string) => `${surface}
czm_material czm_getMaterial(czm_materialInput materialInput) {
  czm_material material = czm_getDefaultMaterial(materialInput);
  float far = length(materialInput.positionToEyeEC) / reach;
  float air = 1.0 - exp(-far * far);
  vec4 below = surfaceOf(materialInput) * (1.0 - air);
  material.alpha = air + below.a;
  material.diffuse = (colour.rgb * air + below.rgb) / max(material.alpha, 1e-5);
  return material;
}`;

/**
 * Air: the ground fades into the colour the sky begins with, at a distance that suits the camera's height. The engine's
 * own fog takes its colour from scattered sunlight, which no theme can set.
 */
export interface Haze {
  readonly reach: () => number;
  readonly colour: () => Color;
  /** Lays a surface on the ground, or takes it off; the undo of an earlier one is part of the next. */
  readonly cover: (surface: GroundSurface | undefined) => void;
  /** New values of the surface's uniforms, for the next picture. */
  readonly set: (values: GroundSurface['uniforms']) => void;
  readonly destroy: () => void;
}

export function createHaze(
  scene: Scene,
  sky: HTMLElement,
  theme: () => Theme,
  onTheme: (listener: () => void) => () => void,
): Haze {
  const colour = new Color();
  const { globe } = scene;
  const made = (surface: GroundSurface | undefined) =>
    new Material({
      fabric: {
        uniforms: { colour: new Color(), reach: 1, ...surface?.uniforms },
        source: source(surface?.source ?? bare),
      },
      translucent: false,
      strict: false,
    });
  let material = made(undefined);
  globe.material = material;
  let reach = hazeReach(scene.camera.positionCartographic.height);

  const dress = () => {
    const look = looks[theme()];
    Color.fromCssColorString(look.haze, colour);
    Object.assign(material.uniforms, { colour });
    globe.baseColor = Color.fromCssColorString(look.beyond);
    sky.style.setProperty('--sky-low', look.sky[0]);
    sky.style.setProperty('--sky-middle', look.sky[1]);
    sky.style.setProperty('--sky-high', look.sky[2]);
    sky.style.setProperty('--sky-haze', look.haze);
  };
  dress();
  const undoTheme = onTheme(dress);

  let shownLine = NaN;
  const undoFrame = scene.preRender.addEventListener(() => {
    const { camera } = scene;
    const height = camera.positionCartographic.height;
    reach = hazeReach(height);
    Object.assign(material.uniforms, { reach });
    const { frustum } = camera;
    const fovy =
      (frustum instanceof PerspectiveFrustum ? frustum.fovy : undefined) ?? CesiumMath.toRadians(45);
    const line = Math.max(-1, Math.min(2, horizonLine(height, camera.pitch, fovy)));
    if (Math.abs(line - shownLine) < 0.0005) return;
    shownLine = line;
    sky.style.setProperty('--horizon', `${(line * 100).toFixed(2)}%`);
  });

  return {
    reach: () => reach,
    colour: () => colour,
    cover: (surface) => {
      const before = material;
      material = made(surface);
      globe.material = material;
      dress();
      before.destroy();
    },
    set: (values) => {
      Object.assign(material.uniforms, values);
    },
    destroy: () => {
      undoTheme();
      undoFrame();
    },
  };
}
