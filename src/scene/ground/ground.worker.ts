import { looks } from '../look';
import { waterField } from '../water/waterField';
import { readRelief } from './readRelief';
import { groundParts, readFrom, readPainters, type ReadPart } from './painters';
import type { FromWorkshop, TileOrder, ToWorkshop, WaterPicture } from './workshop';
import type { GroundPart } from '../layer';

let parts: Readonly<Record<GroundPart, Promise<ReadPart>>> | undefined;

const tell = (told: FromWorkshop, moved: Transferable[] = []) => self.postMessage(told, { transfer: moved });
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function read(base: string): void {
  parts = readPainters(readFrom(base), readRelief(base));
  for (const part of groundParts) {
    parts[part].then(
      ({ count }) => tell({ kind: 'read', part, count }),
      (error: unknown) => tell({ kind: 'unread', part, reason: reasonOf(error) }),
    );
  }
}

async function paint({ part, box, size, theme }: TileOrder): Promise<ImageBitmap | undefined> {
  if (parts === undefined) throw new Error('nothing has been read');
  const { painter } = await parts[part];
  if (!painter.touches(box)) return undefined;
  const canvas = new OffscreenCanvas(size, size);
  // Kept in plain memory: fetching a picture back from the graphics process takes three times as long as drawing it.
  const pen = canvas.getContext('2d', { alpha: part !== 'land', willReadFrequently: true });
  if (pen === null) throw new Error('the ground cannot be drawn: no 2D canvas');
  if (!painter.paint(pen, box, size, looks[theme])) return undefined;
  // As the engine would have asked for it from a server: a bitmap is neither turned nor multiplied on its way to a texture.
  return createImageBitmap(canvas, { imageOrientation: 'flipY', premultiplyAlpha: 'none' });
}

async function waters(longest: number): Promise<WaterPicture | undefined> {
  const shapes = (await parts?.water)?.shapes;
  if (shapes === undefined || shapes.length === 0) return undefined;
  const { box, bytes, columns, rows } = waterField(shapes, longest);
  const picture = await createImageBitmap(new ImageData(bytes, columns, rows), {
    premultiplyAlpha: 'none',
    colorSpaceConversion: 'none',
  });
  return { box, picture };
}

self.onmessage = ({ data }: MessageEvent<ToWorkshop>) => {
  if (data.kind === 'read') {
    read(data.base);
    return;
  }
  if (data.kind === 'waters') {
    // Without the field the water lies still: what failed is told by the part itself.
    waters(data.longest).then(
      (drawn) => tell({ kind: 'waters', waters: drawn }, drawn === undefined ? [] : [drawn.picture]),
      () => tell({ kind: 'waters', waters: undefined }),
    );
    return;
  }
  const { id, order } = data;
  paint(order).then(
    (picture) => tell({ kind: 'painted', id, picture }, picture === undefined ? [] : [picture]),
    (error: unknown) => tell({ kind: 'spoilt', id, reason: reasonOf(error) }),
  );
};
