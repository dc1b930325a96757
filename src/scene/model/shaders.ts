/** The words of the models' shaders. `u_` names are uniforms of the material, `v_` go from the vertex to the face. */

export const solidVertex = `
in vec3 position3DHigh;
in vec3 position3DLow;
in vec3 normal;
in vec2 st;
in vec3 trait;
in vec4 color;
in float batchId;
out vec3 v_eye;
out vec3 v_normal;
out vec2 v_st;
out vec3 v_trait;
out vec3 v_own;
void main() {
  vec4 place = czm_computePosition();
  v_eye = (czm_modelViewRelativeToEye * place).xyz;
  v_normal = normal;
  v_st = st;
  v_trait = trait;
  v_own = color.rgb;
  gl_Position = czm_modelViewProjectionRelativeToEye * place;
}`;

export const ribbonVertex = `
in vec3 position3DHigh;
in vec3 position3DLow;
in vec3 along;
in vec2 st;
in vec4 trait;
in float feature;
in vec4 color;
in float batchId;
out vec3 v_eye;
out vec3 v_normal;
out vec2 v_st;
out vec3 v_trait;
out vec3 v_own;
out vec3 v_across;
void main() {
  vec4 eye = czm_modelViewRelativeToEye * czm_computePosition();
  vec3 way = czm_viewRotation * along;
  float pixel = max(czm_metersPerPixel(eye), 1e-4);
  float least = trait.w * pixel;
  float half_ = max(trait.z, least) + 0.5 * pixel;
  vec3 sideways = normalize(cross(way, normalize(eye.xyz)) + vec3(1e-6, 0.0, 0.0));
  eye.xyz += sideways * trait.y * half_;
  v_eye = eye.xyz;
  v_normal = along;
  v_st = st;
  v_trait = vec3(trait.x, st.y, feature);
  v_own = color.rgb;
  v_across = vec3(trait.y * half_ / pixel, half_ / pixel, pow(min(1.0, trait.z / least), 0.55));
  gl_Position = czm_projection * eye;
}`;

const shared = `
in vec3 v_eye;
in vec3 v_normal;
in vec2 v_st;
in vec3 v_trait;
in vec3 v_own;
vec3 paintOf(float kind) {
  if (kind < 0.5) return u_concrete.rgb;
  if (kind < 1.5) return u_steel.rgb;
  if (kind < 2.5) return u_tower.rgb;
  if (kind < 3.5) return u_road.rgb;
  if (kind < 4.5) return u_rail.rgb;
  if (kind < 6.5) return v_own;
  return u_glass.rgb;
}
vec3 hazed(vec3 shade, float far) {
  float share = 1.0 - exp(-(far / u_reach) * (far / u_reach));
  return mix(shade, u_haze.rgb, share * (1.0 - u_deep.w));
}
vec3 deepened(vec3 shade, float below) {
  float share = clamp(below / 60.0, 0.0, 1.0);
  return mix(shade, u_deep.rgb, share * 0.45 * u_deep.w);
}
`;

/** Flat light by the sun, darker below; roads with their marks; towers lit from the deck at night. */
export const solidSurface = `${shared}
float stripe(float at, float middle, float half_, float blur) {
  float line = 1.0 - smoothstep(half_, half_ + blur, abs(at - middle));
  return line * min(1.0, 2.0 * half_ / max(blur, 1e-3));
}
float marks(vec2 at, float half_) {
  float blur = max(fwidth(at.y), 0.02);
  float lanes = abs(at.y);
  float lane = mod(lanes, 3.6);
  float dash = step(mod(at.x, 15.0), 6.0);
  float inner = stripe(min(lane, 3.6 - lane), 0.0, 0.08, blur) * dash * step(1.8, lanes) * step(lanes, half_ - 2.2);
  float edge = stripe(lanes, half_ - 0.7, 0.1, blur);
  float middle = stripe(lanes, 0.22, 0.08, blur);
  return max(max(inner, edge), middle) * (1.0 - smoothstep(0.9, 2.4, blur));
}
czm_material czm_getMaterial(czm_materialInput materialInput) {
  czm_material material = czm_getDefaultMaterial(materialInput);
  float far = length(v_eye);
  vec3 n = normalize(v_normal);
  vec3 sight = czm_inverseViewRotation * v_eye;
  n = dot(n, sight) > 0.0 ? -n : n;
  float kind = v_trait.x;
  vec3 shade = paintOf(kind);
  bool lit = abs(kind - 3.0) < 0.5 || abs(kind - 4.0) < 0.5;
  float night = u_tone.z;
  float upness = dot(n, u_up);
  float light = u_tone.x * (0.9 + 0.1 * upness) + u_tone.y * max(0.0, dot(n, u_sun));
  if (abs(kind - 3.0) < 0.5) {
    shade = mix(shade, u_marks.rgb, marks(v_st, v_trait.y));
    float pools = 0.72 + 0.28 * cos(v_st.x * 6.2831853 / 40.0);
    shade += night * u_lamp.rgb * 0.34 * mix(1.0, pools, 1.0 - smoothstep(1.0, 6.0, fwidth(v_st.x)));
    light = mix(light, 1.0, night);
  }
  if (abs(kind - 4.0) < 0.5) {
    float rail = stripe(abs(mod(abs(v_st.y) + 2.6, 5.2) - 2.6), 0.72, 0.09, max(fwidth(v_st.y), 0.02));
    shade = mix(shade, u_marks.rgb, 0.5 * rail);
  }
  shade *= lit && night > 0.5 ? 1.0 : light;
  if (abs(kind - 2.0) < 0.5 || abs(kind - 5.0) < 0.5) {
    float over = v_trait.y;
    float glow = smoothstep(-6.0, 2.0, over) * (0.32 * exp(-max(over, 0.0) / 55.0) + 0.16);
    shade += night * u_lamp.rgb * mix(vec3(1.0), v_own * 1.3, abs(kind - 5.0) < 0.5 ? 0.7 : 0.0) * glow;
  }
  if (kind > 5.5) {
    // What lies below glows of itself, or the ground over it would drown it; its rim is bright, so that it is round.
    float rim = 1.0 - abs(dot(n, normalize(sight)));
    shade = mix(shade, paintOf(kind) * (0.86 + 0.5 * rim * rim), u_deep.w);
    float ring = smoothstep(0.86, 1.0, cos(v_st.x * 6.2831853 / 25.0)) * (1.0 - smoothstep(2.0, 9.0, fwidth(v_st.x)));
    shade = deepened(shade, v_trait.y) * (1.0 + 0.22 * ring);
  }
  shade = abs(v_trait.z - u_chosen) < 0.5 ? mix(shade, u_selected.rgb, 0.78) : shade;
  material.diffuse = hazed(shade, far);
  material.alpha = u_see;
  return material;
}`;

export const ribbonSurface = `${shared}
in vec3 v_across;
czm_material czm_getMaterial(czm_materialInput materialInput) {
  czm_material material = czm_getDefaultMaterial(materialInput);
  float far = length(v_eye);
  float kind = v_trait.x;
  float round_ = 1.0 - 0.3 * abs(v_across.x) / v_across.y;
  bool dashed = kind > 6.5;
  // A dashed course is a line on the map, not a thing: it has no round side.
  vec3 shade = paintOf(kind) * (dashed ? 1.0 : mix(round_, 1.0, smoothstep(1.0, 0.0, v_across.y - 1.0)));
  float dash = dashed ? step(mod(v_st.x, 60.0), 34.0) : 1.0;
  shade = abs(v_trait.z - u_chosen) < 0.5 ? u_selected.rgb : shade;
  material.diffuse = hazed(shade, far);
  material.alpha = u_see * dash * v_across.z * clamp(v_across.y - abs(v_across.x), 0.0, 1.0)
    * (1.0 - smoothstep(14000.0, 34000.0, far) * step(v_across.z, 0.95));
  return material;
}`;

/** What both draw with: the material is the whole of it. */
export const surface = `
void main() {
  czm_materialInput materialInput;
  czm_material material = czm_getMaterial(materialInput);
  if (material.alpha < 0.004) discard;
  out_FragColor = vec4(material.diffuse, material.alpha);
}`;
