import {
  Cartesian3,
  Cartesian4,
  Color,
  CustomShader,
  CustomShaderTranslucencyMode,
  LightingModel,
  UniformType,
} from 'cesium';
import type { BuildingLook, Look } from '@/scene/look';

/**
 * Facades from numbers, not pictures. On walls the texture coordinate is metres along the wall and metres up; on roofs
 * its second part is −1, or −2 where tiled. `trait` is what the builder writes once a building: use, height in 2 m
 * steps, two bytes of the id's hash. All colours are mixed as the eye names them and made linear at the end, which is
 * what a custom shader must hand on.
 */
// In the shader only line comments: the engine stumbles over a block comment on one line.
const fragment = `
float chance(vec2 p) {
  p = fract(p * vec2(0.1031, 0.1130));
  p += dot(p, p.yx + 33.33);
  return fract((p.x + p.y) * p.x * 43.7);
}

// How much of [low, high] within each unit step lies under a pixel: its mean where steps are smaller than one.
float band(float x, float low, float high, float w) {
  float f = fract(x);
  float soft = max(w, 0.001);
  float inside = smoothstep(low - soft * 0.5, low + soft * 0.5, f) * (1.0 - smoothstep(high - soft * 0.5, high + soft * 0.5, f));
  return mix(inside, high - low, smoothstep(0.45, 1.0, w));
}

void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec2 at = fsInput.attributes.texCoord_0;
  vec4 trait = floor(fsInput.attributes.trait + 0.5);
  float use = trait.x;
  float height = trait.y * 2.0;
  vec2 id = trait.zw / 255.0;
  vec3 normalWC = normalize(czm_inverseViewRotation * fsInput.attributes.normalEC);
  float facing = dot(normalWC, u_sun);
  float rising = dot(normalWC, u_up);
  bool roof = at.y < -0.5;
  bool tall = height > 95.0 && use > 0.5;
  bool glazed = tall || (use > 7.5);

  vec3 wall = id.x < 0.5 ? mix(u_wallPale, u_wallWarm, id.x * 2.0) : mix(u_wallWarm, u_wallCool, id.x * 2.0 - 1.0);
  wall *= 0.90 + 0.16 * id.y;
  vec3 colour;
  vec3 lamps = vec3(0.0);
  float lit = 0.0;

  if (roof) {
    bool tiled = at.y < -1.5 || (height < 22.0 && id.x > 0.80 && use < 0.5);
    colour = tiled ? u_tiles * (0.88 + 0.2 * id.y) : u_roof * (0.86 + 0.2 * id.y);
    colour *= mix(0.90, 1.0, smoothstep(4.0, 60.0, height));
  } else {
    float bay = glazed ? 1.7 : (use > 2.5 && use < 3.5 ? 6.0 : 3.4);
    float storey = glazed ? 3.9 : (use > 2.5 && use < 3.5 ? 6.0 : 3.1);
    vec2 cell = vec2(at.x / bay, at.y / storey);
    vec2 w = fwidth(cell);
    float pane = glazed
      ? band(cell.x, 0.06, 0.97, w.x) * band(cell.y, 0.16, 0.98, w.y)
      : band(cell.x, 0.22, 0.80, w.x) * band(cell.y, 0.30, 0.82, w.y);
    // The ground floor is shops and doors: taller, wider openings.
    float street = 1.0 - smoothstep(3.6, 4.4, at.y);
    vec3 glass = mix(u_pane, u_glass, glazed ? 0.85 : 0.25 + 0.3 * id.y);
    glass = mix(glass, u_skyLow, (glazed ? 0.34 : 0.14) * smoothstep(0.0, max(height, 20.0), at.y));
    vec3 frame = glazed ? mix(wall, u_glass, 0.55) : wall;
    colour = mix(frame, glass, pane * (glazed ? 0.92 : 0.8));
    // Storeys read as faint bands even where windows have melted together.
    colour *= 1.0 - 0.05 * band(cell.y, 0.0, 0.12, w.y);

    if (u_night > 0.5) {
      float share = use < 0.5 ? 0.40 : use < 1.5 ? 0.50 : use < 2.5 ? 0.30 : use < 3.5 ? 0.10 : use < 6.5 ? 0.24 : 0.42;
      // Whole houses differ most: some dark, some bright.
      share = min(0.8, share * u_evening * (0.16 + 1.7 * id.y * id.y + 0.4 * id.x)) * (glazed ? 0.7 : 1.0);
      // A window is lit or not; where windows are smaller than a pixel, groups of them share one chance.
      float step0 = exp2(max(0.0, ceil(log2(max(max(w.x, w.y) * 1.7, 1e-4)))));
      vec2 group = floor(cell / step0);
      float r = chance(group + trait.zw * 7.13 + trait.x * 3.7);
      float soft = clamp((step0 - 1.0) * 0.25, 0.02, 0.6);
      lit = mix(1.0 - smoothstep(share - 0.01, share + 0.01, r), share * (0.35 + 1.3 * r), clamp((step0 - 1.0) * 0.5, 0.0, 1.0));
      float tone = chance(group.yx + trait.wz * 3.31);
      vec3 lamp = mix(u_lamp, vec3(0.80, 0.88, 1.0), glazed ? 0.12 + 0.5 * tone : 0.45 * tone * tone);
      // A far window still shines: what is averaged away is given back as glow.
      float glow = (glazed ? 0.72 : 1.0) * mix(1.0, glazed ? 1.15 : 2.4, clamp((step0 - 1.0) * 0.4, 0.0, 1.0));
      lamps = lamp * lit * pane * (0.5 + 0.55 * tone) * glow;
      // Shop fronts, and the street's own light on the lowest floors.
      float busy = use < 2.5 && use > 0.5 ? 1.0 : 0.45;
      lamps += u_lamp * busy * (0.24 * exp(-at.y / 8.0) + 0.34 * street * step(0.35, chance(vec2(floor(at.x / 6.0), trait.z))) * pane);
      // Crowns of the towers everyone knows.
      if (use > 7.5) lamps += vec3(1.0, 0.86, 0.66) * 0.42 * smoothstep(0.93, 1.0, at.y / max(height, 1.0)) * step(60.0, height);
    }
    // Walls darken towards the ground, where less of the sky is seen.
    colour *= mix(0.74, 1.0, smoothstep(-2.0, 18.0, at.y));
  }

  // Shade takes the sky's blue, light the sun's warmth.
  vec3 light = u_ambient * (0.88 + 0.12 * rising) * vec3(0.97, 0.99, 1.03)
    + u_sunlight * clamp(facing * 0.9 + 0.1, 0.0, 1.0) * vec3(1.05, 1.0, 0.92);
  colour = colour * light + lamps;

  vec3 offset = fsInput.attributes.positionWC - u_selectedAt;
  if (distance(trait, u_selectedTrait) < 0.5 && dot(offset, offset) < 250000.0) {
    colour = mix(colour, u_selected, roof ? 0.78 : 0.58) + u_selected * 0.08;
  }

  float far = length(fsInput.attributes.positionEC) / u_reach;
  colour = mix(colour, u_haze, 1.0 - exp(-far * far));
  material.diffuse = czm_srgbToLinear(clamp(colour, 0.0, 1.0));
  material.alpha = u_opacity;
}`;

function rgb(css: string): Cartesian3 {
  const colour = Color.fromCssColorString(css);
  return new Cartesian3(colour.red, colour.green, colour.blue);
}

const vec3 = (value: Cartesian3) => ({ type: UniformType.VEC3, value });
const float = (value: number) => ({ type: UniformType.FLOAT, value });

/** A facade shader for a look; the opaque one is cheaper, the other lets the ground through. */
export function createFacade(look: Look, translucent: boolean): CustomShader {
  const { buildings } = look;
  return new CustomShader({
    lightingModel: LightingModel.UNLIT,
    translucencyMode: translucent
      ? CustomShaderTranslucencyMode.TRANSLUCENT
      : CustomShaderTranslucencyMode.OPAQUE,
    uniforms: {
      ...facadeColours(buildings),
      u_skyLow: vec3(rgb(look.sky[0])),
      u_haze: vec3(rgb(look.haze)),
      u_up: vec3(new Cartesian3(0, 0, 1)),
      u_sun: vec3(new Cartesian3(0, 0, 1)),
      u_selectedAt: vec3(new Cartesian3()),
      u_selectedTrait: { type: UniformType.VEC4, value: new Cartesian4(-1, -1, -1, -1) },
      u_night: float(buildings.night),
      u_evening: float(1),
      u_ambient: float(buildings.ambient),
      u_sunlight: float(buildings.sun),
      u_reach: float(1e9),
      u_opacity: float(1),
    },
    fragmentShaderText: fragment,
  });
}

function facadeColours(look: BuildingLook) {
  return {
    u_wallPale: vec3(rgb(look.walls[0])),
    u_wallWarm: vec3(rgb(look.walls[1])),
    u_wallCool: vec3(rgb(look.walls[2])),
    u_roof: vec3(rgb(look.roof)),
    u_tiles: vec3(rgb(look.tiles)),
    u_glass: vec3(rgb(look.glass)),
    u_pane: vec3(rgb(look.pane)),
    u_lamp: vec3(rgb(look.lamp)),
    u_selected: vec3(rgb(look.selected)),
  };
}
