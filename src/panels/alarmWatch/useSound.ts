import { useEffect, useRef, useState } from 'react';
import { redsOf } from '@/domain/waiting';
import { useCity, usePreferences } from '@/state/CityContext';
import { createRinger, restMs } from './ringer';
import { createTone, type Tone, type ToneState } from './tone';

/** Shared by every page of ours in this browser. */
const sharedName = 'jiangcheng.alarm-sound';
/** How long a mute lasts, ms; long enough to talk to somebody, too short to be forgotten. */
export const muteMs = 15 * 60_000;

export interface Sound {
  readonly state: ToneState | 'muted';
  readonly mutedUntil: number;
  readonly press: () => void;
}

/** Rings for red alarms, in one of the pages that are open here, and never in a replay. */
export function useSound(): Sound {
  const city = useCity();
  const mutedUntil = usePreferences((preferences) => preferences.mutedUntil);
  const tone = useRef<Tone>(undefined);
  const [toneState, setToneState] = useState<ToneState>('locked');
  const [muted, setMuted] = useState(() => city.present() < mutedUntil);

  useEffect(() => {
    const made = createTone(window, () => look());
    tone.current = made;
    const ringer = createRinger({
      openedAt: city.present(),
      ring: () => ringInOnePage(made),
      after: (ms, run) => {
        const timer = window.setTimeout(run, ms);
        return () => window.clearTimeout(timer);
      },
    });
    const look = () => {
      const isMuted = city.present() < city.preferences.getState().mutedUntil;
      setMuted(isMuted);
      setToneState(made.state());
      const live = city.time.getState().mode === 'live';
      ringer.look(redsOf(city.alarms.getState().waiting), live && !isMuted && made.state() === 'ready');
    };
    // A mute that runs out is noticed by the second.
    const beat = window.setInterval(look, 1_000);
    const undo = [city.alarms.subscribe(look), city.preferences.subscribe(look), shareMute(city)];
    return () => {
      undo.forEach((stop) => stop());
      window.clearInterval(beat);
      ringer.destroy();
      made.destroy();
    };
  }, [city]);

  return {
    state: toneState === 'ready' && muted ? 'muted' : toneState,
    mutedUntil,
    press: () => {
      if (toneState === 'locked') tone.current?.unlock();
      else city.preferences.getState().mute(muted ? 0 : city.present() + muteMs);
    },
  };
}

/** Several pages hear of the same alarm: the first to ask sounds, and holds the turn while a burst may last. */
function ringInOnePage(tone: Tone): void {
  if (!('locks' in navigator)) return tone.play();
  void navigator.locks.request(sharedName, { ifAvailable: true }, async (turn) => {
    if (turn === null) return;
    tone.play();
    // A little less, so that the turn is free when the next sound is due.
    await new Promise((resolve) => setTimeout(resolve, restMs - 1_000));
  });
}

/** A mute holds in every page that is open here. */
function shareMute({ preferences }: ReturnType<typeof useCity>): () => void {
  if (!('BroadcastChannel' in window)) return () => undefined;
  const channel = new BroadcastChannel(sharedName);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'number' && data !== preferences.getState().mutedUntil)
      preferences.getState().mute(data);
  };
  const stop = preferences.subscribe((now, before) => {
    if (now.mutedUntil !== before.mutedUntil) channel.postMessage(now.mutedUntil);
  });
  return () => {
    stop();
    channel.close();
  };
}
