import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { expect, it } from 'vitest';
import type { SeriesCatalogue } from '@/contracts/series';
import type { AlarmDesk } from '@/server/alarmDesk';
import { createHub } from '@/server/hub';
import { createLatest } from '@/server/latest';
import { listen, until } from './city';
import { smallCatalogue } from './fixture';

const seriesCount = 13_000;
const updatesASecond = 20_000;
const writeEveryMs = 20;

/** A city of 13,000 series in one process, without devices: only the hub is on trial. */
function largeCatalogue(): SeriesCatalogue {
  const { series, ...rest } = smallCatalogue();
  const pattern = series[0]!;
  return {
    ...rest,
    series: Array.from({ length: seriesCount }, (_, slot) => ({ ...pattern, id: slot + 1 })),
  };
}

/** Joins by hand and never reads. */
function deafClient(port: number): Socket {
  const deaf = connect(port, '127.0.0.1');
  deaf.on('error', () => undefined);
  deaf.pause();
  deaf.write(
    'GET /api/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  return deaf;
}

/** One text frame as a browser sends it; a mask of zeros leaves the text as it is. */
const text = Buffer.from('{"type":"subscribe"}');
const subscribing = Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), text]);

it('cuts clients that never read, while 20,000 updates a second reach the others without a hole', async () => {
  const catalogue = largeCatalogue();
  const latest = createLatest(catalogue);
  const unopened = { seq: () => undefined } as unknown as AlarmDesk;
  const hub = createHub(
    catalogue,
    latest,
    () => unopened,
    undefined,
    () => undefined,
  );
  const upgraded: Duplex[] = [];
  const server = createServer().on('upgrade', (request, socket, head) => {
    upgraded.push(socket);
    hub.admit(request, socket, head, { user: undefined, address: '127.0.0.1', stands: () => true });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  let written = 0;
  const start = performance.now();
  const offering = setInterval(() => {
    const due = Math.floor(((performance.now() - start) / 1_000) * updatesASecond);
    for (; written < due; written += 1) {
      latest.write(written % seriesCount, written, Date.now() + written, Date.now(), 0);
    }
  }, writeEveryMs);

  const good = await listen(`http://127.0.0.1:${String(port)}`);
  good.say({ type: 'hello' });
  await good.heard('hello');
  const [silent, greedy] = [deafClient(port), deafClient(port)];
  const froze = Date.now();
  // One that keeps asking for snapshots is awake, as its pings go; it is cut because it takes nothing.
  const asking = setInterval(() => greedy.write(subscribing), 100);
  let mostKept = 0;
  await until(() => {
    mostKept = Math.max(mostKept, ...upgraded.map((socket) => socket.writableLength));
    return hub.cut() === 2;
  });
  expect(Date.now() - froze).toBeLessThan(15_000);
  expect(mostKept).toBeGreaterThan(100_000);
  expect(mostKept).toBeLessThan(2_000_000);
  expect(hub.clients()).toBe(1);
  expect(mostKept).toBeGreaterThan(100_000);
  expect(mostKept).toBeLessThan(2_000_000);
  const seqs = good.frames.map((frame) => frame.seq);
  expect(seqs.length).toBeGreaterThan(20);
  expect(seqs.slice(1).map((seq, at) => seq - seqs[at]!)).toEqual(seqs.slice(1).map(() => 1));
  const rows = good.frames.reduce((sum, frame) => sum + frame.slot.length, 0);
  expect(rows).toBeGreaterThan(seriesCount * 3);

  clearInterval(offering);
  good.socket.terminate();
  clearInterval(asking);
  for (const deaf of [silent, greedy]) deaf.destroy();
  hub.close();
  await new Promise((resolve) => server.close(resolve));
});
