/**
 * What kind of house a building is, reckoned once a corner from its eight trait bytes (no row of the property table is
 * fetched for it), so that the pixels between need not ask. The grid is metres; panes are shares of a bay and of a storey.
 */
export const facadeVertex = (classOf: string | undefined): string => `
float chance(vec2 p) {
  p = fract(p * vec2(0.1031, 0.1130));
  p += dot(p, p.yx + 33.33);
  return fract((p.x + p.y) * p.x * 43.7);
}

// Some quarters go to bed early: a slow wave over the city, about a kilometre long.
float quarterOf(vec2 p) {
  vec2 cell = floor(p);
  vec2 f = fract(p);
  f = f * f * (3.0 - 2.0 * f);
  return mix(mix(chance(cell), chance(cell + vec2(1.0, 0.0)), f.x),
    mix(chance(cell + vec2(0.0, 1.0)), chance(cell + vec2(1.0, 1.0)), f.x), f.y);
}

void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  vec4 trait = floor(vsInput.attributes.trait + 0.5);
  float use = trait.x;
  float height = max(trait.y * 2.0, 3.0);
  vec2 id = trait.zw / 255.0;
  float other = fract(id.x * 7.31 + id.y * 3.17);
  vec4 more = floor(vsInput.attributes.trait_1 + 0.5);
  float built = more.x < 0.5 ? 0.0 : 1900.0 + more.x;
  float life = more.w / 255.0;
  // What no source dates looks like one of the last fifty years.
  float year = built < 1.0 ? 1975.0 + 45.0 * other : built;
  float floors = max(more.y, 1.0);
  vec3 place = (czm_model * vec4(vsInput.attributes.positionMC, 1.0)).xyz;

  bool home = use < 0.5;
  bool shop = use > 0.5 && use < 1.5;
  bool office = use > 1.5 && use < 2.5;
  bool shed = use > 2.5 && use < 3.5;
  bool school = use > 3.5 && use < 4.5;
  bool landmark = use > 7.5;
  bool old = year < 1955.0;

  float kind = 7.0;
  float bay = 4.2;
  float storey = clamp(height / floors, 2.8, 4.8);
  vec4 pane = vec4(0.08, 0.92, 0.30, 0.80);
  vec3 wall = id.x < 0.5 ? mix(u_wallPale, u_wallWarm, id.x * 2.0) : mix(u_wallWarm, u_wallCool, id.x * 2.0 - 1.0);
  vec3 accent = u_wallPale;
  vec3 roof = u_roof;
  float glass = 0.25;
  float stain = 0.0;
  float busy = 0.25;

  if (home && old) {
    kind = 2.0;
    bay = 2.7;
    pane = vec4(0.30, 0.68, 0.26, 0.80);
    wall = other < 0.55 ? u_brick : mix(u_brick, u_wallWarm, 0.62);
    accent = mix(u_wallWarm, u_wallPale, 0.5);
    roof = u_tiles;
    stain = 0.35;
    busy = 0.22;
  } else if (home && year < 2001.0) {
    kind = 0.0;
    bay = 3.3;
    pane = vec4(0.20, 0.78, 0.30, 0.80);
    wall = mix(u_concrete, wall, 0.30 + 0.45 * other);
    // Small tiles of the nineties: some white, some a faded rose or green.
    accent = mix(wall, other < 0.4 ? u_wallPale : u_brick, other < 0.4 ? 0.6 : 0.16);
    roof = mix(u_roof, u_concrete, 0.35 + 0.5 * other);
    stain = 0.3 + 0.5 * (1.0 - smoothstep(1978.0, 2001.0, year));
    busy = 0.3;
  } else if (home) {
    kind = 1.0;
    bay = 3.8;
    pane = vec4(0.12, 0.88, 0.22, 0.84);
    wall = mix(wall, u_wallPale, 0.25);
    accent = other < 0.5 ? mix(u_brick, u_wallWarm, 0.45) : mix(u_wallCool, u_concrete, 0.5);
    glass = 0.4;
    busy = 0.28;
  } else if (shed) {
    kind = 6.0;
    bay = 7.5;
    storey = max(height, 6.0);
    pane = vec4(0.06, 0.94, 0.70, 0.84);
    wall = mix(u_metal, u_wallPale, other * 0.6);
    accent = u_steel;
    roof = other < 0.4 ? u_steel : mix(u_metal, u_roof, other);
    busy = 0.12;
  } else if (landmark || (height > 58.0 && (office || shop) && year > 1996.0)) {
    kind = 3.0;
    bay = 1.6;
    storey = clamp(height / floors, 3.6, 4.5);
    pane = vec4(0.05, 0.96, 0.22, 0.97);
    wall = mix(u_wallCool, u_glass, 0.35 + 0.4 * id.y);
    accent = mix(u_glass, u_wallCool, 0.2 + 0.3 * other);
    roof = mix(u_roof, u_concrete, 0.5);
    glass = 0.9;
    busy = 0.5;
  } else if (shop) {
    kind = 5.0;
    bay = 4.5;
    storey = clamp(height / floors, 3.6, 5.2);
    pane = vec4(0.08, 0.90, 0.34, 0.78);
    wall = old ? mix(u_wallWarm, u_brick, 0.3 * other) : wall;
    accent = mix(u_concrete, u_brick, other * 0.5);
    roof = old ? u_tiles : mix(u_roof, u_concrete, other * 0.6);
    glass = 0.4;
    busy = 1.0;
  } else if (office) {
    kind = 4.0;
    bay = 3.0;
    pane = vec4(0.20, 0.80, 0.26, 0.84);
    accent = mix(wall, u_concrete, 0.5);
    glass = 0.5;
    busy = 0.45;
  } else {
    wall = school && other < 0.4 ? mix(u_brick, u_wallWarm, 0.35) : mix(wall, u_wallPale, 0.4);
    accent = u_wallPale;
    roof = school && other < 0.3 ? u_tiles : roof;
    glass = 0.4;
    busy = use > 6.5 ? 0.8 : 0.3;
  }
  // Each house a little its own, by tone and never by pattern.
  wall *= 0.93 + 0.11 * id.y;
  roof *= 0.90 + 0.16 * other;

  float share = use < 3.5 ? (home ? u_lit.x : shop ? u_lit.y : office ? u_lit.z : u_lit.w)
    : (school ? u_litToo.x : use < 5.5 ? u_litToo.y : use < 6.5 ? u_litToo.z : u_litToo.w);
  if (landmark) share = u_street.z;
  float quarter = quarterOf(place.xz / 950.0);
  share *= (shed ? (other < 0.3 ? 2.4 : 0.15) : 0.55 + 0.55 * id.y + 0.3 * id.x) * mix(0.62, 1.22, quarter);
  if (old || (home && year < 1990.0)) share *= 0.7;
  // Where people are out of an evening more is lit, and the rest of the city lies darker around it.
  share *= 0.62 + 0.55 * life;

  v_wall = vec4(wall, kind);
  v_accent = vec4(accent, stain);
  v_roof = vec4(roof, height);
  v_grid = vec4(bay, storey, glass, busy * mix(0.5, 1.15, quarter) * (0.45 + 1.1 * life));
  v_pane = pane;
  v_lamp = vec4(min(share, 0.9), trait.zw, float(landmark || (kind > 2.5 && kind < 3.5 && height > 148.0)));
  v_life = life;
  v_class = ${classOf ?? '0.0'};
}`;
