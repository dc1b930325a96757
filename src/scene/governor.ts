import type { Scene } from 'cesium';
import { createPace } from './pace';
import { fullQuality, qualitySteps, type QualityStore } from './quality';

/** Milliseconds a picture may take while the camera moves: thirty pictures a second. */
export const pictureBudgetMs = 33;
/** The first step that lowers anything but detail. */
const fewestPixels = qualitySteps.findIndex(({ resolution }) => resolution < 1);
/** Standing still this long, the view may have its detail back, step by step. */
const restMs = 4_000;
/** The camera counts as moving until it has stood this long. */
const stillMs = 250;

export interface GovernorTold {
  /** Which of `qualitySteps` is drawn; 0 is the full picture. */
  readonly step: number;
  /** The 95th percentile that asked for the last step, ms. */
  readonly pictureMs: number | undefined;
}

export interface Governor {
  /** Looks at a picture that has just been drawn; `now` in ms of the page's clock. */
  readonly drawn: (now: number) => void;
  /** A person wants the full picture whatever it costs: nothing is lowered until this is taken back. */
  readonly hold: (full: boolean) => void;
  readonly destroy: () => void;
}

export interface GovernorOptions {
  readonly quality: QualityStore;
  /** Is the camera, by now, somewhere else than at the picture before? */
  readonly moved: () => boolean;
  /** Called with every step, so that the page can say what was done. */
  readonly tell: (told: GovernorTold) => void;
  readonly requestRender: () => void;
  readonly budgetMs?: number;
}

/**
 * Keeps the time of a picture by lowering detail, then resolution, then shadows, and gives them back in the opposite
 * order. Only pictures of a moving camera count: a still view is drawn when something changes, at its full resolution.
 */
export function createGovernor(options: GovernorOptions): Governor {
  const { quality, moved, tell, requestRender, budgetMs = pictureBudgetMs } = options;
  const pace = createPace({ budgetMs });
  let step = 0;
  let held = false;
  let before: number | undefined;
  let movedAt = -Infinity;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const go = (next: number, pictureMs: number | undefined) => {
    if (next === step || next < 0 || next >= qualitySteps.length) return;
    step = next;
    pace.reset();
    quality.setState(qualitySteps[step]!, true);
    tell({ step, pictureMs });
    requestRender();
  };
  const restLater = () => {
    clearTimeout(rest);
    if (step === 0) return;
    rest = setTimeout(() => {
      // A still view is drawn at its full resolution anyway: only the detail comes back by steps.
      go(Math.min(step, fewestPixels) - 1, undefined);
      restLater();
    }, restMs);
  };

  return {
    drawn: (now) => {
      const moving = moved();
      if (moving) {
        // The first picture after a rest tells how long the rest was, not how long a picture takes.
        const since = now - movedAt > stillMs || before === undefined ? undefined : now - before;
        movedAt = now;
        if (since !== undefined && !held) {
          const verdict = pace.take(since);
          if (verdict === 'slower') go(step + 1, pace.p95());
          else if (verdict === 'faster') go(step - 1, pace.p95());
        }
        restLater();
      }
      before = now;
    },
    hold: (full) => {
      held = full;
      if (!full) return;
      clearTimeout(rest);
      step = 0;
      pace.reset();
      quality.setState(fullQuality, true);
      tell({ step, pictureMs: undefined });
      requestRender();
    },
    destroy: () => clearTimeout(rest),
  };
}

/** Whether the camera has moved since it was last asked. */
export function cameraWatch(scene: Scene): () => boolean {
  const { camera } = scene;
  let [x, y, z] = [camera.positionWC.x, camera.positionWC.y, camera.positionWC.z];
  let [a, b, c] = [camera.directionWC.x, camera.directionWC.y, camera.directionWC.z];
  return () => {
    const { positionWC: at, directionWC: to } = camera;
    const same = x === at.x && y === at.y && z === at.z && a === to.x && b === to.y && c === to.z;
    [x, y, z, a, b, c] = [at.x, at.y, at.z, to.x, to.y, to.z];
    return !same;
  };
}
