import type { CesiumWidget } from 'cesium';
import { cameraWatch, createGovernor, pictureBudgetMs, type GovernorTold } from './governor';
import type { QualityStore } from './quality';

/** Without a graphics card ten pictures a second is what one may hope for. */
const softwareBudgetMs = 100;
/** The ground's error on the screen at full detail, pixels; drawing in software is paid by the tile. */
const groundError = { software: 1.7, card: 1.1 } as const;
/** The camera has come to rest when it stood this long, ms. */
const restMs = 250;

interface QualityOptions {
  readonly widget: CesiumWidget;
  readonly quality: QualityStore;
  readonly software: boolean;
  readonly tell: (told: GovernorTold) => void;
  readonly requestRender: () => void;
}

export interface FollowedQuality {
  /** The first view is whole: from now on pictures are judged. */
  readonly begin: () => void;
  readonly hold: (full: boolean) => void;
  readonly end: () => void;
}

/** Applies the quality to the widget: the ground's detail always, the resolution only while the camera moves. */
export function followQuality(options: QualityOptions): FollowedQuality {
  const { widget, quality, software, tell, requestRender } = options;
  const { scene } = widget;
  const moved = cameraWatch(scene);
  let begun = false;
  let moving = false;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const dress = () => {
    const { detail, resolution } = quality.getState();
    scene.globe.maximumScreenSpaceError = (software ? groundError.software : groundError.card) * detail;
    if (!begun) return;
    const scale = moving ? resolution : 1;
    if (widget.resolutionScale !== scale) widget.resolutionScale = scale;
  };
  const governor = createGovernor({
    quality,
    budgetMs: software ? softwareBudgetMs : pictureBudgetMs,
    tell,
    requestRender,
    moved: () => {
      const now = moved();
      if (now) {
        moving = true;
        dress();
        clearTimeout(rest);
        rest = setTimeout(() => {
          moving = false;
          if (scene.isDestroyed()) return;
          dress();
          requestRender();
        }, restMs);
      }
      return now;
    },
  });
  const undoQuality = quality.subscribe(dress);
  const undoFrame = scene.postRender.addEventListener(() => {
    if (begun) governor.drawn(performance.now());
  });
  dress();
  return {
    begin: () => {
      begun = true;
    },
    hold: governor.hold,
    end: () => {
      clearTimeout(rest);
      undoQuality();
      undoFrame();
      governor.destroy();
    },
  };
}
