import {
  handOverContent,
  type HandOver,
  type HandOverCheck,
  type HandOverContent,
  type HandOverPage,
  type HandOvers,
} from '@/contracts/handOver';
import type { Text } from '@/contracts/text';
import { canonicalJson } from '@/domain/canonicalJson';
import { momentText } from '@/domain/handOver';
import { judgeHandOver, judgeShift, type HandOverOrder } from '@/domain/handOverOrders';
import { usualStart } from '@/domain/shifts';
import {
  beginPage,
  keptPage,
  keptPages,
  lastSigned,
  missingPages,
  openPage,
  sealLog,
  turnPage,
  type Answered,
  type HandOverDraft,
  type KeptPage,
  type NextPage,
} from './handOverBook';
import { faultsOf, hashOf, readHead } from './handOverProof';
import { alreadyOpen, changedSince } from './handOverWords';
import type { History } from './history';
import { openLog, type CommandKey } from './numberedLog';
import { badField, ProblemError } from './problems';

type Say = (reason: Text) => string;

/** What a person sends along: the version they looked at, the key of a retry, their language. */
export interface Sent {
  readonly expected: number | undefined;
  readonly key: CommandKey | undefined;
  readonly say: Say;
}

export interface HandOverDesk {
  readonly list: (ask: {
    readonly limit: number;
    readonly cursor?: string | undefined;
  }) => Promise<HandOvers>;
  readonly page: (number: number) => Promise<HandOverPage>;
  /** Without `from` (Unix ms) the page begins where the last signed one ended, the first at the last usual start. */
  readonly begin: (
    order: {
      readonly by: string;
      readonly at: number;
      readonly from?: number | undefined;
      readonly note: string;
    },
    sent: Sent,
  ) => Promise<HandOverPage>;
  readonly order: (number: number, order: HandOverOrder, sent: Sent) => Promise<HandOverPage>;
  /** Reads every signed page and compares it with its hash, its neighbour and the log. */
  readonly check: () => Promise<HandOverCheck>;
}

export interface HandOverDeskMakings {
  readonly history: Pick<History, 'ask'>;
  /** The content of a page from a moment up to now, Unix ms; rejects with a 503 where a source is not there yet. */
  readonly compose: (from: number, to: number, notes: HandOverDraft['notes']) => Promise<HandOverContent>;
  readonly now?: () => number;
}

const checkedAtOnce = 200;

/** The hand-over pages: one open at a time, frozen by the first signature and for ever by the second. */
export function createHandOverDesk({ history, compose, now = Date.now }: HandOverDeskMakings): HandOverDesk {
  let queue: Promise<unknown> = Promise.resolve();
  /** One writer at a time: what is composed is what is then signed. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };
  const found = async (number: number): Promise<KeptPage> => {
    const kept = await history.ask((database) => keptPage(database, number));
    if (kept === undefined) throw new ProblemError(404, `There is no hand-over page ${String(number)}.`);
    return kept;
  };
  const pageOf = async (kept: KeptPage): Promise<HandOverPage> => ({
    ...tell(kept),
    content:
      kept.state === 'draft'
        ? await compose(kept.draft.from, now(), kept.draft.notes)
        : readContent(kept.content),
    head: kept.head,
  });
  /** The page an earlier request of the same key was answered with, as it is now. */
  const answeredBefore = async (sent: Sent): Promise<HandOverPage | undefined> => {
    const { key } = sent;
    if (key === undefined) return undefined;
    const earlier = await history.ask((database) => openLog(database, sealLog).answered(key));
    if (earlier === undefined) return undefined;
    if (earlier.request !== key.request)
      throw new ProblemError(422, 'This Idempotency-Key was used for another command.');
    return pageOf(await found((earlier.answer as { readonly handOver: number }).handOver));
  };

  const next = async (kept: KeptPage, order: HandOverOrder, does: 'edit' | 'offer' | 'seal' | 'reopen') => {
    const { offered, ...draft } = kept.draft;
    const { by, at } = order;
    switch (does) {
      case 'edit': {
        const notes =
          order.kind === 'note'
            ? [...draft.notes, { by, at: momentText(at), text: order.text }]
            : draft.notes;
        const from = order.kind === 'shift' ? order.from : draft.from;
        return { state: 'draft', draft: { ...draft, notes, from }, content: null } satisfies NextPage;
      }
      case 'reopen':
        return { state: 'draft', draft, content: null } satisfies NextPage;
      case 'offer': {
        const content = canonicalJson(await compose(draft.from, at, draft.notes));
        const hash = hashOf(content);
        return {
          state: 'offered',
          draft: { ...draft, offered: { by, at, hash } },
          content,
        } satisfies NextPage;
      }
      case 'seal': {
        const content = readContent(kept.content);
        if (content === null || offered === undefined) throw new Error('an offered page has no content');
        const head = canonicalJson({
          format: 1,
          number: kept.number,
          previous: kept.before ?? kept.sealBefore,
          from: content.from,
          to: content.to,
          begun: { by: draft.begun.by, at: momentText(draft.begun.at) },
          handsOver: { by: offered.by, at: momentText(offered.at) },
          takesOver: { by, at: momentText(at) },
          counts: content.counts,
          contentHash: offered.hash,
        });
        return { state: 'signed', draft: kept.draft, head, hash: hashOf(head), by, at } satisfies NextPage;
      }
    }
  };

  return {
    list: async ({ limit, cursor }) => {
      const before = cursor === undefined ? undefined : Number(cursor);
      if (before !== undefined && (!Number.isSafeInteger(before) || before < 1))
        throw badField('cursor', 'is not one we gave');
      return history.ask(async (database) => {
        const pages = await keptPages(database, limit + 1, before);
        const last = await lastSigned(database);
        const items = pages.slice(0, limit);
        return {
          items: items.map(tell),
          next: pages.length > limit ? String(items.at(-1)?.number) : null,
          missing: [...(await missingPages(database))],
          begins: {
            lastSigned: readHead(last?.head ?? null)?.to ?? null,
            usual: momentText(usualStart(now())),
          },
        };
      });
    },
    page: async (number) => pageOf(await found(number)),
    begin: ({ by, at, from, note }, sent) =>
      inTurn(async () => {
        const earlier = await answeredBefore(sent);
        if (earlier !== undefined) return earlier;
        const open = await history.ask(openPage);
        if (open !== undefined) throw new ProblemError(409, sent.say(alreadyOpen(open)));
        if (from !== undefined) {
          const judged = judgeShift(from, at);
          if (!judged.ok) throw new ProblemError(judged.status, sent.say(judged.reason));
        }
        const last = await history.ask(lastSigned);
        const ended = readHead(last?.head ?? null)?.to;
        const begins = from ?? (ended === undefined ? usualStart(at) : Date.parse(ended));
        const notes = note === '' ? [] : [{ by, at: momentText(at), text: note }];
        const answered = answeredOf(sent, at);
        const number = await history.ask((database) =>
          beginPage(database, { from: begins, begun: { by, at }, notes }, answered),
        );
        if (number === undefined)
          throw new ProblemError(
            409,
            sent.say({ zh: '另一交接页刚刚开始', en: 'Another page has just been begun' }),
          );
        return pageOf(await found(number));
      }),
    order: (number, order, sent) =>
      inTurn(async () => {
        const earlier = await answeredBefore(sent);
        if (earlier !== undefined) return earlier;
        const kept = await found(number);
        if (sent.expected !== undefined && sent.expected !== kept.version)
          throw new ProblemError(409, sent.say(changedSince(kept)));
        const judged = judgeHandOver(tell(kept), kept.draft.notes.length, order);
        if (!judged.ok) throw new ProblemError(judged.status, sent.say(judged.reason));
        if (judged.does === 'keep') return pageOf(kept);
        const turned = await next(kept, order, judged.does);
        const answered = answeredOf(sent, order.at);
        const changed = await history.ask((database) => turnPage(database, kept, turned, answered));
        const after = await found(number);
        if (!changed) throw new ProblemError(409, sent.say(changedSince(after)));
        return pageOf(after);
      }),
    check: async () => {
      const changed: HandOverCheck['changed'][number][] = [];
      let pages = 0;
      let before: number | undefined;
      for (;;) {
        const some = await history.ask((database) => keptPages(database, checkedAtOnce, before));
        for (const kept of some) {
          if (kept.state !== 'signed') continue;
          pages += 1;
          const faults = faultsOf(kept);
          if (faults.length > 0) changed.push({ number: kept.number, faults });
        }
        before = some.at(-1)?.number;
        if (some.length < checkedAtOnce) break;
      }
      const missing = [...(await history.ask(missingPages))];
      return { pages, changed: changed.reverse(), missing, at: momentText(now()) };
    },
  };
}

const answeredOf = ({ key }: Sent, at: number): Answered | undefined =>
  key === undefined ? undefined : { key, at };

function readContent(text: string | null): HandOverContent | null {
  if (text === null) return null;
  try {
    return handOverContent.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** A page without its content, and what does not fit of it. */
function tell(kept: KeptPage): HandOver {
  const { number, version, state, draft, hash, contentHash } = kept;
  const { offered } = draft;
  const head = state === 'signed' ? readHead(kept.head) : undefined;
  const begun = { by: draft.begun.by, at: momentText(draft.begun.at) };
  const handsOver = offered === undefined ? null : { by: offered.by, at: momentText(offered.at) };
  return {
    id: String(number),
    number,
    state,
    version,
    from: head?.from ?? momentText(draft.from),
    to: head?.to ?? handsOver?.at ?? null,
    begun: head?.begun ?? begun,
    handsOver: head?.handsOver ?? handsOver,
    takesOver: head?.takesOver ?? null,
    counts: head?.counts ?? null,
    contentHash: head?.contentHash ?? offered?.hash ?? null,
    hash,
    previous: head?.previous ?? null,
    faults:
      state === 'signed'
        ? faultsOf(kept)
        : offered !== undefined && offered.hash !== contentHash
          ? ['content']
          : [],
  };
}
