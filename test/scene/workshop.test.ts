import { describe, expect, it } from 'vitest';
import { groundFiles } from '@/contracts/base';
import { readPainters } from '@/scene/ground/painters';
import { openWorkshop, type FromWorkshop, type TileOrder, type ToWorkshop } from '@/scene/ground/workshop';

function fakeWorker() {
  const asked: ToWorkshop[] = [];
  let tell: (told: FromWorkshop) => void = () => undefined;
  let fail: (reason: string) => void = () => undefined;
  let ended = false;
  return {
    asked,
    tell: (told: FromWorkshop) => tell(told),
    fail: (reason: string) => fail(reason),
    ended: () => ended,
    port: {
      listen: (message: (told: FromWorkshop) => void, failed: (reason: string) => void) => {
        tell = message;
        fail = failed;
      },
      post: (order: ToWorkshop) => void asked.push(order),
      terminate: () => {
        ended = true;
      },
    },
  };
}

const order: TileOrder = { part: 'water', box: [114, 30, 115, 31], size: 512, theme: 'day' };

describe('the workshop that draws the ground', () => {
  it('reads the base at once and tells each part as it is read, or why it is not', async () => {
    const { port, asked, tell } = fakeWorker();
    const workshop = openWorkshop(port, 'http://here/tiles/');
    expect(asked).toEqual([{ kind: 'read', base: 'http://here/tiles/' }]);
    tell({ kind: 'read', part: 'water', count: 60 });
    tell({ kind: 'unread', part: 'streets', reason: 'ground/streets.json: 503' });
    expect(await workshop.count('water')).toBe(60);
    await expect(workshop.count('streets')).rejects.toThrow('ground/streets.json: 503');
  });

  it('gives each tile to whom it was drawn for, whatever order they come in', async () => {
    const { port, asked, tell } = fakeWorker();
    const workshop = openWorkshop(port, '/');
    const first = workshop.paint(order);
    const second = workshop.paint({ ...order, part: 'land' });
    expect(workshop.busy()).toBe(2);
    expect(asked.slice(1)).toEqual([
      { kind: 'paint', id: 1, order },
      { kind: 'paint', id: 2, order: { ...order, part: 'land' } },
    ]);
    tell({ kind: 'spoilt', id: 2, reason: 'no 2D canvas' });
    tell({ kind: 'painted', id: 1, picture: undefined });
    expect(await first).toBeUndefined();
    await expect(second).rejects.toThrow('no 2D canvas');
    expect(workshop.busy()).toBe(0);
  });

  it('leaves nobody waiting when the worker dies', async () => {
    const { port, fail } = fakeWorker();
    const workshop = openWorkshop(port, '/');
    const waiting = workshop.paint(order);
    fail('out of memory');
    await expect(waiting).rejects.toThrow('out of memory');
    await expect(workshop.count('land')).rejects.toThrow('out of memory');
    await expect(workshop.paint(order)).rejects.toThrow('out of memory');
  });

  it('ends with the scene', () => {
    const { port, ended } = fakeWorker();
    openWorkshop(port, '/').close();
    expect(ended()).toBe(true);
  });
});

describe('the painters of the ground', () => {
  const none = { type: 'FeatureCollection', features: [] };
  it('fail part by part: a torn file of streets leaves land and water', async () => {
    const painters = readPainters((path) =>
      path === groundFiles.streets ? Promise.resolve({ type: 'Torn' }) : Promise.resolve(none),
    );
    expect((await painters.land).count).toBe(0);
    expect((await painters.water).count).toBe(0);
    await expect(painters.streets).rejects.toThrow(groundFiles.streets);
  });
});
