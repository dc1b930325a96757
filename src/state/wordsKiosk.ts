import type { Text } from '@/contracts/text';
import { lasting } from './wordsFormat';

/** Words of a wall's rotation; they come with it. */
export const kioskWords = {
  title: { zh: '大屏轮播', en: 'Wall rotation' },
  held: { zh: '已停在此画面', en: 'Held at this view' },
  red: { zh: '轮播暂停 · 等待值班员确认', en: 'Rotation paused · waits for an operator' },
  reds: (count: number): Text => ({
    zh: `${count} 条红色告警未确认`,
    en: `${count} red alarm${count === 1 ? '' : 's'} unacknowledged`,
  }),
  noReds: { zh: '没有未确认的红色告警', en: 'No red alarm waits' },
  waits: (ms: number): Text => ({ zh: `已等待 ${lasting(ms).zh}`, en: `waiting ${lasting(ms).en}` }),
  next: { zh: '下一画面', en: 'Next view' },
  previous: { zh: '上一画面', en: 'Previous view' },
  hold: { zh: '停在此画面', en: 'Hold this view' },
  goOn: { zh: '继续轮播', en: 'Go on' },
  leave: { zh: '结束轮播', en: 'Leave the rotation' },
  signs: { zh: '八项体征', en: 'Eight vital signs' },
  keys: {
    zh: '← → 换画面 · 空格 停住或继续 · Esc 结束',
    en: '← → turn · Space hold or go on · Esc leave',
  },
} as const;
