import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Silent } from '@/layers/site/again';
import { createAsking } from '@/layers/site/asking';
import { createTrouble, type Trouble } from '@/layers/site/trouble';
import { whyOf } from '@/layers/site/why';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function asked(wanted = { now: true }) {
  const met: unknown[] = [];
  let over = 0;
  const trouble: Trouble = {
    met: (error) => void met.push(error),
    over: () => void (over += 1),
    why: () => undefined,
    stop: () => undefined,
  };
  const asking = createAsking({ trouble, wanted: () => wanted.now, changed: () => undefined });
  return { asking, met, over: () => over };
}

// The engine rejects so what it has cancelled.
const noReason = undefined as unknown as Error;

describe('a tile that does not come', () => {
  it('is asked for again, later each time, until it is there, and counted meanwhile', async () => {
    const { asking, met, over } = asked();
    const ask = vi.fn(() => Promise.reject<string>(new Error('no')));
    const tile = asking.tile('a', ask);
    await vi.advanceTimersByTimeAsync(0);
    expect(asking.missing()).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(ask).toHaveBeenCalledTimes(2);
    ask.mockResolvedValue('a picture');
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await tile).toBe('a picture');
    expect([asking.missing(), met.length, over()]).toEqual([0, 2, 1]);
  });

  it('is asked for at once where a person asks for it', async () => {
    const { asking } = asked();
    const ask = vi.fn(() => Promise.reject<string>(new Error('no')));
    const tile = asking.tile('a', ask);
    await vi.advanceTimersByTimeAsync(0);
    ask.mockResolvedValue('a picture');
    asking.again();
    expect(await tile).toBe('a picture');
  });

  it('is not asked for while nobody sees the layer', async () => {
    const wanted = { now: true };
    const { asking } = asked(wanted);
    const ask = vi.fn(() => Promise.reject<string>(new Error('no')));
    void asking.tile('a', ask).catch(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    wanted.now = false;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(ask).toHaveBeenCalledTimes(1);
    wanted.now = true;
    asking.again();
    await vi.advanceTimersByTimeAsync(0);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('is given up in the end, which only asking for the whole anew mends', async () => {
    const { asking } = asked();
    const ask = vi.fn(() => Promise.reject<string>(new Error('gone')));
    const given = expect(asking.tile('a', ask)).rejects.toThrow('gone');
    await vi.advanceTimersByTimeAsync(3_600_000);
    await given;
    expect([ask.mock.calls.length, asking.lost(), asking.missing()]).toEqual([10, true, 1]);
  });

  it('is asked for no more once the layer is put away', async () => {
    const { asking } = asked();
    const ask = vi.fn(() => Promise.reject<string>(new Error('no')));
    const ended = expect(asking.tile('a', ask)).rejects.toThrow('no');
    await vi.advanceTimersByTimeAsync(0);
    asking.stop();
    await ended;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('that the engine itself takes back is none', async () => {
    const { asking } = asked();
    await expect(asking.tile('a', () => Promise.reject<string>(noReason))).rejects.toBeUndefined();
    expect(asking.missing()).toBe(0);
  });
});

describe('why something of a site is missing', () => {
  it.each([
    ['a status the engine tells in words', 'Request has failed. Status Code: 404', 'HTTP 404：没有这个地址'],
    ['a status it tells as a number', { statusCode: 503 }, 'HTTP 503：服务正忙'],
    ['a status without a name of its own', { statusCode: 418 }, 'HTTP 418'],
    ['nobody there', 'Request has failed.', '连不上，或对方没有允许本页读取（CORS）'],
    ['no answer', new Silent(10_000), '10 秒内没有应答'],
    [
      'more than the page can bear',
      new Error('Refused: a picture of 9000 × 9000 pixels'),
      '过大，没有交给图形引擎：a picture of 9000 × 9000 pixels',
    ],
    ['bytes that are no tile', new SyntaxError('Unexpected token'), '收到的内容损坏或格式不符'],
  ])('is told of %s', (_what, error, words) => {
    expect(whyOf(error, false).zh).toBe(words);
    expect(whyOf(error, false).en).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('is told of a host the page’s policy does not name, whenever the browser says so', () => {
    const heard: ((event: { readonly blockedURI: string }) => void)[] = [];
    const left = vi.fn();
    vi.stubGlobal('document', {
      baseURI: 'https://city.test/',
      addEventListener: (_name: string, hear: (typeof heard)[number]) => heard.push(hear),
      removeEventListener: left,
    });
    const changed = vi.fn();
    const trouble = createTrouble(changed);
    trouble.met('Request has failed.', 'https://stranger.test/a/tile.glb');
    expect(trouble.why()?.zh).toContain('CORS');
    heard[0]!({ blockedURI: 'inline' });
    heard[0]!({ blockedURI: 'https://stranger.test/a/tile.glb' });
    expect(trouble.why()?.zh).toContain('安全策略');
    expect(changed).toHaveBeenCalledTimes(2);
    trouble.over();
    expect(trouble.why()).toBeUndefined();
    trouble.stop();
    expect(left).toHaveBeenCalledTimes(1);
  });
});
