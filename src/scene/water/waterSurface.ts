import type { Theme } from '@/contracts/ids';

/** Metres after which the whole pattern of waves repeats: a whole number of tiles of every size. */
export const patternM = 2160;
/** Metres a tile of waves spans: ripples, waves, and two sizes of what the wind draws on wide water. */
export const waveSizes = [36, 108, 540, 2160] as const;
/** Seconds after which the waves that a river carries begin anew, out of sight of one another. */
export const carrySeconds = 14;

/** How water looks when light plays on it; sRGB, amounts 0…1. Nothing where light must not play. */
export interface WaterLook {
  readonly sky: readonly [low: string, high: string];
  readonly crest: string;
  readonly trough: string;
  readonly glint: string;
  /** How much the waves' slopes, the mirrored sky and the glint of the sun or moon show. */
  readonly amounts: readonly [slopes: number, sky: number, glint: number];
}

export const waterLooks: Readonly<Record<Theme, WaterLook | undefined>> = {
  night: {
    sky: ['#2a4d70', '#0b1a2c'],
    crest: '#3d7cae',
    trough: '#010711',
    glint: '#a9cde8',
    amounts: [0.2, 0.6, 0.3],
  },
  day: {
    sky: ['#eff4f5', '#86b2cd'],
    crest: '#e3f0f4',
    trough: '#4f7f9c',
    glint: '#ffffff',
    amounts: [0.26, 0.7, 0.5],
  },
  contrast: undefined,
};

/**
 * What lies between the ground's pictures and the air: `surfaceOf` gives a colour multiplied by its share, and the share.
 * Waves are two slopes of one tile at four sizes, finer ones left out where a pixel is wider than they are; a river's are
 * carried downstream in two turns of which one is always unseen. They fade towards the bank, where the map draws its shore.
 * The engine looks for its own word for steepness in this text and would then want a terrain with normals: ours is `tilt`.
 */
export const waterSource = `
vec2 placeOf(vec3 world) {
  vec2 axis = vec2(u_middle.x, u_middle.y);
  float out_ = length(world.xy);
  float turn = (world.y * axis.x - world.x * axis.y) / out_;
  float lon = turn * (1.0 + turn * turn / 6.0);
  float tilt = world.z / (out_ * 0.99330562);
  float rise = (tilt - u_middle.z) / (1.0 + tilt * u_middle.z);
  return vec2(lon, rise * (1.0 - rise * rise / 3.0)) * u_span.zw + u_span.xy;
}
vec3 waveAt(vec2 metres, float size) {
  return texture(u_waves, fract(metres / size)).rgb * 2.0 - 1.0;
}
float seen(float size, float pixel) {
  return 1.0 - smoothstep(size / 26.0, size / 9.0, pixel);
}
vec4 surfaceOf(czm_materialInput materialInput) {
  vec3 away = czm_inverseViewRotation * (-materialInput.positionToEyeEC);
  vec2 place = placeOf(czm_viewerPositionWC + away);
  vec2 metres = vec2(dot(away, u_east), dot(away, u_north));
  float pixel = max(length(dFdx(metres)), length(dFdy(metres)));
  metres += u_stand;
  if (u_see <= 0.0 || place.x <= 0.0 || place.y <= 0.0 || place.x >= 1.0 || place.y >= 1.0) return vec4(0.0);
  vec3 field = texture(u_field, place).rgb;
  float depth = field.r * 255.0 - 64.0;
  float open = smoothstep(6.0, 62.0, depth);
  if (open <= 0.0) return vec4(0.0);
  vec2 flow = (field.gb - 128.0 / 255.0) * 2.0;
  float river = smoothstep(0.3, 0.8, length(flow));
  vec2 carried = flow * river * u_turn.z;
  float second = abs(1.0 - 2.0 * u_turn.x);
  vec2 before = metres - carried * (u_turn.x - 0.5);
  vec2 after = metres - carried * (u_turn.y - 0.5) + vec2(977.0, 389.0);
  float calm = mix(0.62, 1.0, river);
  vec3 wide = waveAt(metres - u_wind.zw, 2160.0);
  vec2 tilt = vec2(0.0);
  tilt += 0.55 * seen(540.0, pixel) * waveAt(metres - u_wind.zw * 0.5, 540.0).rg;
  tilt += 0.9 * calm * seen(108.0, pixel) * mix(waveAt(before - u_wind.xy, 108.0), waveAt(after - u_wind.xy, 108.0), second).rg;
  tilt += 0.8 * calm * seen(36.0, pixel) * mix(waveAt(before + u_wind.yx, 36.0), waveAt(after + u_wind.yx, 36.0), second).rg;
  tilt *= 0.72 + 0.5 * wide.b;
  tilt += 0.34 * seen(2160.0, pixel) * wide.rg;
  vec3 sight = -normalize(vec3(dot(away, u_east), dot(away, u_north), dot(away, u_up)));
  vec3 face = normalize(vec3(-0.16 * tilt, 1.0));
  float facing = max(dot(face, sight), 0.0);
  float mirror = 0.03 + 0.97 * pow(1.0 - facing, 4.0);
  vec3 up = reflect(-sight, face);
  vec3 sky = mix(u_low.rgb, u_high.rgb, smoothstep(0.02, 0.7, up.z));
  float lean = dot(tilt, vec2(-0.72, -0.69));
  float glint = pow(max(dot(face, normalize(sight + u_light)), 0.0), 240.0) * smoothstep(0.15, 1.0, lean);
  float tone = clamp(abs(lean), 0.0, 1.4) * u_amounts.x;
  vec4 water = vec4((lean > 0.0 ? u_crest.rgb : u_trough.rgb) * tone, tone);
  float mirrored = clamp(mirror * u_amounts.y, 0.0, 1.0);
  water = water * (1.0 - mirrored) + vec4(sky, 1.0) * mirrored;
  float sparkle = clamp(glint * u_amounts.z, 0.0, 1.0);
  water = water * (1.0 - sparkle) + vec4(u_glint.rgb, 1.0) * sparkle;
  return water * open * u_see;
}`;
