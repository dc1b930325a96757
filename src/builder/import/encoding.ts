const utf8 = new TextDecoder('utf-8', { fatal: true });
const gb18030 = new TextDecoder('gb18030', { fatal: true });

export interface Decoded {
  readonly text: string;
  /** The bytes were not UTF-8, as the format asks, but GB 18030 (which holds GBK and GB 2312). */
  readonly reencoded: boolean;
}

/** Text of bytes that should be UTF-8 and often are GBK. A byte order mark is dropped. `undefined` where they are neither. */
export const decode = (bytes: Uint8Array): Decoded | undefined => {
  try {
    return { text: utf8.decode(bytes), reencoded: false };
  } catch {
    try {
      return { text: gb18030.decode(bytes), reencoded: true };
    } catch {
      return undefined;
    }
  }
};

const chinese = /[\u3400-\u9fff]/;

/**
 * Chinese text that some program once read byte by byte as Latin-1 ("æ­¦æ±‰" for "武汉", "Îäºº" for "武汉" in GBK), put
 * right; `undefined` where the text is not of that kind. Names that merely hold an accent stay as they are.
 */
export const unscrambled = (text: string): string | undefined => {
  if (text.length > 4096) return undefined;
  const bytes = latinBytes(text);
  if (bytes === undefined) return undefined;
  try {
    const read = utf8.decode(bytes);
    return chinese.test(read) ? read : undefined;
  } catch {
    return pairsOfGb(bytes) ? ofGb(bytes) : undefined;
  }
};

const ofGb = (bytes: Uint8Array): string | undefined => {
  try {
    const read = gb18030.decode(bytes);
    return chinese.test(read) ? read : undefined;
  } catch {
    return undefined;
  }
};

/** What Windows-1252 puts where Latin-1 has controls, so that both misreadings are known. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const latinBytes = (text: string): Uint8Array | undefined => {
  const bytes = new Uint8Array(text.length);
  let high = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const byte = code < 256 ? code : windows.indexOf(text[i]!) + 128;
    if (byte < 128 && code >= 256) return undefined;
    if (byte >= 128) high += 1;
    bytes[i] = byte;
  }
  return high < 2 ? undefined : bytes;
};

/** Whether every byte above ASCII stands in a pair of the GB 2312 plane, as no accented Latin word has them. */
const pairsOfGb = (bytes: Uint8Array): boolean => {
  let pairs = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    if (bytes[i]! < 128) continue;
    const second = bytes[i + 1] ?? 0;
    if (bytes[i]! < 0xb0 || bytes[i]! > 0xf7 || second < 0xa1 || second === 0xff) return false;
    pairs += 1;
    i += 1;
  }
  return pairs >= 2;
};
