import {
  Cartesian2,
  Cartesian3,
  Cartesian4,
  Color,
  Math as CesiumMath,
  Matrix4,
  Transforms,
  type Scene,
} from 'cesium';
import type { Theme } from '@/contracts/ids';
import type { SceneStore } from '@/state/sceneStore';
import type { GroundHandle } from '../ground/groundPicture';
import type { WaterPicture } from '../ground/workshop';
import type { Haze } from '../haze';
import type { QualityStore } from '../quality';
import { createWaterClock } from './waterClock';
import { carrySeconds, patternM, waterLooks, waterSource } from './waterSurface';
import { tileSide, waveTile } from './waveTile';

/** Places of the field along its longer side: about 75 m each, which is finer than the banks are known. */
const fieldSide = 2048;
/** Above this the waves are finer than a pixel: the water may lie still. */
const highestM = 45_000;
/** Metres a second: the wind's pattern on small and on wide water, and what the river carries. */
const wind = { small: [1.3, 0.7], wide: [2.2, 1.1], river: 1.6 } as const;
/** The sun of the models: in the south-west, halfway up. */
const light = Cartesian3.normalize(new Cartesian3(-0.52, -0.5, 0.69), new Cartesian3());
const middle = { lon: CesiumMath.toRadians(114.3), lat: CesiumMath.toRadians(30.58) } as const;

interface MovingWaterOptions {
  readonly scene: Scene;
  readonly store: SceneStore;
  readonly ground: Pick<GroundHandle, 'waters' | 'view' | 'onChange'>;
  readonly haze: Pick<Haze, 'cover' | 'set'>;
  readonly quality: QualityStore;
  readonly theme: () => Theme;
  readonly onTheme: (listener: () => void) => () => void;
  readonly requestRender: () => void;
}

/** Light on rivers and lakes, moving slowly while the machine and the person allow it; returns the undo. */
export function moveWater(options: MovingWaterOptions): () => void {
  const { scene, store, ground, haze, quality, theme, requestRender } = options;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
  const frame = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromRadians(middle.lon, middle.lat));
  const home = Matrix4.inverseTransformation(frame, new Matrix4());
  const axis = (column: number): Cartesian3 => {
    const { x, y, z } = Matrix4.getColumn(frame, column, new Cartesian4());
    return new Cartesian3(x, y, z);
  };
  let waters: WaterPicture | undefined;
  let seconds = 0;
  let drawnAt: number | undefined;
  let destroyed = false;

  const shown = (): boolean => {
    const { visible, opacity } = ground.view('water');
    return waters !== undefined && visible && opacity > 0 && waterLooks[theme()] !== undefined;
  };
  const moving = (): boolean => {
    const { detail, resolution, shadows } = quality.getState();
    return (
      !calm.matches &&
      shown() &&
      detail === 1 &&
      resolution === 1 &&
      shadows &&
      !store.getState().underground.on &&
      scene.camera.positionCartographic.height < highestM
    );
  };
  const clock = createWaterClock({
    moving,
    ask: requestRender,
    after: (ms, act) => {
      const timer = window.setTimeout(act, ms);
      return () => window.clearTimeout(timer);
    },
  });

  const see = (): number => (shown() && !store.getState().underground.on ? ground.view('water').opacity : 0);
  const dressed = (): Record<string, unknown> => {
    const look = waterLooks[theme()];
    if (look === undefined) return { u_see: 0 };
    const css = (colour: string) => Color.fromCssColorString(colour);
    return {
      u_see: see(),
      u_low: css(look.sky[0]),
      u_high: css(look.sky[1]),
      u_crest: css(look.crest),
      u_trough: css(look.trough),
      u_glint: css(look.glint),
      u_amounts: new Cartesian3(...look.amounts),
    };
  };
  const still = {
    u_stand: new Cartesian2(),
    u_wind: new Cartesian4(),
    u_turn: new Cartesian3(0, 0.5, wind.river * carrySeconds),
  };

  const lay = async () => {
    const [read, tile] = await Promise.all([
      ground.waters(fieldSide),
      createImageBitmap(new ImageData(waveTile(), tileSide, tileSide), {
        premultiplyAlpha: 'none',
        colorSpaceConversion: 'none',
      }),
    ]);
    if (destroyed || read === undefined) return;
    waters = read;
    const [west, south, east, north] = read.box.map((degrees) => CesiumMath.toRadians(degrees)) as [
      number,
      number,
      number,
      number,
    ];
    haze.cover({
      source: waterSource,
      uniforms: {
        u_field: read.picture,
        u_waves: tile,
        u_middle: new Cartesian3(Math.cos(middle.lon), Math.sin(middle.lon), Math.tan(middle.lat)),
        u_span: new Cartesian4(
          (middle.lon - west) / (east - west),
          (middle.lat - south) / (north - south),
          1 / (east - west),
          1 / (north - south),
        ),
        u_east: axis(0),
        u_north: axis(1),
        u_up: axis(2),
        u_light: light,
        u_low: new Color(),
        u_high: new Color(),
        u_crest: new Color(),
        u_trough: new Color(),
        u_glint: new Color(),
        u_amounts: new Cartesian3(),
        u_see: 0,
        ...still,
      },
    });
    dress();
  };
  const dress = () => {
    haze.set(dressed());
    requestRender();
    clock.wake();
  };

  const stand = new Cartesian3();
  const undos = [
    options.onTheme(dress),
    ground.onChange((what) => {
      if (what === 'base') void lay();
      else dress();
    }),
    store.subscribe((state, before) => {
      if (state.underground !== before.underground) dress();
    }),
    quality.subscribe(clock.wake),
    scene.preRender.addEventListener(() => {
      if (waters === undefined) return;
      const now = performance.now();
      if (drawnAt !== undefined && moving()) seconds += Math.min(0.25, (now - drawnAt) / 1000);
      drawnAt = now;
      Matrix4.multiplyByPoint(home, scene.camera.positionWC, stand);
      still.u_stand.x = stand.x % patternM;
      still.u_stand.y = stand.y % patternM;
      const drift = (speed: number) => (speed * seconds) % patternM;
      Cartesian4.fromElements(
        drift(wind.small[0]),
        drift(wind.small[1]),
        // Also used by halves: the pattern must come round for those, too.
        (wind.wide[0] * seconds) % (2 * patternM),
        (wind.wide[1] * seconds) % (2 * patternM),
        still.u_wind,
      );
      const turn = (seconds / carrySeconds) % 1;
      still.u_turn.x = turn;
      still.u_turn.y = (turn + 0.5) % 1;
      haze.set(still);
    }),
    scene.postRender.addEventListener(clock.wake),
  ];
  const onCalm = () => clock.wake();
  calm.addEventListener('change', onCalm);
  void lay();
  return () => {
    destroyed = true;
    clock.stop();
    calm.removeEventListener('change', onCalm);
    for (const undo of undos) undo();
  };
}
