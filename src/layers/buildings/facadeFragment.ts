/**
 * Facades from numbers, not pictures. On walls the texture coordinate is metres along the wall and metres up; on roofs
 * its second part is −1, −2 where tiled, or from −3 down metres across the rows of many houses seen as one mass. Every line is drawn as wide as a pixel sees it and melts into its mean before
 * it could flicker. All colours are mixed as the eye names them and made linear at the end, which is what a custom shader
 * must hand on.
 */
// In the shader only line comments: the engine stumbles over a block comment on one line.
export const facadeFragment = `
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

vec3 skyAlong(float rise) {
  return rise < 0.22 ? mix(u_skyLow, u_skyMiddle, max(rise, 0.0) / 0.22) : mix(u_skyMiddle, u_skyHigh, min(1.0, (rise - 0.22) / 0.6));
}

void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec2 at = fsInput.attributes.texCoord_0;
  vec3 normalWC = normalize(czm_inverseViewRotation * fsInput.attributes.normalEC);
  float facing = dot(normalWC, u_sun);
  float rising = dot(normalWC, u_up);
  float height = v_roof.w;
  float kind = floor(v_wall.w + 0.5);
  bool roof = at.y < -0.5;
  bool curtain = kind == 3.0;
  bool home = kind < 2.5;
  bool shed = kind == 6.0;
  float night = u_night;

  vec3 colour;
  vec3 lamps = vec3(0.0);
  vec3 paint = u_paint > 0.5 ? texture(u_palette, vec2((floor(v_class + 0.5) + 0.5) / 16.0, 0.5)).rgb : vec3(0.0);

  if (roof) {
    // Tiles have weathered, each house's its own way.
    vec3 tiles = mix(u_tiles, u_roof, 0.5 * fract(v_lamp.y * 0.137 + v_lamp.z * 0.071)) * (0.86 + 0.2 * fract(v_lamp.y * 0.013));
    colour = at.y < -1.5 ? tiles : v_roof.rgb;
    float lane = 0.0;
    if (at.y < -2.5) {
      // Many houses seen as one mass: their roofs, each of its own tone, and the lanes between, in the pitch of their kind.
      vec2 pitch = height < 14.0 ? vec2(19.0, 13.0) : height < 27.0 ? vec2(52.0, 27.0) : vec2(38.0, 42.0);
      vec2 lot = vec2(at.x, -3.0 - at.y) / pitch;
      vec2 w = fwidth(lot);
      float step0 = exp2(max(0.0, ceil(log2(max(max(w.x, w.y) * 1.6, 1e-4)))));
      vec2 group = floor(lot / step0);
      float tone = chance(group + v_lamp.yz * 5.7);
      float other = chance(group.yx + v_lamp.zy * 3.1);
      colour = mix(v_roof.rgb, mix(u_concrete, u_roof, other), 0.30 + 0.55 * tone);
      colour *= 0.86 + 0.26 * other;
      lane = 1.0 - band(lot.x, 0.05, 0.95, w.x) * band(lot.y, 0.14, 0.86, w.y);
      colour = mix(colour, u_roof * mix(0.72, 0.5, night), lane * 0.8);
      lamps = u_lamp * night * v_grid.w * u_street.x * step(0.62, other) * mix(0.55 * lane, 0.16, clamp(step0 - 1.0, 0.0, 1.0));
    }
    // From above a low roof lies in its neighbours' half shade.
    colour *= mix(0.90, 1.0, smoothstep(4.0, 60.0, height));
    if (u_paint > 0.5) colour = mix(colour, paint, 0.86);
    // The streets' light comes up between the houses.
    lamps += u_lamp * night * u_street.x * (0.012 * v_grid.w + 0.12 * v_life * v_life * (0.4 + 0.6 * v_grid.w));
  } else {
    vec2 cell = at / v_grid.xy;
    vec2 w = fwidth(cell);
    float thick = max(w.x, w.y);
    float seen = 1.0 - smoothstep(0.12, 0.5, thick);
    vec2 box = floor(cell);
    float across = band(cell.x, v_pane.x, v_pane.y, w.x);
    float up = band(cell.y, v_pane.z, v_pane.w, w.y);
    float pane = across * up;
    float slab = band(cell.y, 0.0, 0.09, w.y);
    float stain = v_accent.w;
    vec3 wall = v_wall.rgb;
    vec3 accent = v_accent.rgb;

    float shopfront = kind == 5.0 ? 4.8 : curtain ? 6.0 : home ? 3.3 : 4.0;
    float foot = 1.0 - smoothstep(shopfront - 0.3, shopfront + 0.3, at.y);

    if (kind == 0.0) {
      // Every other bay is a balcony: a parapet, a dark recess above; air-conditioning beside the windows.
      float balcony = band(cell.x * 0.5, 0.02, 0.46, w.x * 0.5);
      wall = mix(wall, accent, balcony * band(cell.y, 0.02, 0.36, w.y));
      wall *= 1.0 - 0.16 * balcony * band(cell.y, 0.36, 0.96, w.y);
      if (seen > 0.0) {
        float cooler = band(cell.x, 0.80, 0.96, w.x) * band(cell.y, 0.10, 0.30, w.y) * step(0.35, chance(box + v_lamp.yz));
        wall = mix(wall, wall * 0.72, cooler * seen);
      }
    } else if (kind == 1.0) {
      // Storeys as pale bands of slab and balcony, a stone base, a strip of another colour up the wall.
      float strip = band(at.x / 15.2, 0.02, 0.24, fwidth(at.x) / 15.2);
      wall = mix(wall, accent, 0.55 * strip);
      wall = mix(wall, accent, 1.0 - smoothstep(6.2, 6.8, at.y));
      wall = mix(wall, u_wallPale, (1.0 - strip) * band(cell.y, 0.0, 0.20, w.y));
      wall *= 1.0 - 0.10 * (1.0 - strip) * band(cell.y, 0.86, 1.0, w.y);
    } else if (kind == 2.0) {
      wall = mix(wall, accent, 0.7 * slab);
    } else if (kind == 5.0) {
      // Signs between the shop fronts and the first floor.
      float sign = smoothstep(4.6, 4.8, at.y) * (1.0 - smoothstep(6.2, 6.4, at.y)) * band(at.x / 7.0, 0.04, 0.92, fwidth(at.x) / 7.0);
      wall = mix(wall, mix(accent, wall, chance(vec2(floor(at.x / 7.0), v_lamp.y))), sign);
      lamps += night * u_street.y * sign * mix(u_lamp, vec3(0.72, 0.86, 1.0), 0.7 * chance(vec2(floor(at.x / 7.0) + 3.0, v_lamp.z))) * 0.42;
    } else if (shed) {
      wall *= 1.0 - 0.10 * band(at.x / 0.9, 0.0, 0.35, fwidth(at.x) / 0.9);
      wall = mix(wall, accent, 1.0 - smoothstep(1.2, 1.5, at.y));
    } else if (kind == 7.0) {
      wall = mix(wall, accent, 0.5 * slab);
    }
    // Rain has run down from every sill.
    float clear = 1.0 - smoothstep(0.3, 1.2, fwidth(at.x));
    float streak = clear * stain > 0.0 ? chance(vec2(floor(at.x * 0.8), v_lamp.y)) : 0.0;
    wall *= 1.0 - stain * (0.10 + 0.12 * streak * clear);

    vec3 view = normalize(fsInput.attributes.positionEC);
    vec3 back = normalize(czm_inverseViewRotation * reflect(view, normalize(fsInput.attributes.normalEC)));
    float grazing = 1.0 - abs(dot(view, normalize(fsInput.attributes.normalEC)));
    float tilt = seen > 0.0 ? (chance(box * 1.7 + v_lamp.zy) - 0.5) * 0.10 * seen : 0.0;
    vec3 mirrored = skyAlong(dot(back, u_up) + tilt + 0.04);
    vec3 glass = mix(u_pane, u_glass, v_grid.z);
    // Low storeys mirror the houses across the street, not the sky.
    float open = smoothstep(0.0, 45.0, at.y) * 0.75 + 0.25;
    glass = mix(glass, mirrored, v_grid.z * open * (0.30 + 0.55 * grazing * grazing * grazing));
    glass += u_sunlight * v_grid.z * 0.35 * pow(max(dot(back, u_sun), 0.0), 48.0) * vec3(1.0, 0.93, 0.80);
    // Under the lintel the pane lies in shade: what makes a wall look thick.
    float lintel = band(cell.y, v_pane.w - 0.12, v_pane.w, w.y) * across;
    glass *= 1.0 - 0.4 * (curtain ? 0.0 : 1.0) * seen * (lintel > 0.0 ? lintel : 0.0);
    vec3 frame = curtain ? mix(wall, accent, band(cell.y, 0.0, v_pane.z, w.y)) : wall;
    if (u_paint > 0.5) frame = mix(frame, paint, 0.86);
    float strength = curtain ? 0.94 : shed ? 0.6 : 0.82;
    colour = mix(frame, glass, pane * strength * (u_paint > 0.5 ? 0.45 : 1.0));
    colour *= 1.0 - 0.06 * slab;
    // Shop windows and doors at the street.
    colour = mix(colour, mix(u_pane, u_glass, 0.3), foot * 0.45 * min(1.0, v_grid.w * 1.4) * band(at.x / 4.0, 0.08, 0.92, fwidth(at.x) / 4.0));

    if (night > 0.5) {
      float share = v_lamp.x;
      // A window is lit or not; where windows are smaller than a pixel, groups of them share one chance.
      float step0 = exp2(max(0.0, ceil(log2(max(thick * 1.7, 1e-4)))));
      vec2 group = floor(cell / step0);
      float r = chance(group + v_lamp.yz * 7.13 + kind * 3.7);
      // In offices whole storeys are lit.
      if (curtain || kind == 4.0) r = mix(r, chance(vec2(group.y, v_lamp.y) * 1.3 + 5.0), 0.55);
      float far = clamp((step0 - 1.0) * 0.5, 0.0, 1.0);
      float lit = mix(1.0 - smoothstep(share - 0.01, share + 0.01, r), share * (0.6 + 0.8 * r), far);
      float tone = chance(group.yx + v_lamp.zy * 3.31);
      vec3 lamp = mix(u_lamp, vec3(0.86, 0.91, 1.0), curtain || kind == 4.0 || kind == 7.0 ? 0.12 + 0.5 * tone * tone : 0.22 * tone * tone);
      // A far window still shines: what is averaged away is given back as glow.
      float glow = mix(1.0, curtain ? 1.3 : 1.35, clamp((step0 - 1.0) * 0.4, 0.0, 1.0));
      lamps += lamp * lit * pane * (0.34 + 0.52 * tone) * glow * (curtain ? 0.72 : 1.0);
      // Shop fronts, and the street's own light on the lowest floors.
      float front = step(0.3, chance(vec2(floor(at.x / 6.0), v_lamp.y))) * band(at.x / 6.0, 0.06, 0.94, fwidth(at.x) / 6.0);
      lamps += u_lamp * v_grid.w * u_street.x * (0.30 * exp(-at.y / 7.0) + 0.50 * foot * front * (kind == 5.0 ? u_street.y * 0.8 + 0.2 : 0.35));
      lamps += u_lamp * u_street.x * 0.12 * v_life * v_life * exp(-at.y / 70.0);
      // Crowns of the towers everyone knows.
      lamps += vec3(1.0, 0.87, 0.68) * 0.5 * v_lamp.w * u_street.y * smoothstep(height - 9.0, height - 3.0, at.y) * step(60.0, height);
      if (u_paint > 0.5) lamps *= 0.3;
    }
    // Walls darken towards the ground, where less of the sky is seen.
    // From afar a whole wall is one pixel, and takes what such walls have on the mean.
    float far0 = smoothstep(4.0, 14.0, fwidth(at.y));
    colour *= mix(mix(0.62, 1.0, smoothstep(-3.0, 16.0, at.y)), 0.9, far0) * mix(0.93, 1.0, smoothstep(10.0, 70.0, at.y));
    // In high contrast the corners are drawn.
    float corner = 1.0 - smoothstep(0.8, 2.2, at.x / max(fwidth(at.x), 1e-4));
    colour = mix(colour, u_edge.rgb, u_edge.a * corner * (1.0 - smoothstep(6.0, 14.0, fwidth(at.x))));
  }

  // Shade takes the sky's blue, light the sun's warmth.
  vec3 light = u_ambient * mix(u_bounce, u_shade, 0.5 + 0.5 * rising) + u_sunlight * smoothstep(-0.06, 0.12, facing) * max(facing, 0.0) * u_sunColour;
  // A house one sees through is a shape and no longer a lit facade.
  float ghost = 1.0 - u_opacity;
  colour = colour * light + lamps * (1.0 - 0.85 * ghost) + night * ghost * vec3(0.05, 0.08, 0.12);

  vec3 offset = fsInput.attributes.positionWC - u_selectedAt;
  if (distance(floor(fsInput.attributes.trait + 0.5), u_selectedTrait) < 0.5 && dot(offset, offset) < 250000.0) {
    colour = mix(colour, u_selected, roof ? 0.78 : 0.58) + u_selected * 0.08;
  }

  float far = length(fsInput.attributes.positionEC) / u_reach;
  colour = mix(colour, u_haze, 1.0 - exp(-far * far));
  material.diffuse = czm_srgbToLinear(clamp(colour, 0.0, 1.0));
  material.alpha = u_opacity;
}`;
