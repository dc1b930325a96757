import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { door as doorShape, doorFile, type Door } from '@/contracts/door';

/** The way in for programs of this machine: who can read the folder's `door.json` may speak through it. */
export interface LocalDoor {
  /** True for the secret that stands in the file, in a time that does not tell how much of it was right. */
  readonly opensTo: (secret: string | readonly string[] | undefined) => boolean;
  /** Writes the file: at `url` this machine reaches the server, whatever address it listens at. */
  readonly open: (url: string) => void;
  /** Removes the file, unless another server has put its own there since. */
  readonly close: () => void;
}

const digestOf = (text: string) => createHash('sha256').update(text).digest();

export function createLocalDoor(home: string): LocalDoor {
  const path = join(home, doorFile);
  const secret = randomBytes(32).toString('base64url');
  const expected = digestOf(secret);
  return {
    opensTo: (given) => typeof given === 'string' && timingSafeEqual(digestOf(given), expected),
    open: (url) => {
      const written: Door = { url, secret, pid: process.pid };
      const partial = `${path}.${String(process.pid)}.partial`;
      // A file left there could be open to others, and keeps its mode when written over.
      rmSync(partial, { force: true });
      writeFileSync(partial, JSON.stringify(written), { mode: 0o600, flag: 'wx' });
      renameSync(partial, path);
    },
    close: () => {
      if (secretIn(path) === secret) rmSync(path, { force: true });
    },
  };
}

function secretIn(path: string): string | undefined {
  try {
    return doorShape.parse(JSON.parse(readFileSync(path, 'utf8'))).secret;
  } catch {
    return undefined;
  }
}
