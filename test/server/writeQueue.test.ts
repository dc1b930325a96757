import { describe, expect, it } from 'vitest';
import type { StoredRow } from '@/server/database/tables';
import { asItCame } from '@/server/sampler';
import { createWriteQueue, Shed } from '@/server/writeQueue';

const row = (value: number) =>
  asItCame({ series: 1, phenomenon_ms: value, received_ms: value, value, quality: 0 });
const values = (rows: readonly StoredRow[]) => rows.map(({ value }) => value);

function open(most: number) {
  const lost: number[] = [];
  const queue = createWriteQueue(most, (rows) => lost.push(...values(rows)));
  const told: string[] = [];
  const wait = (name: string, promise: Promise<void>) =>
    promise.then(
      () => told.push(name),
      (error: unknown) => told.push(`${name} ${error instanceof Shed ? 'shed' : 'failed'}`),
    );
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { queue, lost, told, wait, settle };
}

describe('rows on their way', () => {
  it('leave in order, and who waits for one is told when it is written, not before', async () => {
    const { queue, told, wait, settle } = open(5_000);
    for (const value of [1, 2, 3]) {
      queue.push(row(value));
      void wait(String(value), queue.newestKept());
    }
    expect(values(queue.begin(2))).toEqual([1, 2]);
    queue.failed();
    await settle();
    expect(told).toEqual([]);
    expect(values(queue.begin(2))).toEqual([1, 2]);
    queue.written();
    void wait('all', queue.allKept());
    await settle();
    expect(told).toEqual(['1', '2']);
    queue.begin(2);
    queue.written();
    await settle();
    expect(told).toEqual(['1', '2', '3', 'all']);
    await queue.allKept();
  });

  it('are let go oldest first where there is no room, never while they are being written', async () => {
    const { queue, lost, told, wait, settle } = open(2_000);
    for (let value = 1; value <= 2_000; value++) queue.push(row(value));
    void wait('the last', queue.newestKept());
    void wait('all', queue.allKept());
    queue.begin(10);
    queue.push(row(2_001));
    expect(lost[0]).toBe(11);
    expect(lost).toHaveLength(1_001);
    expect(lost).toEqual(Array.from({ length: 1_001 }, (_, turn) => 11 + turn));
    queue.written();
    queue.begin(5_000);
    queue.written();
    await settle();
    expect(told.toSorted()).toEqual(['all shed', 'the last']);
    expect(queue.waiting()).toEqual([]);
  });

  it('that the store turns out to have are taken out, and who waits for them is content', async () => {
    const { queue, told, wait, settle } = open(5_000);
    for (const value of [1, 2, 3]) {
      queue.push(row(value));
      void wait(String(value), queue.newestKept());
    }
    queue.drop(({ value }) => value < 3);
    await settle();
    expect(told).toEqual(['1', '2']);
    expect(values(queue.waiting())).toEqual([3]);
  });
});
