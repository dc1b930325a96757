import { Cartesian3, CustomShader, LightingModel, Matrix4, Transforms, UniformType } from 'cesium';

/** Where light is reckoned from: the middle of the city. */
const middle = [114.3, 30.58] as const;

/**
 * A mesh in the same light as everything else, whatever the hour: photographs carry their own, and a bare mesh shows its
 * shape by a sun in the south-west, halfway up.
 */
export function daylight(): CustomShader {
  const place = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(...middle));
  const sun = Matrix4.multiplyByPointAsVector(place, new Cartesian3(-0.52, -0.5, 0.69), new Cartesian3());
  return new CustomShader({
    lightingModel: LightingModel.UNLIT,
    uniforms: { u_sun: { type: UniformType.VEC3, value: sun } },
    // A mesh without normals faces the eye everywhere, and is shown evenly.
    fragmentShaderText: `
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec3 normalWC = normalize(czm_inverseViewRotation * fsInput.attributes.normalEC);
  material.diffuse *= 0.55 + 0.45 * clamp(dot(normalWC, u_sun) * 0.8 + 0.2, 0.0, 1.0);
}`,
  });
}
