import {
  Cartesian3,
  Cartesian4,
  Color,
  CustomShader,
  CustomShaderTranslucencyMode,
  LightingModel,
  PixelFormat,
  TextureMagnificationFilter,
  TextureMinificationFilter,
  TextureUniform,
  UniformType,
  VaryingType,
} from 'cesium';
import type { BuildingLook, Look } from '@/scene/look';
import { facadeFragment } from './facadeFragment';
import { facadeVertex } from './facadeVertex';
import type { Light } from './light';
import { classOf, coloursOf, paints, type PaintId } from './paint';

/** The palette's texture is this wide, one texel a class. */
const paletteWidth = 16;

function rgb(css: string): Cartesian3 {
  const colour = Color.fromCssColorString(css);
  return new Cartesian3(colour.red, colour.green, colour.blue);
}

const vec3 = (value: Cartesian3) => ({ type: UniformType.VEC3, value });
const vec4 = (value: Cartesian4) => ({ type: UniformType.VEC4, value });
const float = (value: number) => ({ type: UniformType.FLOAT, value });

function paletteOf(colours: readonly string[]): TextureUniform {
  const bytes = new Uint8Array(paletteWidth * 4);
  for (const [index, css] of colours.entries()) bytes.set(Color.fromCssColorString(css).toBytes(), index * 4);
  return new TextureUniform({
    typedArray: bytes,
    width: paletteWidth,
    height: 1,
    repeat: false,
    pixelFormat: PixelFormat.RGBA,
    minificationFilter: TextureMinificationFilter.NEAREST,
    magnificationFilter: TextureMagnificationFilter.NEAREST,
  });
}

export interface FacadeDress {
  readonly look: Look;
  readonly theme: 'night' | 'day' | 'contrast';
  readonly paint: PaintId | undefined;
  /** Lets the ground through; the opaque facade is cheaper. */
  readonly translucent: boolean;
}

/** A facade shader for a look and a paint. */
export function createFacade({ look, theme, paint, translucent }: FacadeDress): CustomShader {
  const { buildings } = look;
  const edge = rgb(buildings.edge);
  return new CustomShader({
    lightingModel: LightingModel.UNLIT,
    translucencyMode: translucent
      ? CustomShaderTranslucencyMode.TRANSLUCENT
      : CustomShaderTranslucencyMode.OPAQUE,
    varyings: {
      v_wall: VaryingType.VEC4,
      v_accent: VaryingType.VEC4,
      v_roof: VaryingType.VEC4,
      v_grid: VaryingType.VEC4,
      v_pane: VaryingType.VEC4,
      v_lamp: VaryingType.VEC4,
      v_class: VaryingType.FLOAT,
      v_life: VaryingType.FLOAT,
    },
    uniforms: {
      ...facadeColours(buildings),
      u_skyLow: vec3(rgb(look.sky[0])),
      u_skyMiddle: vec3(rgb(look.sky[1])),
      u_skyHigh: vec3(rgb(look.sky[2])),
      u_haze: vec3(rgb(look.haze)),
      u_up: vec3(new Cartesian3(0, 0, 1)),
      u_sun: vec3(new Cartesian3(0, 0, 1)),
      u_sunColour: vec3(new Cartesian3(1, 1, 1)),
      u_selectedAt: vec3(new Cartesian3()),
      u_selectedTrait: vec4(new Cartesian4(-1, -1, -1, -1)),
      u_lit: vec4(new Cartesian4()),
      u_litToo: vec4(new Cartesian4()),
      u_street: vec3(new Cartesian3()),
      u_edge: vec4(new Cartesian4(edge.x, edge.y, edge.z, buildings.edged)),
      u_night: float(buildings.night),
      u_ambient: float(buildings.ambient),
      u_sunlight: float(buildings.sun),
      u_reach: float(1e9),
      u_opacity: float(1),
      u_paint: float(paint === undefined ? 0 : 1),
      u_palette: {
        type: UniformType.SAMPLER_2D,
        value: paletteOf(paint === undefined ? [] : coloursOf(paints[paint], theme)),
      },
    },
    vertexShaderText: facadeVertex(paint === undefined ? undefined : classOf[paint]),
    fragmentShaderText: facadeFragment,
  });
}

/** Lets the sun stand and the lamps burn as they do at the page's time; `toWorld` turns the city's directions earth-fixed. */
export function lightFacade(shader: CustomShader, light: Light, sun: Cartesian3): void {
  const [residential, commercial, office, industrial, education, medical, open, transport, landmark] =
    light.lit;
  shader.setUniform('u_sun', sun);
  shader.setUniform('u_sunColour', new Cartesian3(...light.colour));
  shader.setUniform('u_sunlight', light.strength);
  shader.setUniform('u_lit', new Cartesian4(residential, commercial, office, industrial));
  shader.setUniform('u_litToo', new Cartesian4(education, medical, open, transport));
  shader.setUniform('u_street', new Cartesian3(light.street, light.show, landmark));
}

function facadeColours(look: BuildingLook) {
  return {
    u_wallPale: vec3(rgb(look.walls[0])),
    u_wallWarm: vec3(rgb(look.walls[1])),
    u_wallCool: vec3(rgb(look.walls[2])),
    u_brick: vec3(rgb(look.brick)),
    u_concrete: vec3(rgb(look.concrete)),
    u_metal: vec3(rgb(look.metal)),
    u_steel: vec3(rgb(look.steel)),
    u_roof: vec3(rgb(look.roof)),
    u_tiles: vec3(rgb(look.tiles)),
    u_glass: vec3(rgb(look.glass)),
    u_pane: vec3(rgb(look.pane)),
    u_lamp: vec3(rgb(look.lamp)),
    u_selected: vec3(rgb(look.selected)),
    u_bounce: vec3(rgb(look.bounce)),
    u_shade: vec3(rgb(look.shade)),
  };
}
