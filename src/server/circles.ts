import type { Latest } from './latest';
import { isFull, type LiveClient } from './liveClient';
import type { Coverage } from './subscription';

/** All who asked for the same readings at the same pace: what is encoded for one is sent to all. */
interface Circle {
  readonly coverage: Coverage;
  readonly members: Set<LiveClient>;
  /** Slots that changed since the circle's last frame, where it has not one at every beat. */
  readonly waiting: Set<number>;
}

export interface Circles {
  /** Moves the client to what it asked for and tells it what it could not know before; all of it where that is nothing. */
  readonly enter: (client: LiveClient, coverage: Coverage, now: number) => void;
  readonly leave: (client: LiveClient) => void;
  /** Everything the client is told of, as it stands. */
  readonly snapshot: (client: LiveClient, now: number) => void;
  /** `changed` since the last beat, to each circle whose turn it is. */
  readonly beat: (changed: Uint32Array, turn: number, now: number) => void;
  readonly count: () => number;
}

/** `encode` makes a frame of the newest readings of some slots. */
export function createCircles(
  latest: Pick<Latest, 'times'>,
  encode: (slots: Uint32Array) => Uint8Array,
): Circles {
  const circles = new Map<string, Circle>();

  const circleOf = (coverage: Coverage): Circle => {
    const known = circles.get(coverage.key);
    if (known !== undefined) return known;
    const made: Circle = { coverage, members: new Set(), waiting: new Set() };
    circles.set(coverage.key, made);
    return made;
  };
  const heardOf = (fits: (slot: number) => boolean): Uint32Array =>
    Uint32Array.from(latest.times.keys()).filter((slot) => !Number.isNaN(latest.times[slot]!) && fits(slot));
  const wholeOf = ({ mask }: Coverage): Uint32Array => heardOf((slot) => mask?.[slot] !== 0);
  const leave = (client: LiveClient) => {
    const circle = circles.get(client.coverage.key);
    circle?.members.delete(client);
    if (circle?.members.size === 0) circles.delete(circle.coverage.key);
  };
  /** Who takes nothing now is owed a snapshot instead. */
  const send = (client: LiveClient, now: number, frame: () => Uint8Array) => {
    if (isFull(client)) client.behindSince ??= now;
    else client.socket.send(frame());
  };
  const snapshot = (client: LiveClient, now: number) => {
    send(client, now, () => encode(wholeOf(client.coverage)));
  };
  const widens = (before: Coverage, { mask }: Coverage): boolean =>
    before.mask?.some((held, slot) => held === 0 && mask?.[slot] !== 0) ?? false;

  /** The slots that changed and are this circle's affair; none while it is not its turn. */
  const due = ({ coverage: { mask, beats }, waiting }: Circle, changed: Uint32Array, turn: number) => {
    if (beats === 1) return mask === undefined ? changed : changed.filter((slot) => mask[slot] !== 0);
    for (const slot of changed) if (mask?.[slot] !== 0) waiting.add(slot);
    if (turn % beats !== 0) return undefined;
    const gathered = Uint32Array.from(waiting);
    waiting.clear();
    return gathered;
  };

  return {
    enter: (client, coverage, now) => {
      const before = client.coverage;
      const owed = circles.get(before.key)?.waiting ?? new Set<number>();
      leave(client);
      client.coverage = coverage;
      circleOf(coverage).members.add(client);
      if (!client.greeted || client.behindSince !== undefined) return;
      if (!widens(before, coverage)) return snapshot(client, now);
      const isNew = (slot: number) => before.mask?.[slot] === 0 || owed.has(slot);
      send(client, now, () => encode(heardOf((slot) => coverage.mask?.[slot] !== 0 && isNew(slot))));
    },
    leave,
    snapshot,
    beat: (changed, turn, now) => {
      for (const circle of circles.values()) {
        const slots = due(circle, changed, turn);
        if (slots === undefined) continue;
        let frame: Uint8Array | undefined;
        let whole: Uint8Array | undefined;
        for (const client of circle.members) {
          if (!client.greeted) continue;
          if (isFull(client)) client.behindSince ??= now;
          else if (client.behindSince !== undefined) {
            client.behindSince = undefined;
            client.socket.send((whole ??= encode(wholeOf(circle.coverage))));
          } else if (slots.length > 0) client.socket.send((frame ??= encode(slots)));
        }
      }
    },
    count: () => circles.size,
  };
}
