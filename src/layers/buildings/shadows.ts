import {
  Cartesian3,
  Cartesian4,
  Color,
  CustomShader,
  CustomShaderTranslucencyMode,
  LightingModel,
  UniformType,
  VaryingType,
  type Cesium3DTileset,
} from 'cesium';
import type { SceneHost } from '@/scene/layer';
import { looks } from '@/scene/look';
import { drawOnce } from './drawnOnce';
import type { Light } from './light';
import { openTileset } from './tileset';

/** From higher up a shadow is thinner than a pixel, and darkening of the walls does for it, metres. */
const seenBelow = 6_000;
/** A longer shadow would lie over half the quarter, and says no more: times the height. */
const longest = 3.5;
const cacheMiB = 96;
/** Shadows need no parapets: the tiles may be wrong by so many times more than what throws them. */
const coarser = { card: 2.5, software: 4 } as const;

/**
 * The walls laid on the ground: those turned from the sun as far as their shadow reaches, those turned to it as a narrow
 * skirt, which is the half shade at a wall's foot. Seen from outside, the walls away from the sun cover a shadow exactly.
 */
const vertex = `
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  // Below nought is the part of a wall that stands in the ground: it goes on under the house. Roofs are not drawn.
  float high = vsInput.attributes.texCoord_0.y;
  vec3 up = normalize(czm_model[1].xyz);
  vec3 normal = normalize(mat3(czm_model) * vsInput.attributes.normalMC);
  vec3 outward = normalize(normal - up * dot(normal, up) + vec3(1e-6));
  bool lit = dot(outward, u_towards) > 0.0;
  float reach = lit ? min(high * 0.5, 5.0) : high * u_length;
  vec3 offset = up * (0.35 - high) + (lit ? outward * reach : -u_towards * reach);
  vsOutput.positionMC += (czm_inverseModel * vec4(offset, 0.0)).xyz;
  v_shade = dot(normal, up) > 0.3 ? 0.0 : lit ? (high > 0.5 ? 0.0 : 0.9) : 1.0 - 0.35 * smoothstep(60.0, 200.0, high);
}`;

const fragment = `
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  float far = length(fsInput.attributes.positionEC) / u_reach;
  if (fsInput.attributes.texCoord_0.y < -0.5) discard;
  // Each pixel is darkened once. A half shade takes only its share of the pixels, in a fine grain, and leaves the others
  // to whatever else falls there: where two overlap the darker one is seen, and no seam.
  float grain = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
  if (v_shade < grain) discard;
  material.diffuse = czm_srgbToLinear(u_shadow.rgb);
  material.alpha = u_shadow.a * exp(-far * far);
}`;

export interface Shadows {
  readonly shine: (light: Light, towards: Cartesian3) => void;
  readonly reach: (metres: number) => void;
  readonly show: (visible: boolean) => void;
  /** Another base has been published: what was opened of the old one is given up, and opened anew when next seen. */
  readonly renew: () => void;
  readonly destroy: () => void;
}

/** Shadows of the buildings on the ground; opened when first asked for, so that the first view does not wait for them. */
export function createShadows(host: SceneHost): Shadows {
  const { scene } = host;
  const shader = new CustomShader({
    lightingModel: LightingModel.UNLIT,
    translucencyMode: CustomShaderTranslucencyMode.TRANSLUCENT,
    varyings: { v_shade: VaryingType.FLOAT },
    uniforms: {
      u_towards: { type: UniformType.VEC3, value: new Cartesian3(0, 0, 1) },
      u_length: { type: UniformType.FLOAT, value: 1 },
      u_reach: { type: UniformType.FLOAT, value: 1e9 },
      u_shadow: { type: UniformType.VEC4, value: new Cartesian4() },
    },
    vertexShaderText: vertex,
    fragmentShaderText: fragment,
  });
  let tileset: Cesium3DTileset | undefined;
  let asked = false;
  let wanted = false;
  let destroyed = false;

  const open = () => {
    if (asked) return;
    asked = true;
    openTileset(host, cacheMiB).then(
      (opened) => {
        if (destroyed) {
          opened.destroy();
          return;
        }
        tileset = opened;
        opened.maximumScreenSpaceError *= host.software === true ? coarser.software : coarser.card;
        drawOnce(opened);
        opened.customShader = shader;
        opened.show = wanted;
        host.primitives.add(opened);
        host.requestRender();
      },
      // The buildings themselves report what cannot be had; without shadows they stand all the same.
      () => undefined,
    );
  };
  const settle = () => {
    const low = scene.camera.positionCartographic.height < seenBelow;
    const shown = wanted && low && host.quality.getState().shadows;
    if (shown) open();
    if (tileset !== undefined) tileset.show = shown;
  };
  const undoFrame = scene.preRender.addEventListener(settle);

  return {
    shine: (light, towards) => {
      const { shadow, shadowed } = looks[host.theme()].buildings;
      const colour = Color.fromCssColorString(shadow);
      const up = Cartesian3.normalize(scene.camera.positionWC, new Cartesian3());
      const level = Cartesian3.subtract(
        towards,
        Cartesian3.multiplyByScalar(up, Cartesian3.dot(towards, up), new Cartesian3()),
        new Cartesian3(),
      );
      shader.setUniform('u_towards', Cartesian3.normalize(level, level));
      shader.setUniform('u_length', Math.min(longest, light.shadowPerHeight));
      shader.setUniform('u_shadow', new Cartesian4(colour.red, colour.green, colour.blue, shadowed));
    },
    reach: (metres) => shader.setUniform('u_reach', metres),
    show: (visible) => {
      wanted = visible;
      settle();
    },
    renew: () => {
      if (tileset !== undefined) host.primitives.remove(tileset);
      tileset = undefined;
      asked = false;
      settle();
    },
    destroy: () => {
      destroyed = true;
      undoFrame();
      if (tileset !== undefined) host.primitives.remove(tileset);
      shader.destroy();
    },
  };
}
