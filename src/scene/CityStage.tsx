import '@cesium/engine/Source/Widget/CesiumWidget.css';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { CesiumWidget, Provider, useCesium } from 'resium';
import type { CameraPose } from '@/contracts/briefing';
import type { City } from '@/state/city';
import { ElementLayers } from './ElementLayers';
import type { Graphics } from './graphics';
import { GroundChip } from './GroundChip';
import { createFlatTerrain, createGroundScheme, type GroundScheme } from './ground/flatTerrain';
import type { GovernorTold } from './governor';
import type { LayerDefinition } from './layer';
import { createQuality } from './quality';
import { QualityChip } from './QualityChip';
import styles from './scene.module.css';
import { sceneWords } from './sceneWords';
import { createStage, type Stage } from './stage';
import { UndergroundChip } from './UndergroundChip';

export interface CityStageProps {
  readonly city: City;
  readonly layers: readonly LayerDefinition[];
  readonly graphics: Graphics;
  readonly pose: CameraPose;
  /** The picture can no longer be drawn; `pose` is where the camera stood. */
  readonly onLost: (cause: 'context' | 'error', reason: string, pose: CameraPose) => void;
}

interface WithinProps extends CityStageProps {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly scheme: GroundScheme;
}

function describeCanvas(canvas: HTMLCanvasElement, language: 'zh' | 'en'): void {
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'application');
  canvas.setAttribute('aria-label', sceneWords.map[language]);
  canvas.setAttribute('aria-roledescription', sceneWords.mapRole[language]);
  canvas.setAttribute('aria-description', sceneWords.keys[language]);
}

/** Lives inside the widget: sets the stage on it, and gives the layers React draws their place. */
function Within({ city, layers, graphics, pose, onLost, frame, scheme }: WithinProps) {
  const { cesiumWidget: widget } = useCesium();
  const [stage, setStage] = useState<Stage>();
  const [begin] = useState(() => ({ pose, onLost, layers }));
  const [quality] = useState(createQuality);
  const [told, setTold] = useState<GovernorTold>({ step: 0, pictureMs: undefined });

  useEffect(() => {
    const element = frame.current;
    if (widget === undefined || element === null) return;
    const { scene } = widget;
    const { canvas } = scene;
    const cursors = [styles['picking'] ?? '', styles['drawing'] ?? ''];
    const made = createStage({
      widget,
      frame: element,
      scheme,
      graphics,
      city,
      layers: begin.layers,
      pose: begin.pose,
      onCursor: (cursor) => {
        element.classList.remove(...cursors);
        if (cursor !== 'grab') element.classList.add(styles[cursor] ?? '');
      },
      quality,
      onQuality: setTold,
    });
    let gone = false;
    // The layers React draws come in once the stage stands, not while it is being set.
    queueMicrotask(() => {
      if (!gone) setStage(made);
    });
    const onContextLost = (event: Event) => {
      event.preventDefault();
      begin.onLost('context', 'WebGL context lost', made.pose());
    };
    canvas.addEventListener('webglcontextlost', onContextLost);
    const undoError = scene.renderError.addEventListener((_scene: unknown, error: unknown) => {
      begin.onLost('error', error instanceof Error ? error.message : String(error), made.pose());
    });
    const describe = () => describeCanvas(canvas, city.preferences.getState().language);
    describe();
    const undoLanguage = city.preferences.subscribe(describe);
    return () => {
      gone = true;
      setStage(undefined);
      canvas.removeEventListener('webglcontextlost', onContextLost);
      undoError();
      undoLanguage();
      made.destroy();
    };
  }, [widget, begin, city, graphics, scheme, frame, quality]);

  useEffect(() => stage?.setLayers(layers), [stage, layers]);

  if (widget === undefined || stage === undefined) return null;
  return (
    <Provider
      value={{
        cesiumWidget: widget,
        scene: widget.scene,
        camera: widget.camera,
        globe: widget.scene.globe,
        primitiveCollection: widget.scene.primitives,
        imageryLayerCollection: widget.imageryLayers,
        entityCollection: widget.entities,
        dataSourceCollection: widget.dataSources,
      }}
    >
      <ElementLayers layers={layers} city={city} hostFor={stage.hostFor} />
      <QualityChip city={city} told={told} onHold={stage.holdQuality} />
      <GroundChip city={city} onAgain={stage.readGroundAgain} />
      <UndergroundChip city={city} />
    </Provider>
  );
}

/** One engine widget and all that lives in it. When it is lost, a new one takes its place; nothing is repaired inside. */
export function CityStage(props: CityStageProps) {
  const { graphics } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [scheme] = useState(createGroundScheme);
  const [terrain] = useState(() => createFlatTerrain(scheme));
  const [credits] = useState(() => document.createElement('div'));
  const [contextOptions] = useState(() => ({
    webgl: { alpha: true, antialias: false, powerPreference: 'high-performance' as const },
  }));
  return (
    <div ref={frame} className={styles['scene']}>
      <CesiumWidget
        className={styles['widget'] ?? ''}
        baseLayer={false}
        skyBox={false}
        skyAtmosphere={false}
        scene3DOnly
        orderIndependentTranslucency={false}
        requestRenderMode
        maximumRenderTimeChange={Infinity}
        msaaSamples={graphics.software ? 1 : 4}
        useBrowserRecommendedResolution={graphics.software}
        showRenderLoopErrors={false}
        creditContainer={credits}
        contextOptions={contextOptions}
        terrainProvider={terrain}
      >
        <Within {...props} frame={frame} scheme={scheme} />
      </CesiumWidget>
    </div>
  );
}
