import { createServer, connect, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFaultProxy, type FaultProxy, type Faults } from '../support/faultProxy';
import { diceOf } from '../support/seed';
import { mqttPackets, webSocketFrames } from '../support/wireMessages';
import { until } from '../server/city';

let echo: Server;
const ends: Socket[] = [];
beforeEach(async () => {
  echo = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => socket.write(bytes));
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const end of ends.splice(0)) end.destroy();
  await new Promise((resolve) => echo.close(resolve));
});

const portOf = () => {
  const address = echo.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
const open = (faults: Faults, cut?: typeof mqttPackets): Promise<FaultProxy> =>
  openFaultProxy({ target: portOf, dice: diceOf('proxy'), ...(cut === undefined ? {} : { cut }) }).then(
    (proxy) => {
      proxy.set(faults);
      return proxy;
    },
  );
/** A client that keeps what comes back. */
function talk(proxy: FaultProxy) {
  const socket = connect(proxy.port, '127.0.0.1');
  ends.push(socket);
  const heard: Buffer[] = [];
  let closed = false;
  socket.on('data', (bytes) => heard.push(bytes));
  socket.on('error', () => undefined);
  socket.on('close', () => (closed = true));
  return { socket, heard: () => Buffer.concat(heard), closed: () => closed };
}
/** An MQTT PUBLISH of one letter. */
const publish = (letter: string) => Buffer.from([0x30, 4, 0, 1, 0x74, letter.charCodeAt(0)]);
const ping = Buffer.from([0xc0, 0]);

describe('a bad line', () => {
  it('passes everything on as it came while nothing is wrong', async () => {
    const proxy = await open({ latencyMs: 5, jitterMs: 20, bytesASecond: 100_000 });
    const { socket, heard } = talk(proxy);
    const text = Array.from({ length: 200 }, (_, at) => `line ${String(at)}\n`);
    for (const line of text) socket.write(line);
    await until(() => heard().length >= text.join('').length);
    expect(heard().toString()).toBe(text.join(''));
    await proxy.close();
  });

  it('is half open: nothing comes and nobody is told', async () => {
    const proxy = await open({ blackhole: true });
    const { socket, heard, closed } = talk(proxy);
    socket.write('hello');
    const other = await open({});
    const good = talk(other);
    good.socket.write('hello');
    await until(() => good.heard().length === 5);
    expect(heard()).toHaveLength(0);
    expect(closed()).toBe(false);
    await proxy.close();
    await other.close();
  });

  it('is cut after so many bytes, and at will', async () => {
    const proxy = await open({ truncateAfter: 3 });
    const short = talk(proxy);
    short.socket.write('he');
    await until(() => short.heard().length === 2);
    short.socket.write('llo');
    await until(() => short.closed());
    expect('hel').toContain(short.heard().toString());
    proxy.set({});
    const long = talk(proxy);
    long.socket.write('hello');
    await until(() => long.heard().length === 5);
    expect(proxy.lines()).toBe(1);
    proxy.cut();
    await until(() => long.closed());
    expect(proxy.opened()).toBe(2);
    await proxy.close();
  });

  it('tells readings several times, loses or swaps them, and leaves all else alone', async () => {
    const sent = Buffer.concat([...'abcdef'].flatMap((letter) => [publish(letter), ping]));
    const proxy = await open({ times: 3 }, mqttPackets);
    const thrice = talk(proxy);
    // In pieces that are no messages.
    for (let at = 0; at < sent.length; at += 5) thrice.socket.write(sent.subarray(at, at + 5));
    await until(() => thrice.heard().length === 6 * 6 * 9 + 12);
    await proxy.close();
    const losing = await open({ drop: 1 }, mqttPackets);
    const deaf = talk(losing);
    deaf.socket.write(sent);
    await until(() => deaf.heard().length === 12);
    expect(losing.dropped()).toBe(6);
    await losing.close();
    const swapping = await open({ reorder: 0.5 }, mqttPackets);
    const mixed = talk(swapping);
    mixed.socket.write(Buffer.concat([sent, publish('g'), publish('h')]));
    await until(() => mixed.heard().length >= sent.length);
    const letters = [
      ...mixed
        .heard()
        .toString('latin1')
        .matchAll(/t([a-h])/g),
    ].map(([, letter]) => letter);
    expect(letters).not.toEqual([...letters].sort());
    expect(new Set(letters).size).toBe(letters.length);
    await swapping.close();
  });

  it('knows a WebSocket’s frames of every length behind its head', () => {
    const frame = (length: number) => {
      const head =
        length < 126
          ? [0x82, length]
          : length < 65_536
            ? [0x82, 126, length >> 8, length & 255]
            : [0x82, 127, 0, 0, 0, 0, 0, length >> 16, (length >> 8) & 255, length & 255];
      return Buffer.concat([Buffer.from(head), Buffer.alloc(length, 7)]);
    };
    const all = Buffer.concat([
      Buffer.from('HTTP/1.1 101 x\r\nUpgrade: websocket\r\n\r\n'),
      frame(5),
      Buffer.from([0x81, 1, 0x61]),
      frame(300),
      frame(70_000),
    ]);
    const cut = webSocketFrames();
    const found: boolean[] = [];
    let rest: Buffer = Buffer.alloc(0);
    for (let at = 0; at < all.length; at += 999) {
      const taken = cut(Buffer.concat([rest, all.subarray(at, at + 999)]));
      rest = taken.rest;
      found.push(...taken.messages.map(({ loose }) => loose));
    }
    expect(found).toEqual([false, true, false, true, true]);
    expect(rest).toHaveLength(0);
  });
});

describe('the dice', () => {
  it('fall the same for the same seed and name', () => {
    const throws = (name: string, from: number) => Array.from({ length: 5 }, diceOf(name, from));
    expect(throws('a', 1)).toEqual(throws('a', 1));
    expect(throws('a', 1)).not.toEqual(throws('b', 1));
    expect(throws('a', 1)).not.toEqual(throws('a', 2));
  });
});
