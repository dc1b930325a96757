import { decode } from './encoding';

export interface DbfRows {
  /** Attributes of a record by its number; nothing where it is deleted or missing. */
  readonly row: (index: number) => Readonly<Record<string, unknown>>;
  /** The text is not in the encoding the archive claims, or it claims none and the text is not UTF-8. */
  readonly reencoded: boolean;
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly from: number;
  readonly length: number;
}

/** Language drivers of dBASE that mean Chinese (code page 936). */
const chineseDrivers: ReadonlySet<number> = new Set([0x4d, 0x7a]);

/** The attributes beside a shapefile. `cpg` is the text of the `.cpg` file, where there is one. */
export const readDbf = (bytes: Buffer, cpg: string | undefined): DbfRows => {
  if (bytes.length < 33) return { row: () => ({}), reencoded: false };
  const headerLength = bytes.readUInt16LE(8);
  const rowLength = bytes.readUInt16LE(10);
  const claimed = claimedEncoding(cpg, bytes[29] ?? 0);
  const fields: Field[] = [];
  let from = 1;
  const textOf = (part: Buffer): string => textIn(part, claimed);
  for (let at = 32; at + 32 <= headerLength && bytes[at] !== 0x0d && at + 32 <= bytes.length; at += 32) {
    const name = bytes.subarray(at, at + 11);
    const zero = name.indexOf(0);
    const length = bytes[at + 16] ?? 0;
    fields.push({
      name: textOf(zero === -1 ? name : name.subarray(0, zero)).trim(),
      type: String.fromCharCode(bytes[at + 11] ?? 0),
      from,
      length,
    });
    from += length;
  }
  const row = (index: number): Readonly<Record<string, unknown>> => {
    const at = headerLength + index * rowLength;
    if (rowLength === 0 || at + rowLength > bytes.length || bytes[at] === 0x2a) return {};
    return Object.fromEntries(
      fields.map(({ name, type, from: offset, length }) => [
        name,
        valueOf(textOf(bytes.subarray(at + offset, at + offset + length)).trim(), type),
      ]),
    );
  };
  return { row, reencoded: claimed === 'unclaimed' && hasGbText(bytes.subarray(headerLength)) };
};

type Claim = 'utf-8' | 'gb18030' | 'unclaimed';

const claimedEncoding = (cpg: string | undefined, driver: number): Claim => {
  if (cpg !== undefined && /utf-?8|65001/i.test(cpg)) return 'utf-8';
  if ((cpg !== undefined && /gb|936/i.test(cpg)) || chineseDrivers.has(driver)) return 'gb18030';
  return 'unclaimed';
};

const gb = new TextDecoder('gb18030');

const textIn = (part: Buffer, claim: Claim): string => {
  // A field is cut at its length, often through the middle of a character.
  if (claim === 'gb18030') return gb.decode(part).replace(/\ufffd$/, '');
  return decode(part)?.text ?? part.toString('utf8').replace(/\ufffd+$/, '');
};

const hasGbText = (bytes: Buffer): boolean => decode(bytes)?.reencoded ?? true;

const valueOf = (text: string, type: string): unknown => {
  if (text === '') return null;
  if (type === 'N' || type === 'F') {
    const value = Number(text);
    return Number.isNaN(value) ? null : value;
  }
  if (type === 'L') return /[ytYT]/.test(text) ? true : /[nfNF]/.test(text) ? false : null;
  if (type === 'D')
    return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
  return text;
};
