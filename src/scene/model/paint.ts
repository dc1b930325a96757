import { Appearance, BlendingState, Cartesian3, Color, Material, Matrix4, Transforms } from 'cesium';
import type { Theme } from '@/contracts/ids';
import type { SceneHost } from '../layer';
import { looks } from '../look';
import { ribbonSurface, ribbonVertex, solidSurface, solidVertex, surface } from './shaders';

interface Palette {
  readonly concrete: string;
  readonly steel: string;
  readonly tower: string;
  readonly road: string;
  readonly rail: string;
  readonly glass: string;
  readonly marks: string;
  readonly lamp: string;
  /** What depth below the ground fades into. */
  readonly deep: string;
  readonly ambient: number;
  readonly sun: number;
}

const palettes: Readonly<Record<Theme, Palette>> = {
  night: {
    concrete: '#4a5462',
    steel: '#5d6b7c',
    tower: '#6b7480',
    road: '#3a3634',
    rail: '#2b2f36',
    glass: '#8cc6f2',
    marks: '#d8c9a8',
    lamp: '#ffb765',
    deep: '#173a63',
    ambient: 0.62,
    sun: 0.26,
  },
  day: {
    concrete: '#d3d2cc',
    steel: '#a9b4bb',
    tower: '#dedcd4',
    road: '#8d9092',
    rail: '#8b8379',
    glass: '#4d88ad',
    marks: '#fbfaf4',
    lamp: '#ffd9a0',
    deep: '#5d7f99',
    ambient: 0.7,
    sun: 0.42,
  },
  contrast: {
    concrete: '#b8b8b8',
    steel: '#e0e0e0',
    tower: '#ffffff',
    road: '#2a2a2a',
    rail: '#1a1a1a',
    glass: '#8fd0ff',
    marks: '#ffffff',
    lamp: '#ffffff',
    deep: '#202020',
    ambient: 0.72,
    sun: 0.36,
  },
};

/** Where light is reckoned from: the middle of the city, the sun in the south-west, halfway up. */
const middle = Cartesian3.fromDegrees(114.3, 30.58);
const sun = new Cartesian3(-0.52, -0.5, 0.69);

function direction(local: Cartesian3): Cartesian3 {
  const frame = Transforms.eastNorthUpToFixedFrame(middle);
  return Cartesian3.normalize(
    Matrix4.multiplyByPointAsVector(frame, local, new Cartesian3()),
    new Cartesian3(),
  );
}

/** How models look: one paint a layer, shared by all it draws. */
export interface Paint {
  readonly solid: () => Appearance;
  readonly ribbon: () => Appearance;
  /** Opacity 0…1. */
  readonly fade: (opacity: number) => void;
  /** The feature that is selected, by its number in the batch; −1 none. */
  readonly choose: (feature: number) => void;
  /** Colours by depth below the ground instead of by distance in the air. */
  readonly setUnderground: (on: boolean) => void;
  readonly destroy: () => void;
}

export function createPaint(host: SceneHost, onSwap: () => void): Paint {
  const white = () => new Color(1, 1, 1, 1);
  const uniforms = () => ({
    u_concrete: white(),
    u_steel: white(),
    u_tower: white(),
    u_road: white(),
    u_rail: white(),
    u_glass: white(),
    u_marks: white(),
    u_lamp: white(),
    u_haze: white(),
    u_selected: white(),
    u_deep: new Color(0, 0, 0, 0),
    u_tone: new Cartesian3(),
    u_sun: direction(sun),
    u_up: direction(Cartesian3.UNIT_Z),
    u_reach: 30_000,
    u_see: 1,
    u_chosen: -1,
  });
  const dressed = (source: string) =>
    new Material({ fabric: { uniforms: uniforms(), source }, translucent: false, strict: false });
  const materials = [dressed(solidSurface), dressed(ribbonSurface)] as const;
  let opacity = 1;
  let underground = false;

  const appearance = (material: Material, vertexShaderSource: string, translucent: boolean) =>
    new Appearance({
      material,
      translucent,
      closed: false,
      vertexShaderSource,
      fragmentShaderSource: surface,
      renderState: {
        depthTest: { enabled: true },
        depthMask: !translucent,
        cull: { enabled: false },
        ...(translucent ? { blending: BlendingState.ALPHA_BLEND as object } : {}),
      },
    });
  const solids = {
    whole: appearance(materials[0], solidVertex, false),
    faded: appearance(materials[0], solidVertex, true),
  };
  const ribbons = appearance(materials[1], ribbonVertex, true);

  const set = (values: Readonly<Record<string, unknown>>) => {
    for (const material of materials) Object.assign(material.uniforms, values);
    host.requestRender();
  };
  const dress = () => {
    const theme = host.theme();
    const palette = palettes[theme];
    const css = (colour: string) => Color.fromCssColorString(colour);
    set({
      u_concrete: css(palette.concrete),
      u_steel: css(palette.steel),
      u_tower: css(palette.tower),
      u_road: css(palette.road),
      u_rail: css(palette.rail),
      u_glass: css(palette.glass),
      u_marks: css(palette.marks),
      u_lamp: css(palette.lamp),
      u_haze: css(looks[theme].haze),
      u_selected: css(looks[theme].buildings.selected),
      u_deep: css(palette.deep).withAlpha(underground ? 1 : 0),
      u_tone: new Cartesian3(palette.ambient, palette.sun, looks[theme].buildings.night),
    });
  };
  dress();
  const undoTheme = host.onTheme(dress);
  const undoFrame = host.scene.preRender.addEventListener(() => {
    const reach = host.haze?.reach();
    if (reach !== undefined)
      for (const { uniforms: own } of materials) Object.assign(own, { u_reach: reach });
  });

  return {
    solid: () => (opacity < 1 ? solids.faded : solids.whole),
    ribbon: () => ribbons,
    fade: (next) => {
      if (next === opacity) return;
      const swap = next < 1 !== opacity < 1;
      opacity = next;
      set({ u_see: next });
      if (swap) onSwap();
    },
    choose: (feature) => set({ u_chosen: feature }),
    setUnderground: (on) => {
      underground = on;
      dress();
    },
    destroy: () => {
      undoTheme();
      undoFrame();
    },
  };
}
