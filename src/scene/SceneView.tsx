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
import { standAtTheGate } from './tileGate';

// Nothing of ours asks the engine's vendor for anything; without a token nothing can.
Ion.defaultAccessToken = '';
standAtTheGate();

/** After an error in drawing, a second within this time means that drawing anew does not help. */
const errorAgainMs = 60_000;
/** So many contexts lost within the time mean that the device does not hold one: the page goes on without the map. */
const contextLosses = { most: 3, withinMs: 300_000 } as const;
/** A lost context may take its time to come back; then the page says so. */
const contextPatienceMs = 15_000;

interface LifeSoFar {
  readonly pose: CameraPose;
  /** Grows with every widget, so that each is a new one. */
  readonly turn: number;
  /** When drawing last met an error, on the page's clock. */
  readonly errorAt: number;
  /** When contexts were lost of late. */
  readonly losses: readonly number[];
}
type Life = LifeSoFar &
  (
    | { readonly kind: 'drawn'; readonly graphics: Graphics }
    | { readonly kind: 'resting'; readonly since: number }
    | { readonly kind: 'failed'; readonly reason: string }
  );

interface SceneViewProps {
  readonly layers?: readonly LayerDefinition[];
}

const none: readonly LayerDefinition[] = [];

/** The city, drawn. Fills its parent; heals once from a lost context or an error, and otherwise says why it cannot. */
export default function SceneView({ layers = none }: SceneViewProps) {
  const city = useCity();
  const language = useStore(city.preferences, (preferences) => preferences.language);
  const [life, setLife] = useState<Life>(() => {
    const graphics = findGraphics();
    const soFar = { pose: city.scene.getState().camera, turn: 0, errorAt: -Infinity, losses: [] };
    return graphics === undefined
      ? { ...soFar, kind: 'failed', reason: sceneWords.noGraphics[language] }
      : { ...soFar, kind: 'drawn', graphics };
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
      const { pose, errorAt, losses, since } = life;
      const next = { pose, errorAt, losses, turn: life.turn + 1 };
      if (graphics !== undefined) setLife({ ...next, kind: 'drawn', graphics });
      else if (performance.now() - since > contextPatienceMs)
        setLife({
          ...next,
          kind: 'failed',
          reason: sceneWords.contextGone[city.preferences.getState().language],
        });
      else setLife({ ...next, kind: 'resting', since });
    }, 250);
    return () => window.clearTimeout(timer);
  }, [life, city]);

  if (life.kind === 'resting') return <div className={styles['scene']} />;
  if (life.kind === 'failed') {
    const again = () => {
      const { pose, turn } = life;
      setLife({ kind: 'resting', pose, turn, errorAt: -Infinity, losses: [], since: performance.now() });
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
        const losses =
          cause === 'context'
            ? [...life.losses.filter((at) => now - at < contextLosses.withinMs), now]
            : life.losses;
        const next = { pose, turn: life.turn, errorAt: cause === 'error' ? now : life.errorAt, losses };
        const { language: spoken } = city.preferences.getState();
        if (cause === 'error' && now - life.errorAt < errorAgainMs)
          setLife({ ...next, kind: 'failed', reason: `${sceneWords.stopped[spoken]}: ${reason}` });
        else if (losses.length >= contextLosses.most)
          setLife({ ...next, kind: 'failed', reason: sceneWords.contextUnsteady[spoken] });
        else setLife({ ...next, kind: 'resting', since: now });
      }}
    />
  );
}
