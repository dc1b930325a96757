import { mostNotes, type HandOver } from '@/contracts/handOver';
import type { Text } from '@/contracts/text';
import { shiftScheme } from './shifts';
import { clockText } from './time';

/** What a person orders on a page. Times are Unix ms; `at` is now. */
export type HandOverOrder = { readonly by: string; readonly at: number } & (
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'shift'; readonly from: number }
  | { readonly kind: 'sign' | 'withdraw' }
);

/** What becomes of the page. `offer` freezes it, `seal` ends it, `keep`: it is already as ordered. */
export type HandOverJudgement =
  | { readonly ok: true; readonly does: 'edit' | 'offer' | 'seal' | 'reopen' | 'keep' }
  | { readonly ok: false; readonly status: 409 | 422; readonly reason: Text };

type Standing = Pick<HandOver, 'state' | 'handsOver' | 'takesOver' | 'faults'>;

const refuse = (status: 409 | 422, zh: string, en: string): HandOverJudgement => ({
  ok: false,
  status,
  reason: { zh, en },
});

/** Whether an order is possible on the page as it stands; whether that person may give it is the policy's affair. */
export function judgeHandOver(page: Standing, notes: number, order: HandOverOrder): HandOverJudgement {
  const { state, handsOver, takesOver } = page;
  const at = handsOver === null ? '' : clockText(Date.parse(handsOver.at));
  if (state === 'signed') {
    const signer = handsOver?.by === order.by || takesOver?.by === order.by;
    if (order.kind === 'sign' && signer) return { ok: true, does: 'keep' };
    return refuse(
      409,
      '本页已由双方签字，不能再改；补充请另起一页',
      'Both have signed this page and it cannot change; begin another for what is to be added',
    );
  }
  switch (order.kind) {
    case 'note':
    case 'shift':
      if (state === 'offered')
        return refuse(
          409,
          `${handsOver?.by ?? ''} 于 ${at} 已签字，内容已定；先撤回签字再改`,
          `${handsOver?.by ?? ''} signed at ${at} and the content is frozen; the signature has to be withdrawn first`,
        );
      return order.kind === 'note' ? judgeNote(order.text, notes) : judgeShift(order.from, order.at);
    case 'sign':
      if (state === 'draft') return { ok: true, does: 'offer' };
      if (page.faults.length > 0)
        return refuse(
          409,
          '改动被发现：内容与交班人所签的不符，不能接班签字',
          'A change was found: the content is not what the other has signed, and cannot be signed for',
        );
      return handsOver?.by === order.by
        ? refuse(
            409,
            `您已于 ${at} 签字交班，须由另一人签字接班`,
            `You signed at ${at} to hand over; somebody else has to sign to take over`,
          )
        : { ok: true, does: 'seal' };
    case 'withdraw':
      if (state === 'draft') return refuse(409, '尚无签字可撤回', 'There is no signature to withdraw');
      return handsOver?.by === order.by
        ? { ok: true, does: 'reopen' }
        : refuse(
            409,
            `只有签字的 ${handsOver?.by ?? ''} 可以撤回`,
            `Only ${handsOver?.by ?? ''}, who signed, can withdraw it`,
          );
  }
}

function judgeNote(text: string, notes: number): HandOverJudgement {
  if (text === '') return refuse(422, '请填写备注', 'A note must say something');
  if (notes >= mostNotes)
    return refuse(422, `一页最多 ${mostNotes} 条备注`, `A page has at most ${mostNotes} notes`);
  return { ok: true, does: 'edit' };
}

/** Also for a page that is about to begin. */
export function judgeShift(from: number, at: number): HandOverJudgement {
  const days = shiftScheme.longestDays;
  if (from < at && at - from <= days * 86_400_000) return { ok: true, does: 'edit' };
  return refuse(
    422,
    `本班开始须在此前 ${days} 天之内`,
    `The shift has to have begun within the last ${days} days`,
  );
}

/**
 * A note as it is kept: text, lines and tabs. Control characters are left out, and so is what turns the direction of
 * reading around, for a signed page has to read as it is stored.
 */
export function plainNote(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
}
