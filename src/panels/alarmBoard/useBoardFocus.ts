import { useEffect, useLayoutEffect, useRef, useState, type FocusEvent, type RefObject } from 'react';
import { stopsOf } from './boardKeys';

export interface BoardFocus {
  readonly board: RefObject<HTMLDivElement | null>;
  /** The alarm whose row had the focus last. */
  readonly held: string | undefined;
  readonly hold: (event: FocusEvent<HTMLElement>) => void;
  readonly release: (event: FocusEvent<HTMLElement>) => void;
  readonly focusRow: (alarm: string | undefined) => void;
}

/**
 * Keeps the focus on the board when rows move between its parts or vanish: on the same alarm, else on what stands in its
 * place. Brings the chosen row into view when another is chosen, and not at each update.
 */
export function useBoardFocus(chosen: string | undefined): BoardFocus {
  const board = useRef<HTMLDivElement>(null);
  const within = useRef<{ readonly alarm: string | undefined; readonly place: number }>(undefined);
  const [held, setHeld] = useState<string>();

  useLayoutEffect(() => {
    const last = within.current;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (board.current === null || last === undefined || !lost) return;
    const stops = stopsOf(board.current);
    const same = stops.find((stop) => last.alarm !== undefined && stop.dataset['alarm'] === last.alarm);
    (same ?? stops[Math.min(last.place, stops.length - 1)])?.focus();
  });

  useEffect(() => {
    const row = rowOf(board.current, chosen);
    if (row === undefined) return;
    for (
      let fold = row.closest('details');
      fold !== null;
      fold = fold.parentElement?.closest('details') ?? null
    )
      fold.open = true;
    if ('scrollIntoView' in row) row.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  return {
    board,
    held,
    hold: ({ currentTarget, target }) => {
      const alarm = target.closest<HTMLElement>('[data-alarm]')?.dataset['alarm'];
      within.current = { alarm, place: Math.max(0, stopsOf(currentTarget).indexOf(target)) };
      if (alarm !== undefined) setHeld(alarm);
    },
    // Of a row that goes with the focus on it React tells nothing: only a person leaves.
    release: () => {
      within.current = undefined;
    },
    focusRow: (alarm) => rowOf(board.current, alarm)?.focus(),
  };
}

function rowOf(board: HTMLElement | null, alarm: string | undefined): HTMLElement | undefined {
  const rows = board === null ? [] : [...board.querySelectorAll<HTMLElement>('[data-alarm]')];
  return rows.find((row) => row.dataset['alarm'] === alarm);
}
