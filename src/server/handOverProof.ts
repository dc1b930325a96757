import { createHash } from 'node:crypto';
import { handOverHead, type HandOverFault, type HandOverHead } from '@/contracts/handOver';

export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** What is stored of a signed page and around it. */
export interface SignedTraces {
  readonly number: number;
  readonly head: string | null;
  readonly hash: string | null;
  /** The hash of the content as it lies there now. */
  readonly contentHash: string | null;
  /** The hash of the page before as it lies there; `null` where that page is not there. */
  readonly before: string | null;
  /** What the numbered log noted when this page, and the one before, was signed. */
  readonly seal: string | null;
  readonly sealBefore: string | null;
}

/** The head of a signed page; `undefined` where the text is none any more. */
export function readHead(text: string | null): HandOverHead | undefined {
  if (text === null) return undefined;
  try {
    return handOverHead.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** What does not fit of a signed page; empty where it is as both signed it. */
export function faultsOf(page: SignedTraces): HandOverFault[] {
  const head = readHead(page.head);
  const faults: HandOverFault[] = [];
  if (head === undefined || head.contentHash !== page.contentHash) faults.push('content');
  if (head === undefined || head.number !== page.number || hashOf(page.head ?? '') !== page.hash)
    faults.push('head');
  // A page that is gone is told as missing; the log still knows its hash.
  if (head === undefined || head.previous !== (page.before ?? page.sealBefore)) faults.push('chain');
  if (page.seal !== page.hash) faults.push('seal');
  return faults;
}
