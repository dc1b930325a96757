import type { Text } from '@/contracts/text';
import { clockText } from '@/domain/time';
import type { KeptPage } from './handOverBook';

/** Why a page is not begun: another one is open, and whose it is. */
export function alreadyOpen({ number, state, draft }: KeptPage): Text {
  const { begun, offered } = draft;
  return state === 'offered' && offered !== undefined
    ? {
        zh: `交接页 ${number} 已由 ${offered.by} 于 ${clockText(offered.at)} 签字，正待接班签字`,
        en: `Page ${number} was signed by ${offered.by} at ${clockText(offered.at)} and waits for who takes over`,
      }
    : {
        zh: `交接页 ${number} 已由 ${begun.by} 于 ${clockText(begun.at)} 开始`,
        en: `Page ${number} was begun by ${begun.by} at ${clockText(begun.at)}`,
      };
}

/** What somebody else made of a page that one has looked at before. */
export function changedSince({ number, version, state, draft }: KeptPage): Text {
  const last = draft.notes.at(-1);
  const told: Text =
    state === 'signed'
      ? { zh: '双方已签字', en: 'both have signed it' }
      : draft.offered !== undefined
        ? {
            zh: `${draft.offered.by} 于 ${clockText(draft.offered.at)} 签字`,
            en: `${draft.offered.by} signed it at ${clockText(draft.offered.at)}`,
          }
        : last === undefined
          ? { zh: '本班开始时间或签字有变', en: 'its beginning or a signature is another' }
          : {
              zh: `最后一条备注由 ${last.by} 于 ${clockText(Date.parse(last.at))} 写`,
              en: `its last note is by ${last.by} at ${clockText(Date.parse(last.at))}`,
            };
  return {
    zh: `交接页 ${number} 已是第 ${version} 版：${told.zh}`,
    en: `Page ${number} is at version ${version}: ${told.en}`,
  };
}
