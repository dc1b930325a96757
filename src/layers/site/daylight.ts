import { Cartesian3, CustomShader, LightingModel, Matrix4, Transforms, UniformType } from 'cesium';
import type { Theme } from '@/contracts/ids';

/** Where light is reckoned from: the middle of the city. */
const middle = [114.3, 30.58] as const;

/** By night a mesh is seen, and dazzles nobody; of the light of day, linear. */
const nightShare = 0.35;
const shareOf = (theme: Theme) => (theme === 'day' ? 1 : nightShare);

export interface Daylight {
  readonly shader: CustomShader;
  readonly follow: (theme: Theme) => void;
}

/**
 * A mesh in the same light whatever the hour: photographs carry their own, and a bare mesh shows its shape by a sun in the
 * south-west, halfway up. Themes of the dark dim it.
 */
export function daylight(theme: Theme): Daylight {
  const place = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(...middle));
  const sun = Matrix4.multiplyByPointAsVector(place, new Cartesian3(-0.52, -0.5, 0.69), new Cartesian3());
  const shader = new CustomShader({
    lightingModel: LightingModel.UNLIT,
    uniforms: {
      u_sun: { type: UniformType.VEC3, value: sun },
      u_share: { type: UniformType.FLOAT, value: shareOf(theme) },
    },
    // A mesh without normals faces the eye everywhere, and is shown evenly.
    fragmentShaderText: `
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec3 normalWC = normalize(czm_inverseViewRotation * fsInput.attributes.normalEC);
  material.diffuse *= u_share * (0.55 + 0.45 * clamp(dot(normalWC, u_sun) * 0.8 + 0.2, 0.0, 1.0));
}`,
  });
  return { shader, follow: (next) => shader.setUniform('u_share', shareOf(next)) };
}
