import { describe, expect, it } from 'vitest';
import type { ServerMessage } from '@/contracts/live';
import type { AlarmEntry } from '@/domain/alarm';
import type { AlarmDesk } from '@/server/alarmDesk';
import type { LiveClient } from '@/server/liveClient';
import { createLogDelivery } from '@/server/logDelivery';

const entry = (seq: number): AlarmEntry => ({
  seq,
  body: { kind: 'returned', alarm: `a${String(seq)}`, at: seq, known: seq, value: 1 },
});

/** An alarm log of `length` entries whose reading takes as long as the test wants; and a client that says what it has. */
function setting(length: number | undefined, has: number | undefined) {
  let read: () => void = () => undefined;
  let fails = false;
  const desk = {
    seq: () => length,
    after: (seq: number, limit: number) =>
      new Promise<readonly AlarmEntry[]>((resolve, reject) => {
        read = () => {
          if (fails) reject(new Error('the database is away'));
          else
            resolve(
              Array.from({ length: Math.min(limit, (length ?? 0) - seq) }, (_, at) => entry(seq + at + 1)),
            );
        };
      }),
  } as unknown as AlarmDesk;
  const said: ServerMessage[] = [];
  const client = {
    say: (message: ServerMessage) => said.push(message),
    greeted: true,
    resume: has,
    held: undefined,
  } as unknown as LiveClient;
  const troubles: string[] = [];
  const delivery = createLogDelivery(
    () => desk,
    (_, what) => troubles.push(what),
  );
  return {
    client,
    delivery,
    troubles,
    resume: async (failing = false, meanwhile: () => void = () => undefined) => {
      fails = failing;
      const resumed = delivery.resume(client);
      meanwhile();
      read();
      await resumed;
    },
    events: () => said.flatMap((message) => (message.type === 'event' ? [message.seq] : [])),
    gaps: () => said.flatMap((message) => (message.type === 'gap' ? [`${message.from}-${message.to}`] : [])),
  };
}

describe('the alarm log to a client that comes back', () => {
  it('goes on behind its last number', async () => {
    const { resume, events, gaps } = setting(5, 3);
    await resume();
    expect(events()).toEqual([4, 5]);
    expect(gaps()).toEqual([]);
  });

  it('names the hole before the last thousand, and sends those', async () => {
    const { resume, events, gaps } = setting(2_500, 200);
    await resume();
    expect(gaps()).toEqual(['201-1500']);
    expect(events()).toHaveLength(1_000);
    expect(events()[0]).toBe(1_501);
    expect(events().at(-1)).toBe(2_500);
  });

  it('tells who has numbers that were never given that its log is another one', async () => {
    const { resume, events, gaps } = setting(2, 9);
    await resume();
    expect(events()).toEqual([]);
    expect(gaps()).toEqual(['3-9']);
  });

  it('keeps the order where new entries come while old ones are read, and tells none twice', async () => {
    const { client, delivery, resume, events } = setting(3, 0);
    await resume(false, () => {
      delivery.tell(client, entry(3));
      delivery.tell(client, entry(4));
    });
    delivery.tell(client, entry(5));
    expect(events()).toEqual([1, 2, 3, 4, 5]);
  });

  it('names the hole where the log cannot be read, and goes on behind it', async () => {
    const { client, delivery, resume, events, gaps, troubles } = setting(3, 1);
    await resume(true, () => delivery.tell(client, entry(4)));
    expect(gaps()).toEqual(['2-3']);
    expect(events()).toEqual([4]);
    expect(troubles).toHaveLength(1);
  });

  it('waits until the log is open, and until then tells nothing out of order', async () => {
    const { client, delivery, resume, events } = setting(undefined, 0);
    await resume();
    delivery.tell(client, entry(1));
    expect(events()).toEqual([]);
    expect(client.resume).toBe(0);
  });
});
