import { CalendarClock } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useCity, useTime } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { dayTime } from '@/state/wordsFormat';
import css from './timeBar.module.css';

const w = words.time;
const beijingMs = 8 * 3_600_000;

/** `2026-11-24T08:15:30` as clocks in Wuhan show it; for a field of type `datetime-local`. */
export function toLocalField(at: number): string {
  return new Date(Math.floor(at / 1000) * 1000 + beijingMs).toISOString().slice(0, 19);
}

/** The instant such a field means, Unix ms; `undefined` where it holds no time. */
export function fromLocalField(value: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(value)) return undefined;
  const at = Date.parse(`${value}+08:00`);
  return Number.isNaN(at) ? undefined : at;
}

/** To a moment one knows from elsewhere: a report, a call, a log. */
export function JumpTo() {
  const { say } = useWords();
  return (
    <DialogTrigger>
      <Button className={css['jump'] ?? ''} aria-label={say(w.jumpTitle)}>
        <CalendarClock size="0.875rem" aria-hidden="true" />
        {say(w.jump)}
      </Button>
      <Popover className={css['popover'] ?? ''} placement="top end">
        <Dialog aria-label={say(w.jumpTitle)} className={css['dialog'] ?? ''}>
          {({ close }) => <JumpForm close={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function JumpForm({ close }: { readonly close: () => void }) {
  const { say, language } = useWords();
  const city = useCity();
  const { range } = useTime((time) => time);
  const [value, setValue] = useState(() => toLocalField(city.now().at));
  const [wrong, setWrong] = useState<'jumpUnread' | 'jumpGone' | 'jumpFuture'>();
  const id = useId();
  const go = (event: FormEvent) => {
    event.preventDefault();
    const at = fromLocalField(value);
    if (at === undefined) return setWrong('jumpUnread');
    if (at < range.from) return setWrong('jumpGone');
    if (at > city.present()) return setWrong('jumpFuture');
    city.time.getState().replayAt(at);
    close();
  };
  return (
    <form onSubmit={go} noValidate className={css['jumpForm']}>
      <label htmlFor={id}>{say(w.jumpField)}</label>
      <input
        id={id}
        type="datetime-local"
        step={1}
        value={value}
        min={toLocalField(range.from)}
        max={toLocalField(range.to)}
        aria-invalid={wrong !== undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          setValue(event.currentTarget.value);
          setWrong(undefined);
        }}
      />
      <p id={`${id}-hint`} className={css['quiet']}>
        {say(w.jumpHint(dayTime(range.from, language), dayTime(range.to, language)))}
      </p>
      {wrong !== undefined && <p role="alert">{say(w[wrong])}</p>}
      <button type="submit" data-kind="primary">
        {say(w.jumpGo)}
      </button>
    </form>
  );
}
