import { describe, expect, it, vi } from 'vitest';
import { tileLimits } from '@/scene/tileContent';
import { gated, isRefusal } from '@/scene/tileGate';

/** A download that a test feeds by hand. */
function download() {
  const request = new EventTarget() as XMLHttpRequest;
  const abort = vi.fn();
  Object.assign(request, { abort });
  type Outcome = Parameters<Parameters<typeof gated>[0]>[5];
  let outer: Outcome | undefined;
  let inner: Outcome | undefined;
  const promise = new Promise<unknown>((resolve, reject) => {
    outer = { promise: Promise.resolve(), resolve, reject };
  });
  const through = gated((_url, _type, _method, _data, _headers, outcome) => {
    inner = outcome;
    return request;
  });
  if (outer !== undefined)
    through('https://tiles.example/0.glb', 'arraybuffer', 'GET', undefined, undefined, outer);
  const loaded = (bytes: number) =>
    request.dispatchEvent(Object.assign(new Event('progress'), { loaded: bytes }));
  return {
    promise,
    abort,
    loaded,
    answer: (value: unknown) => inner?.resolve(value),
    fail: (reason: unknown) => inner?.reject(reason),
  };
}

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => '',
    (reason: unknown) => (reason instanceof Error ? reason.message : String(reason)),
  );

describe('the gate before the engine', () => {
  it('lets through what may come in, untouched', async () => {
    const { promise, answer, loaded } = download();
    const content = new ArrayBuffer(12);
    loaded(12);
    answer(content);
    expect(await promise).toBe(content);
  });

  it('passes a failure on as it is', async () => {
    const { promise, fail } = download();
    fail(new Error('503'));
    const reason = await reasonOf(promise);
    expect([reason, isRefusal(reason)]).toEqual(['503', false]);
  });

  it('cuts off an answer that does not end, once, and says how large it was', async () => {
    const { promise, abort, loaded, answer } = download();
    loaded(tileLimits.bytes);
    expect(abort).not.toHaveBeenCalled();
    loaded(tileLimits.bytes + 1);
    loaded(tileLimits.bytes + 2);
    answer(new ArrayBuffer(8));
    const reason = await reasonOf(promise);
    expect(abort).toHaveBeenCalledTimes(1);
    expect(isRefusal(reason)).toBe(true);
    expect(reason).toContain('65 MiB');
  });

  it('looks at a map picture of a site before it is decoded', async () => {
    const { promise, answer } = download();
    const head = new Uint8Array(40);
    head.set([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 1, 0, 0, 0, 1, 0, 0]);
    answer(new Blob([head]));
    expect(await reasonOf(promise)).toContain('65536 × 65536');
  });
});
