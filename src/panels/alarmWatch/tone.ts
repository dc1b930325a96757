/** Whether a page may make a sound: browsers wait for a click or a key, and some have none at all. */
export type ToneState = 'locked' | 'ready' | 'none';

export interface Tone {
  readonly state: () => ToneState;
  /** To be called from a click or a key. */
  readonly unlock: () => void;
  readonly play: () => void;
  readonly destroy: () => void;
}

/** Two falling notes, twice: told apart from a telephone, and over in a second. Seconds after the start and hertz. */
const notes: readonly (readonly [at: number, hertz: number])[] = [
  [0, 880],
  [0.18, 660],
  [0.5, 880],
  [0.68, 660],
];
const noteS = 0.15;
const loudness = 0.25;

/** A tone made by the browser itself; `changed` is called when what it may do has changed. */
export function createTone(page: Window, changed: () => void): Tone {
  const gestures = ['pointerdown', 'keydown'] as const;
  let context: AudioContext | undefined;
  let gone = false;
  const unlock = (): void => {
    if (gone || !('AudioContext' in page)) return;
    // Before a gesture the browser would refuse it and complain.
    context ??= new AudioContext();
    context.onstatechange = changed;
    context.resume().then(changed, changed);
  };
  const forget = (): void => {
    for (const kind of gestures) page.removeEventListener(kind, unlock);
  };
  for (const kind of gestures) page.addEventListener(kind, unlock, { once: true });
  if ('userActivation' in page.navigator && page.navigator.userActivation.hasBeenActive) unlock();
  return {
    state: () => (!('AudioContext' in page) ? 'none' : context?.state === 'running' ? 'ready' : 'locked'),
    unlock,
    play: () => {
      if (context?.state === 'running') strike(context);
    },
    destroy: () => {
      gone = true;
      forget();
      void context?.close();
    },
  };
}

function strike(context: AudioContext): void {
  const start = context.currentTime + 0.02;
  for (const [at, hertz] of notes) {
    const voice = context.createOscillator();
    const gain = context.createGain();
    voice.frequency.value = hertz;
    gain.gain.setValueAtTime(0, start + at);
    gain.gain.linearRampToValueAtTime(loudness, start + at + 0.01);
    gain.gain.linearRampToValueAtTime(0, start + at + noteS);
    voice.connect(gain).connect(context.destination);
    voice.start(start + at);
    voice.stop(start + at + noteS);
  }
}
