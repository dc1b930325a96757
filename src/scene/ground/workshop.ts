import type { Box } from '@/contracts/geo';
import type { Theme } from '@/contracts/ids';
import type { GroundPart } from '../layer';

/** A tile to be drawn; `box` in degrees, `size` in pixels. */
export interface TileOrder {
  readonly part: GroundPart;
  readonly box: Box;
  readonly size: number;
  readonly theme: Theme;
}

export type ToWorkshop =
  | { readonly kind: 'read'; /** Address the base's files lie under. */ readonly base: string }
  | { readonly kind: 'paint'; readonly id: number; readonly order: TileOrder }
  | { readonly kind: 'waters'; /** Places along the longer side. */ readonly longest: number };

export type FromWorkshop =
  | { readonly kind: 'read'; readonly part: GroundPart; readonly count: number }
  | { readonly kind: 'unread'; readonly part: GroundPart; readonly reason: string }
  /** `undefined` where nothing of the part lies in the tile. */
  | { readonly kind: 'painted'; readonly id: number; readonly picture: ImageBitmap | undefined }
  | { readonly kind: 'spoilt'; readonly id: number; readonly reason: string }
  /** `undefined` where they could not be read. */
  | { readonly kind: 'waters'; readonly waters: WaterPicture | undefined };

/** The field of all water (see water/waterField), its first row the southernmost, as textures lie. */
export interface WaterPicture {
  readonly box: Box;
  readonly picture: ImageBitmap;
}

/** Where the ground's tiles are drawn: beside the page, so that neither reading nor drawing the map holds a pointer up. */
export interface Workshop {
  /** Resolves with the number of features once the part is read; rejects where it cannot be. */
  readonly count: (part: GroundPart) => Promise<number>;
  /** How many tiles are being drawn or wait for it. */
  readonly busy: () => number;
  /** The tile's picture with its first row at the foot, as textures lie; nothing where the part has nothing there. */
  readonly paint: (order: TileOrder) => Promise<ImageBitmap | undefined>;
  /** The field of all water; nothing where it cannot be had. */
  readonly waters: (longest: number) => Promise<WaterPicture | undefined>;
  readonly close: () => void;
}

/** One worker, as much of it as the workshop needs. */
export interface WorkshopPort {
  readonly listen: (message: (data: FromWorkshop) => void, failed: (reason: string) => void) => void;
  readonly post: (order: ToWorkshop) => void;
  readonly terminate: () => void;
}

interface Waiting<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Error) => void;
}

/** Opens a workshop on the base under an address. A worker that dies rejects what it was asked, and all that follows. */
export function openWorkshop(port: WorkshopPort, base: string): Workshop {
  const parts = new Map<GroundPart, Waiting<number>>();
  const tiles = new Map<number, Waiting<ImageBitmap | undefined>>();
  const fields: ((waters: WaterPicture | undefined) => void)[] = [];
  let last = 0;
  let dead: Error | undefined;
  const counted = (part: GroundPart): Promise<number> => {
    const promise = new Promise<number>((resolve, reject) => void parts.set(part, { resolve, reject }));
    // Whoever asks is told; a part nobody asks about is no unhandled failure.
    promise.catch(() => undefined);
    return promise;
  };
  const counts: Readonly<Record<GroundPart, Promise<number>>> = {
    land: counted('land'),
    shade: counted('shade'),
    water: counted('water'),
    streets: counted('streets'),
  };
  const finish = <K, T>(waiting: Map<K, Waiting<T>>, key: K): Waiting<T> | undefined => {
    const one = waiting.get(key);
    waiting.delete(key);
    return one;
  };
  port.listen(
    (told) => {
      switch (told.kind) {
        case 'read':
          finish(parts, told.part)?.resolve(told.count);
          break;
        case 'unread':
          finish(parts, told.part)?.reject(new Error(told.reason));
          break;
        case 'painted':
          finish(tiles, told.id)?.resolve(told.picture);
          break;
        case 'spoilt':
          finish(tiles, told.id)?.reject(new Error(told.reason));
          break;
        case 'waters':
          fields.shift()?.(told.waters);
          break;
      }
    },
    (reason) => {
      dead = new Error(reason);
      for (const one of [...parts.values(), ...tiles.values()]) one.reject(dead);
      for (const tell of fields.splice(0)) tell(undefined);
      parts.clear();
      tiles.clear();
    },
  );
  port.post({ kind: 'read', base });
  return {
    count: (part) => counts[part],
    busy: () => tiles.size,
    paint: (order) =>
      new Promise((resolve, reject) => {
        if (dead !== undefined) {
          reject(dead);
          return;
        }
        last += 1;
        tiles.set(last, { resolve, reject });
        port.post({ kind: 'paint', id: last, order });
      }),
    waters: (longest) =>
      new Promise((resolve) => {
        if (dead !== undefined) {
          resolve(undefined);
          return;
        }
        fields.push(resolve);
        port.post({ kind: 'waters', longest });
      }),
    close: () => {
      port.terminate();
      for (const tell of fields.splice(0)) tell(undefined);
    },
  };
}

export function spawnWorkshop(): WorkshopPort {
  const worker = new Worker(new URL('./ground.worker.ts', import.meta.url), { type: 'module' });
  return {
    listen: (message, failed) => {
      worker.onmessage = ({ data }: MessageEvent<FromWorkshop>) => message(data);
      worker.onerror = ({ message: reason }) => failed(reason);
    },
    post: (order) => worker.postMessage(order),
    terminate: () => worker.terminate(),
  };
}
