import {
  ChevronFirst,
  ChevronLast,
  ChevronLeft,
  ChevronRight,
  Minus,
  Pause,
  Play,
  Plus,
  type LucideIcon,
} from 'lucide-react';
import type { MouseEvent } from 'react';
import type { Text } from '@/contracts/text';
import { holdsSimulated } from '@/domain/cityGrade';
import { stepToAlarm } from '@/state/alarmSteps';
import { useCatalogue, useCity, useTime } from '@/state/CityContext';
import { spans, speeds, stepMs } from '@/state/timeStore';
import { useWords, words } from '@/state/words';
import css from './timeBar.module.css';

const minuteMs = 60_000;
const w = words.time;
const icon = { size: '0.875rem', 'aria-hidden': true } as const;

/** Which of the two times is on, and everything that moves it. */
export function Transport() {
  const { say } = useWords();
  const mode = useTime((time) => time.mode);
  const catalogue = useCatalogue();
  return (
    <div className={css['transport']}>
      <div className={css['row']}>
        <strong className={css['mode']} data-mode={mode}>
          {say(mode === 'replay' ? w.replay : holdsSimulated(catalogue) ? w.simulatedLive : w.live)}
        </strong>
        <Steps />
      </div>
      <div className={css['row']}>
        <Speed />
        <Span />
      </div>
    </div>
  );
}

function Steps() {
  const city = useCity();
  const { mode, playing, play, step } = useTime((time) => time);
  const far = (event: MouseEvent): number => (event.shiftKey ? stepMs.coarse : stepMs.fine);
  const live = mode === 'live';
  return (
    <>
      <Key name={w.alarmBefore} keys="j" icon={ChevronFirst} onPress={() => stepToAlarm(city, -1)} />
      <Key name={w.back} keys="," icon={Minus} onPress={(event) => step(-far(event))} />
      <Key
        name={playing ? w.pause : w.play}
        keys="k"
        icon={playing ? Pause : Play}
        idle={live}
        onPress={() => play(!playing)}
      />
      <Key name={w.on} keys="." icon={Plus} idle={live} onPress={(event) => step(far(event))} />
      <Key
        name={w.alarmAfter}
        keys="Shift+J"
        icon={ChevronLast}
        idle={live}
        onPress={() => stepToAlarm(city, 1)}
      />
    </>
  );
}

/** One of the keys that move the time; `idle` ones stay where they are and say that there is nothing to do. */
function Key(props: {
  readonly name: Text;
  readonly keys: string;
  readonly icon: LucideIcon;
  readonly idle?: boolean;
  readonly onPress: (event: MouseEvent) => void;
}) {
  const { say } = useWords();
  const { name, keys, icon: Icon, idle, onPress } = props;
  return (
    <button
      type="button"
      className={css['key']}
      aria-label={say(name)}
      title={say(name)}
      aria-keyshortcuts={keys}
      aria-disabled={idle}
      onClick={onPress}
    >
      <Icon {...icon} />
    </button>
  );
}

function Speed() {
  const { say } = useWords();
  const speed = useTime((time) => time.speed);
  const setSpeed = useTime((time) => time.setSpeed);
  return (
    <select
      className={css['speed']}
      aria-label={say(w.speed)}
      title={say(w.speed)}
      value={speed}
      onChange={(event) => setSpeed(Number(event.currentTarget.value))}
    >
      {speeds.map((one) => (
        <option key={one} value={one}>
          ×{one}
        </option>
      ))}
    </select>
  );
}

function Span() {
  const { say } = useWords();
  const length = useTime((time) => time.view.to - time.view.from);
  const setSpan = useTime((time) => time.setSpan);
  const pan = useTime((time) => time.pan);
  return (
    <div role="group" aria-label={say(w.span)} className={css['spans']}>
      <button
        type="button"
        className={css['key']}
        aria-label={say(w.panBack)}
        title={say(w.panBack)}
        onClick={() => pan(-0.5)}
      >
        <ChevronLeft {...icon} />
      </button>
      {spans.map((ms) => (
        <button
          key={ms}
          type="button"
          className={css['span']}
          aria-pressed={Math.abs(length - ms) < 1}
          onClick={() => setSpan(ms)}
        >
          {say(w.spanOf(ms / minuteMs))}
        </button>
      ))}
      <button
        type="button"
        className={css['key']}
        aria-label={say(w.panOn)}
        title={say(w.panOn)}
        onClick={() => pan(0.5)}
      >
        <ChevronRight {...icon} />
      </button>
    </div>
  );
}
