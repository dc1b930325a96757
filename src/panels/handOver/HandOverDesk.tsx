import { useEffect, useRef, useState } from 'react';
import type { HandOverPage, HandOvers } from '@/contracts/handOver';
import type { HandOverQuery } from '@/feeds/handOverClient';
import type { CommandResult } from '@/state/city';
import { useSession } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { handOverWords as w } from '@/state/wordsHandOver';
import { BeginForm } from './BeginForm';
import { FormerPages } from './FormerPages';
import css from './handOver.module.css';
import { NoteForm } from './NoteForm';
import { PageView } from './PageView';
import { Signatures } from './Signatures';

interface DeskProps {
  readonly query: HandOverQuery;
  /** Not in a replay: only then one writes and signs. */
  readonly live: boolean;
  readonly onClose: () => void;
}

/** What another seat does to the open page is seen within so long. */
const lookMs = 10_000;

/** The page that is open or chosen, beside it what one does with it and the former pages. */
export function HandOverDesk({ query, live, onClose }: DeskProps) {
  const { say } = useWords();
  const { roles } = useSession();
  const [list, setList] = useState<HandOvers>();
  const [chosen, setChosen] = useState<string>();
  const [page, setPage] = useState<HandOverPage>();
  /** Why a page could not be read, until it can; why a command was refused, until the next one. */
  const [trouble, setTrouble] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const [pending, setPending] = useState(false);
  const shown = chosen ?? list?.items[0]?.id;
  const look = useRef<() => void>(() => undefined);
  const writes = live && roles.includes('operator');

  useEffect(() => {
    let gone = false;
    const read = async () => {
      const pages = await query.list();
      if (gone) return;
      if (!pages.ok) return setTrouble(pages.detail);
      setList((before) => joined(before, pages.value));
      const id = chosen ?? pages.value.items[0]?.id;
      if (id === undefined) return setTrouble(undefined);
      const answer = await query.page(id);
      if (gone) return;
      if (answer.ok) setPage(answer.value);
      setTrouble(answer.ok ? undefined : answer.detail);
    };
    look.current = () => void read();
    void read();
    const beat = window.setInterval(() => void read(), lookMs);
    return () => {
      gone = true;
      window.clearInterval(beat);
    };
  }, [query, chosen]);

  const give = async (command: () => Promise<CommandResult<HandOverPage>>): Promise<boolean> => {
    setPending(true);
    const answer = await command();
    setPending(false);
    // What the answer says of the page comes at once; a refusal may mean that somebody else changed it.
    if (answer.ok) setPage(answer.value);
    look.current();
    setRefused(answer.ok ? undefined : answer.detail);
    return answer.ok;
  };
  const earlier = async () => {
    const more = await query.list(list?.next ?? undefined);
    if (more.ok && list)
      setList({ ...list, items: [...list.items, ...more.value.items], next: more.value.next });
    else if (!more.ok) setTrouble(more.detail);
  };

  const current = page?.id === shown ? page : undefined;
  const open = list?.items.some(({ state }) => state !== 'signed') === true;
  return (
    <div className={css['desk']}>
      <div className={css['sheet']}>
        {refused !== undefined && (
          <p className={css['trouble']} role="alert">
            {refused}
          </p>
        )}
        {trouble !== undefined && (
          <p className={css['trouble']} role="alert">
            {trouble}{' '}
            <button type="button" onClick={() => look.current()}>
              {say(words.frame.retry)}
            </button>
          </p>
        )}
        {list !== undefined && list.missing.length > 0 && (
          <p className={css['found']} role="alert">
            {say(w.gone(list.missing.join(', ')))}
          </p>
        )}
        {current && <PageView page={current} onFly={onClose} />}
        {!current && trouble === undefined && (
          <p role="status">{say(list?.items.length === 0 ? w.noPages : words.frame.loading)}</p>
        )}
      </div>
      <div className={css['side']}>
        {list && writes && !open && (
          <BeginForm
            begins={list.begins}
            pending={pending}
            onBegin={(from) => {
              setChosen(undefined);
              void give(() => query.begin(from));
            }}
          />
        )}
        {!writes && live && <p className={css['quiet']}>{say(w.operatorsOnly)}</p>}
        {current && (
          <Signatures
            page={current}
            writes={writes}
            pending={pending}
            onSign={(password) => give(() => query.sign(current, password))}
            onWithdraw={() => void give(() => query.withdraw(current))}
          />
        )}
        {current?.state === 'draft' && writes && (
          <NoteForm
            page={current}
            pending={pending}
            onNote={(text) => give(() => query.note(current, text))}
            onShift={(from) => void give(() => query.shift(current, from))}
          />
        )}
        {list && (
          <FormerPages
            list={list}
            shown={shown}
            onChoose={setChosen}
            onMore={() => void earlier()}
            onCheck={query.check}
          />
        )}
      </div>
    </div>
  );
}

/** The newest pages as just read, and the earlier ones that were asked for before. */
function joined(before: HandOvers | undefined, now: HandOvers): HandOvers {
  const oldest = now.items.at(-1)?.number ?? 0;
  const earlier = before?.items.filter(({ number }) => number < oldest) ?? [];
  return earlier.length === 0
    ? now
    : { ...now, items: [...now.items, ...earlier], next: before?.next ?? null };
}
