/** What a wall shows just now: a scene of its program, or a red alarm that waits for a person. */
export interface Rotation {
  /** Of the program; kept while an alarm is shown. */
  readonly page: number;
  /** Since when what is shown is shown, Unix ms. */
  readonly since: number;
  /** A person stopped it. */
  readonly held: boolean;
  /** The alarm that is shown instead. */
  readonly alarm: string | undefined;
}

export type Turning =
  | {
      readonly kind: 'tick';
      readonly at: number;
      /** Ids of the red alarms nobody has acknowledged, the one that waits longest first. */
      readonly reds: readonly string[];
    }
  | { readonly kind: 'go'; readonly at: number; readonly by: -1 | 1; readonly reds: readonly string[] }
  | { readonly kind: 'hold'; readonly at: number };

/** How long each scene of the program stays, and each alarm of several, ms. */
export interface Dwells {
  readonly scenes: readonly number[];
  readonly alarm: number;
}

export const firstTurn = (at: number): Rotation => ({ page: 0, since: at, held: false, alarm: undefined });

/**
 * The rotation after the event. Reds stop the program and are shown by turns until none is left; then the scene that was
 * interrupted is shown again for its whole time. What a person holds stays, whatever happens. The very same rotation comes
 * back where nothing changes.
 */
export function turn(rotation: Rotation, event: Turning, dwells: Dwells): Rotation {
  switch (event.kind) {
    case 'hold':
      return { ...rotation, held: !rotation.held, since: event.at };
    case 'go':
      return go(rotation, event.by, event.at, event.reds, dwells.scenes.length);
    case 'tick':
      return rotation.held ? rotation : tick(rotation, event.at, event.reds, dwells);
  }
}

const around = (index: number, by: number, count: number) => (((index + by) % count) + count) % count;

function go(rotation: Rotation, by: -1 | 1, at: number, reds: readonly string[], pages: number): Rotation {
  const index = rotation.alarm === undefined ? -1 : reds.indexOf(rotation.alarm);
  if (index >= 0) return { ...rotation, alarm: reds[around(index, by, reds.length)], since: at };
  return { ...rotation, page: around(rotation.page, by, pages), alarm: undefined, since: at };
}

function tick(rotation: Rotation, at: number, reds: readonly string[], dwells: Dwells): Rotation {
  const { page, since, alarm } = rotation;
  const [first] = reds;
  if (first === undefined) {
    if (alarm !== undefined) return { ...rotation, alarm: undefined, since: at };
    const dwell = dwells.scenes[page] ?? 0;
    return at - since < dwell
      ? rotation
      : { ...rotation, page: around(page, 1, dwells.scenes.length), since: at };
  }
  if (alarm === undefined || !reds.includes(alarm)) return { ...rotation, alarm: first, since: at };
  return reds.length > 1 && at - since >= dwells.alarm ? go(rotation, 1, at, reds, 1) : rotation;
}
