import { useEffect, useRef, type RefObject } from 'react';
import type { Briefing } from '@/contracts/briefing';
import type { LayerId } from '@/contracts/ids';
import { layers } from '@/layers';
import { useCity } from '@/state/CityContext';
import type { LayerView } from '@/state/sceneStore';

/** Slow enough to follow, short enough to keep the room. */
const flightS = 4;

/** Sets the stage for a briefing: the screen, the frame, the camera and layers of each scene; and strikes it at the end. */
export function useStage(
  briefing: Briefing,
  page: number,
  frame: RefObject<HTMLDivElement | null>,
  onEnd: () => void,
): void {
  const city = useCity();
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });

  useEffect(() => {
    const root = document.documentElement;
    const before = document.activeElement;
    const { layers: views, setLayers, useTool: takeTool, fly, camera } = city.scene.getState();
    const { theme, setTheme } = city.preferences.getState();
    takeTool(undefined);
    city.select(undefined);
    if (briefing.theme !== undefined) setTheme(briefing.theme);
    root.dataset['briefing'] = briefing.id;
    frame.current?.focus();
    let wasFull = false;
    const onChange = () => {
      if (document.fullscreenElement) wasFull = true;
      else if (wasFull) end.current();
    };
    document.addEventListener('fullscreenchange', onChange);
    if (document.fullscreenEnabled) {
      // Refused without a press or by policy: the briefing then fills the window, which it does anyway.
      root.requestFullscreen().catch(() => undefined);
    }
    return () => {
      document.removeEventListener('fullscreenchange', onChange);
      if (document.fullscreenElement) void document.exitFullscreen();
      delete root.dataset['briefing'];
      setLayers(views);
      if (briefing.theme !== undefined) setTheme(theme);
      fly({ kind: 'pose', pose: camera, durationS: 0 });
      if (before instanceof HTMLElement) before.focus();
    };
  }, [briefing, city, frame]);

  useEffect(() => {
    const scene = briefing.scenes[page];
    if (scene === undefined) return;
    const { layers: views, setLayers, fly } = city.scene.getState();
    setLayers(
      Object.fromEntries(
        layers.map(({ entry }): [LayerId, LayerView] => {
          const view = views[entry.id] ?? entry.defaults;
          return [entry.id, { ...view, visible: scene.layers.includes(entry.id) }];
        }),
      ),
    );
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    fly({ kind: 'pose', pose: scene.camera, durationS: still ? 0 : flightS });
  }, [briefing, page, city]);
}
