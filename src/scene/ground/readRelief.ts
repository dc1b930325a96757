import { groundFiles } from '@/contracts/base';
import { reliefFile, type ReliefFile } from '@/contracts/relief';
import { reliefOf, type Relief } from '@/domain/relief';

/** What was read of each address and relief: a base published anew mostly stands on the same ground. */
const seals = new WeakMap<Relief, string>();

/**
 * The heights of a base's ground; the relief known `before` comes back where its files have not changed. Rejects with the
 * file and what is wrong with it where a base has none, or torn ones: the ground is then level, and the page says so.
 */
export async function readRelief(base: string, before?: Relief): Promise<Relief> {
  const text = await (await ask(base, groundFiles.relief)).text();
  const file = listed(text);
  const bytes = await Promise.all(file.grids.map(async (grid) => (await ask(base, grid.file)).arrayBuffer()));
  const seal = `${text}${bytes.map(sumOf).join()}`;
  if (before !== undefined && seals.get(before) === seal) return before;
  const relief = reliefOf(file, bytes);
  seals.set(relief, seal);
  return relief;
}

async function ask(base: string, path: string): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(new URL(path, base));
  } catch (reason) {
    throw new Error(`${path}: ${reason instanceof Error ? reason.message : String(reason)}`);
  }
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

function listed(text: string): ReliefFile {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new Error(`${groundFiles.relief}: not JSON`);
  }
  const read = reliefFile.safeParse(found);
  if (!read.success) throw new Error(`${groundFiles.relief}: not a list of grids`);
  return read.data;
}

/** A checksum of 32 bits (Fowler, Noll and Vo). */
function sumOf(bytes: ArrayBuffer): number {
  let sum = 0x811c9dc5;
  for (const byte of new Uint8Array(bytes)) sum = Math.imul(sum ^ byte, 0x01000193);
  return sum;
}
