import { useEffect, useReducer, useRef } from 'react';
import { createPortal } from 'react-dom';
import { redsOf, waitingOf } from '@/domain/waiting';
import { useAlarms, useCity, usePreferences } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { kioskWords } from '@/state/wordsKiosk';
import { setScene, useStage } from '../stage/useStage';
import { useStageKeys } from '../stage/useStageKeys';
import { KioskControls } from './KioskControls';
import { KioskHead } from './KioskHead';
import { KioskRed } from './KioskRed';
import { KioskSigns } from './KioskSigns';
import { alarmLayers, kioskAlarm, kioskScenes } from './program';
import { firstTurn, turn, type Dwells, type Rotation, type Turning } from './rotation';
import { useAwake } from './useAwake';
import css from './kiosk.module.css';

/** A wall that nobody touches: the city's views by turns, its signs, and whatever is red until somebody takes it in hand. */
export default function Kiosk({ onEnd }: { readonly onEnd: () => void }) {
  const { say } = useWords();
  const city = useCity();
  const pace = usePreferences(({ kiosk }) => kiosk) ?? 1;
  const frame = useRef<HTMLDivElement>(null);
  const alarms = useAlarms((board) => board.alarms);
  const found = redsOf(waitingOf(alarms));
  const reds = found.map(({ id }) => id);
  const dwells: Dwells = {
    scenes: kioskScenes.map(({ dwellS }) => (dwellS * 1_000) / pace),
    alarm: (kioskAlarm.dwellS * 1_000) / pace,
  };
  const [rotation, dispatch] = useReducer(
    (before: Rotation, event: Turning) => turn(before, event, dwells),
    undefined,
    () => firstTurn(city.present()),
  );
  const scene = kioskScenes[rotation.page];
  const shown = found.find(({ id }) => id === rotation.alarm);
  useStage('kiosk', undefined, frame, onEnd);
  useAwake();

  useEffect(() => {
    if (city.time.getState().mode === 'replay') city.time.getState().goLive();
  }, [city]);

  const beat = useRef<(event: 'tick' | -1 | 1) => void>(() => undefined);
  useEffect(() => {
    beat.current = (event) => {
      const at = city.present();
      dispatch(event === 'tick' ? { kind: 'tick', at, reds } : { kind: 'go', by: event, at, reds });
    };
  });
  useEffect(() => {
    const timer = window.setInterval(() => beat.current('tick'), 250);
    return () => window.clearInterval(timer);
  }, []);

  const alarm = rotation.alarm;
  useEffect(() => {
    if (alarm === undefined) {
      city.select(undefined);
      if (scene !== undefined) setScene(city, scene.layers, { kind: 'pose', pose: scene.pose });
      return;
    }
    const place = city.alarms.getState().alarms.find(({ id }) => id === alarm)?.place;
    if (place === undefined) return;
    const [lon, lat, height] = place;
    setScene(city, alarmLayers, { kind: 'place', at: [lon, lat], height, range: kioskAlarm.rangeM });
    city.select({ layer: 'alarms', feature: alarm });
  }, [alarm, scene, city]);

  useStageKeys((key, onButton) => {
    if (key === 'ArrowRight' || key === 'PageDown') beat.current(1);
    else if (key === 'ArrowLeft' || key === 'PageUp') beat.current(-1);
    else if (key === ' ' && !onButton) dispatch({ kind: 'hold', at: city.present() });
    else if (key === 'Escape') onEnd();
    else return false;
    return true;
  });

  return createPortal(
    <div
      ref={frame}
      className={css['kiosk']}
      role="dialog"
      aria-modal="true"
      aria-label={say(kioskWords.title)}
      tabIndex={-1}
    >
      <KioskHead
        title={scene && say(scene.title)}
        reds={found.length}
        held={rotation.held}
        pages={kioskScenes.length}
        page={rotation.page}
      />
      <KioskRed alarm={shown ?? found[0]} others={found.length - 1} />
      <KioskSigns />
      <KioskControls
        held={rotation.held}
        onTurn={(by) => beat.current(by)}
        onHold={() => dispatch({ kind: 'hold', at: city.present() })}
        onEnd={onEnd}
      />
    </div>,
    document.body,
  );
}
