import type { OrderKind } from './orders';

const orderKeys: Readonly<Record<string, OrderKind>> = {
  a: 'acknowledge',
  g: 'assign',
  s: 'shelve',
  c: 'comment',
  x: 'close',
};

/** The order a key of a row stands for. */
export function orderOf({ key, ctrlKey, metaKey, altKey }: KeyStroke): OrderKind | undefined {
  return ctrlKey || metaKey || altKey ? undefined : orderKeys[key.toLowerCase()];
}

interface KeyStroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What the arrows stop at, in the order one sees it: rows and the headings of groups, save what a fold hides. */
export function stopsOf(board: HTMLElement): readonly HTMLElement[] {
  return [...board.querySelectorAll<HTMLElement>('[data-alarm], summary')].filter((stop) => {
    const within = stop.tagName === 'SUMMARY' ? stop.parentElement?.parentElement : stop;
    return within?.closest('details:not([open])') === null;
  });
}

/** Where an arrow leads from a stop; `undefined` for other keys. */
export function nextStop(
  stops: readonly HTMLElement[],
  from: HTMLElement,
  key: string,
): HTMLElement | undefined {
  const place = stops.indexOf(from);
  switch (key) {
    case 'ArrowDown':
      return stops[Math.min(stops.length - 1, place + 1)];
    case 'ArrowUp':
      return stops[Math.max(0, place - 1)];
    case 'Home':
      return stops[0];
    case 'End':
      return stops.at(-1);
    default:
      return undefined;
  }
}
