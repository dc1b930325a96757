import { useEffect, useRef, type RefObject } from 'react';
import type { LayerId, Theme } from '@/contracts/ids';
import { layers } from '@/layers';
import type { City } from '@/state/city';
import { useCity } from '@/state/CityContext';
import type { FlightTarget, LayerView } from '@/state/sceneStore';

/** Slow enough to follow, short enough to keep the room. */
const flightS = 4;

/** Gives the whole page to one thing, by its name; at the end everything is put back as it was. */
export function useStage(
  name: string,
  theme: Theme | undefined,
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
    const { theme: worn, setTheme } = city.preferences.getState();
    takeTool(undefined);
    city.select(undefined);
    if (theme !== undefined) setTheme(theme);
    root.dataset['briefing'] = name;
    frame.current?.focus();
    let wasFull = false;
    const onChange = () => {
      if (document.fullscreenElement) wasFull = true;
      else if (wasFull) end.current();
    };
    document.addEventListener('fullscreenchange', onChange);
    if (document.fullscreenEnabled) {
      // Refused without a press or by policy: the stage then fills the window, which it does anyway.
      root.requestFullscreen().catch(() => undefined);
    }
    return () => {
      document.removeEventListener('fullscreenchange', onChange);
      if (document.fullscreenElement) void document.exitFullscreen();
      delete root.dataset['briefing'];
      city.select(undefined);
      setLayers(views);
      if (theme !== undefined) setTheme(worn);
      fly({ kind: 'pose', pose: camera, durationS: 0 });
      if (before instanceof HTMLElement) before.focus();
    };
  }, [name, theme, city, frame]);
}

/** Shows these layers and no others, and takes the camera there; at once where motion is unwelcome. */
export function setScene(city: City, shown: readonly LayerId[], target: FlightTarget): void {
  const { layers: views, setLayers, fly } = city.scene.getState();
  setLayers(
    Object.fromEntries(
      layers.map(({ entry }): [LayerId, LayerView] => {
        const view = views[entry.id] ?? entry.defaults;
        return [entry.id, { ...view, visible: shown.includes(entry.id) }];
      }),
    ),
  );
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  fly({ ...target, durationS: still ? 0 : flightS });
}
