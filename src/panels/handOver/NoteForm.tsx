import { useState } from 'react';
import { longestNote, type HandOverPage } from '@/contracts/handOver';
import { useWords } from '@/state/words';
import { handOverWords as w } from '@/state/wordsHandOver';
import { cityClock, fromCityClock } from './cityClock';
import css from './handOver.module.css';

interface NoteFormProps {
  readonly page: HandOverPage;
  readonly pending: boolean;
  /** Whether it was taken: what was typed stays until then. */
  readonly onNote: (text: string) => Promise<boolean>;
  readonly onShift: (from: number) => void;
}

/** What is written on a draft: a note, and when the shift began. */
export function NoteForm({ page, pending, onNote, onShift }: NoteFormProps) {
  const { say } = useWords();
  const [text, setText] = useState('');
  const [begin, setBegin] = useState(() => cityClock(Date.parse(page.from)));
  const from = fromCityClock(begin);
  const ready = text.trim() !== '' && !pending;
  return (
    <>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready)
            void onNote(text).then((taken) => {
              if (taken) setText('');
            });
        }}
      >
        <label>
          {say(w.addNote)}
          <textarea
            rows={3}
            maxLength={longestNote}
            placeholder={say(w.noteHint)}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <button type="submit" aria-disabled={!ready}>
          {say(w.addNote)}
        </button>
      </form>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (from !== undefined && !pending) onShift(from);
        }}
      >
        <label>
          {say(w.begins)}
          <input
            type="datetime-local"
            value={begin}
            onChange={(event) => setBegin(event.currentTarget.value)}
          />
        </label>
        <button type="submit" aria-disabled={pending || from === undefined}>
          {say(w.setBegin)}
        </button>
      </form>
    </>
  );
}
