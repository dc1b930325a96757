/** What one answer may cost the page at most. Ours, not a standard's: a tile beyond them is a mistake or an attack. */
export const tileLimits = {
  /** Bytes of any one download. */
  bytes: 64 * 2 ** 20,
  /** Bytes of one tileset description. */
  descriptionBytes: 32 * 2 ** 20,
  /** Tiles told by one tileset description. */
  tiles: 100_000,
  /** Pixels along an edge of a picture: four bytes each once decoded, however small the file. */
  edge: 8_192,
} as const;

const magicOf = (view: DataView) =>
  view.byteLength < 4 ? '' : String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(at)));

/**
 * Why a tile's content must not reach the engine, or `undefined` where it may. Looks at sizes that are written down,
 * never decodes: a picture of a hundred kilobytes can ask for gigabytes. What is merely torn is left to the engine,
 * which says so and lets it be asked for again.
 */
export function whyRefused(bytes: ArrayBuffer): string | undefined {
  const view = new DataView(bytes);
  const magic = magicOf(view);
  if (magic === 'glTF') return whyModelRefused(view, 0);
  if (magic === 'b3dm' && view.byteLength >= 28) {
    const tables = [12, 16, 20, 24].reduce((sum, at) => sum + view.getUint32(at, true), 28);
    return whyModelRefused(view, tables);
  }
  const start = new Uint8Array(bytes, 0, Math.min(64, bytes.byteLength));
  if (start.find((byte) => byte > 0x20 && byte < 0x7f) === 0x7b) return whyDescriptionRefused(bytes);
  return whyPictureRefused(view);
}

function whyDescriptionRefused(bytes: ArrayBuffer): string | undefined {
  if (bytes.byteLength > tileLimits.descriptionBytes) return tooLarge(bytes.byteLength);
  // No tile is told in fewer than forty bytes: small descriptions need no counting.
  if (bytes.byteLength < tileLimits.tiles * 40) return undefined;
  const tiles = new TextDecoder().decode(bytes).split('"geometricError"').length - 2;
  return tiles > tileLimits.tiles ? `${tiles} tiles in one description` : undefined;
}

export const tooLarge = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MiB in one download`;

/** The part of a glTF file's description that tells of pictures. */
interface ModelPictures {
  readonly images?: readonly { readonly bufferView?: number }[];
  readonly bufferViews?: readonly { readonly byteOffset?: number; readonly byteLength: number }[];
}

function whyModelRefused(view: DataView, at: number): string | undefined {
  if (view.byteLength < at + 20) return undefined;
  const length = view.getUint32(at + 8, true);
  const told = view.getUint32(at + 12, true);
  if (at + length > view.byteLength || 20 + told > length) return undefined;
  let model: ModelPictures;
  try {
    const text = new TextDecoder().decode(new Uint8Array(view.buffer, at + 20, told));
    model = JSON.parse(text) as ModelPictures;
  } catch {
    return undefined;
  }
  const data = at + 20 + told + 8;
  for (const { bufferView } of model.images ?? []) {
    const range = bufferView === undefined ? undefined : model.bufferViews?.[bufferView];
    if (range === undefined) continue;
    const from = data + (range.byteOffset ?? 0);
    if (from + range.byteLength > view.byteLength) continue;
    const why = whyPictureRefused(new DataView(view.buffer, from, range.byteLength));
    if (why !== undefined) return why;
  }
  return undefined;
}

/** Why a picture is too large to be decoded, from its head alone; what is no known picture is left to the engine. */
export function whyPictureRefused(view: DataView): string | undefined {
  const size = pictureSize(view);
  return size !== undefined && Math.max(...size) > tileLimits.edge
    ? `a picture of ${size.join(' × ')} pixels`
    : undefined;
}

/** Width and height in pixels as PNG, JPEG, WebP or KTX2 write them down. */
export function pictureSize(view: DataView): readonly [number, number] | undefined {
  if (view.byteLength < 30) return undefined;
  const head = view.getUint32(0);
  if (head === 0x89504e47) return [view.getUint32(16), view.getUint32(20)];
  if (head === 0xab4b5458) return [view.getUint32(20, true), view.getUint32(24, true)];
  if (head === 0x52494646 && view.getUint32(8) === 0x57454250) return webpSize(view);
  return head >>> 8 === 0xffd8ff ? jpegSize(view) : undefined;
}

function webpSize(view: DataView): readonly [number, number] | undefined {
  const u24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  switch (view.getUint32(12)) {
    case 0x56503858: // VP8X
      return [u24(24) + 1, u24(27) + 1];
    case 0x5650384c: {
      // VP8L: fourteen bits each
      const bits = view.getUint32(21, true);
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    }
    case 0x56503820: // VP8
      return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
    default:
      return undefined;
  }
}

/** Walks the segments to the frame header, which tells height and width. */
function jpegSize(view: DataView): readonly [number, number] | undefined {
  for (let at = 2; at + 9 < view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    // A marker may be filled up with 0xff, and each segment is at least its own length.
    at += marker === 0xff ? 1 : 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
}
