import { Ion } from 'cesium';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { CameraPose } from '@/contracts/briefing';
import { useCity } from '@/state/CityContext';
import { CityStage } from './CityStage';
import { findGraphics, type Graphics } from './graphics';
import type { LayerDefinition } from './layer';
import styles from './scene.module.css';
import { sceneWords } from './sceneWords';

// Nothing of ours asks the engine's vendor for anything; without a token nothing can.
Ion.defaultAccessToken = '';

/** After an error in drawing, a second within this time means that drawing anew does not help. */
const errorAgainMs = 60_000;
/** A lost context may take its time to come back; then the page says so. */
const contextPatienceMs = 15_000;

type Life =
  | { readonly kind: 'drawn'; readonly graphics: Graphics; readonly pose: CameraPose; readonly turn: number }
  | { readonly kind: 'resting'; readonly pose: CameraPose; readonly turn: number; readonly since: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly pose: CameraPose; readonly turn: number };

interface SceneViewProps {
  readonly layers?: readonly LayerDefinition[];
}

const none: readonly LayerDefinition[] = [];

/** The city, drawn. Fills its parent; heals once from a lost context or an error, and otherwise says why it cannot. */
export default function SceneView({ layers = none }: SceneViewProps) {
  const city = useCity();
  const language = useStore(city.preferences, (preferences) => preferences.language);
  const [errorAt] = useState(() => ({ last: -Infinity }));
  const [life, setLife] = useState<Life>(() => {
    const graphics = findGraphics();
    const pose = city.scene.getState().camera;
    return graphics === undefined
      ? { kind: 'failed', reason: sceneWords.noGraphics[language], pose, turn: 0 }
      : { kind: 'drawn', graphics, pose, turn: 0 };
  });

  useEffect(() => {
    const { reportStatus } = city.scene.getState();
    if (life.kind === 'failed') {
      reportStatus({ kind: 'failed', reason: life.reason });
      return;
    }
    if (life.kind === 'drawn') {
      reportStatus({ kind: 'loading', progress: 0 });
      return;
    }
    reportStatus({ kind: 'lost' });
    const timer = window.setTimeout(() => {
      const graphics = findGraphics();
      const { pose, turn, since } = life;
      if (graphics !== undefined) setLife({ kind: 'drawn', graphics, pose, turn: turn + 1 });
      else if (performance.now() - since > contextPatienceMs)
        setLife({
          kind: 'failed',
          reason: sceneWords.contextGone[city.preferences.getState().language],
          pose,
          turn,
        });
      else setLife({ ...life, turn: turn + 1 });
    }, 250);
    return () => window.clearTimeout(timer);
  }, [life, city]);

  if (life.kind === 'resting') return <div className={styles['scene']} />;
  if (life.kind === 'failed') {
    const again = () => {
      errorAt.last = -Infinity;
      setLife({ kind: 'resting', pose: life.pose, turn: life.turn, since: performance.now() });
    };
    return (
      <div className={styles['scene']}>
        <div className={styles['notice']} role="alert">
          <p>{life.reason}</p>
          <button type="button" onClick={again}>
            {sceneWords.retry[language]}
          </button>
        </div>
      </div>
    );
  }
  return (
    <CityStage
      key={life.turn}
      city={city}
      layers={layers}
      graphics={life.graphics}
      pose={life.pose}
      onLost={(cause, reason, pose) => {
        const now = performance.now();
        const again = cause === 'error' && now - errorAt.last < errorAgainMs;
        if (cause === 'error') errorAt.last = now;
        const { turn } = life;
        setLife(
          again
            ? { kind: 'failed', reason: `${sceneWords.stopped[language]}: ${reason}`, pose, turn }
            : { kind: 'resting', pose, turn, since: now },
        );
      }}
    />
  );
}
