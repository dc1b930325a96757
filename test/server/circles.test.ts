import { describe, expect, it } from 'vitest';
import { createCircles } from '@/server/circles';
import { createLiveClient, type LiveClient } from '@/server/liveClient';
import { coverageOf, type Subscribe } from '@/server/subscription';
import { smallCatalogue } from './fixture';

const catalogue = smallCatalogue();
const slots = catalogue.series.length;
const observer = { user: undefined, address: '127.0.0.1', stands: () => true };
type Socket = Parameters<typeof createLiveClient>[0];

/** A client whose socket keeps the slots of each frame, and may be stopped from taking any. */
function clientOf() {
  const frames: (readonly number[])[] = [];
  const socket = {
    bufferedAmount: 0,
    send: (frame: Uint8Array) => frames.push([...frame]),
  };
  const client = createLiveClient(socket as unknown as Socket, observer, 0, () => undefined);
  client.greeted = true;
  return { client, frames, socket };
}

function setting() {
  const latest = { times: new Float64Array(slots).fill(1) };
  let encoded = 0;
  const circles = createCircles(latest, (wanted) => {
    encoded += 1;
    return Uint8Array.from(wanted);
  });
  let turn = 0;
  return {
    latest,
    circles,
    enter: (client: LiveClient, ask: Omit<Subscribe, 'type'> = {}) => {
      circles.enter(client, coverageOf({ type: 'subscribe', ...ask }, catalogue), 0);
    },
    beat: (...changed: readonly number[]) => {
      turn += 1;
      circles.beat(Uint32Array.from(changed), turn, turn * 100);
    },
    encoded: () => encoded,
  };
}

const all = [...Array(slots).keys()];
const slotsOfClass = (property: string) =>
  all.filter((slot) => catalogue.series[slot]?.property === property);

describe('the circles of those who listen', () => {
  it('encodes once what a hundred asked for, in whatever order they named it', () => {
    const { enter, beat, encoded } = setting();
    const many = Array.from({ length: 100 }, clientOf);
    many.forEach(({ client }, at) => enter(client, { series: at % 2 === 0 ? [1, 2, 2] : [2, 1] }));
    const before = encoded();
    beat(0, 5);
    expect(encoded()).toBe(before + 1);
    expect(many.every(({ frames }) => String(frames.at(-1)) === '0')).toBe(true);
    beat(5);
    expect(encoded()).toBe(before + 1);
  });

  it('tells the near at every beat, those in between three times a second, the far once, and nobody less', () => {
    const { enter, beat } = setting();
    const [near, middle, far] = [clientOf(), clientOf(), clientOf()];
    enter(near.client, { zoom: 16 });
    enter(middle.client, { zoom: 12 });
    enter(far.client, { zoom: 8 });
    for (const { frames } of [near, middle, far]) frames.splice(0);
    for (let turn = 0; turn < 30; turn += 1) beat(turn % 2, 3);
    expect(near.frames).toHaveLength(30);
    expect(middle.frames).toHaveLength(10);
    expect(far.frames).toHaveLength(3);
    expect(far.frames.map((frame) => [...frame].sort())).toEqual([
      [0, 1, 3],
      [0, 1, 3],
      [0, 1, 3],
    ]);
  });

  it('tells who asks for more what is new to it, and who asks for the same or for less all of it', () => {
    const { enter } = setting();
    const { client, frames } = clientOf();
    enter(client);
    expect(frames.at(-1)).toEqual(all);
    const [property = ''] = catalogue.series.map((one) => one.property);
    enter(client, { class: property });
    expect(frames.at(-1)).toEqual(slotsOfClass(property));
    enter(client, { class: property });
    expect(frames.at(-1)).toEqual(slotsOfClass(property));
    enter(client);
    expect(frames.at(-1)).toEqual(all.filter((slot) => !slotsOfClass(property).includes(slot)));
  });

  it('loses nothing that waited when a far one comes near', () => {
    const { enter, beat } = setting();
    const { client, frames } = clientOf();
    enter(client, { series: [1, 2], zoom: 5 });
    beat(0);
    enter(client, { series: [1, 2, 3] });
    expect(frames.at(-1)).toEqual([0, 2]);
  });

  it('tells only what was ever heard', () => {
    const { latest, enter } = setting();
    latest.times.fill(Number.NaN, 1);
    const { client, frames } = clientOf();
    enter(client);
    expect(frames).toEqual([[0]]);
  });

  it.each([
    ['a class that does not exist', { class: 'dragons' }],
    ['series that do not exist', { series: [-1, 0, 99_999] }],
    ['an area whose west lies east', { bbox: [114.4, 30.5, 114.2, 30.7] }],
    ['no series at all', { series: [] }],
  ] as const)('selects nothing for %s', (_, ask) => {
    const { enter, beat } = setting();
    const { client, frames } = clientOf();
    enter(client, structuredClone(ask) as Omit<Subscribe, 'type'>);
    expect(frames).toEqual([[]]);
    beat(...all);
    expect(frames).toHaveLength(1);
  });

  it('leaves frames out for who is full, keeps the others in step, and makes good with a snapshot', () => {
    const { enter, beat } = setting();
    const [good, slow] = [clientOf(), clientOf()];
    enter(good.client);
    enter(slow.client);
    slow.socket.bufferedAmount = 10_000_000;
    for (let turn = 0; turn < 5; turn += 1) beat(turn);
    expect(slow.frames).toHaveLength(1);
    expect(slow.client.behindSince).toBe(100);
    expect(good.frames.slice(1)).toEqual([[0], [1], [2], [3], [4]]);
    slow.socket.bufferedAmount = 0;
    beat(7);
    expect(slow.frames.at(-1)).toEqual(all);
    expect(slow.client.behindSince).toBeUndefined();
    beat(8);
    expect(slow.frames.at(-1)).toEqual([8]);
  });

  it('keeps no circle that nobody stands in', () => {
    const { circles, enter } = setting();
    const clients = [clientOf(), clientOf()];
    clients.forEach(({ client }, at) => enter(client, { zoom: at * 20 }));
    expect(circles.count()).toBe(2);
    clients.forEach(({ client }) => circles.leave(client));
    expect(circles.count()).toBe(0);
  });
});
