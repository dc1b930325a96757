import type { Text } from '@/contracts/text';
import { clockTime, stretch } from './wordsFormat';

const minute = (timeMs: number) => clockTime(timeMs).slice(0, 5);

/** Words of the watch on unacknowledged alarms, which stands in the header and comes after it. */
export const alarmWatchWords = {
  reds: (count: number): Text => ({ zh: `告警 ${count} 未确认`, en: `${count} unacknowledged` }),
  longest: (waited: Text): Text => ({ zh: `最久 ${waited.zh}`, en: `longest ${waited.en}` }),
  ofPresent: { zh: '现在', en: 'now' },
  ofPresentWhy: {
    zh: '这是现在的告警，与正在回放的时刻无关；点击即回到现在。',
    en: 'These are alarms of the present, whatever time is replayed; press to go live.',
  },
  goTo: { zh: '去等得最久的一条', en: 'Go to the one that has waited longest' },
  /** What a screen reader is told of a burst, in one sentence. */
  came: (count: number, reds: number, worst: Text): Text =>
    count === 1
      ? {
          zh: `新告警${reds > 0 ? '（红）' : ''}：${worst.zh}`,
          en: `New alarm${reds > 0 ? ', red' : ''}: ${worst.en}`,
        }
      : {
          zh: `新告警 ${count} 条，其中红色 ${reds} 条；最急：${worst.zh}`,
          en: `${count} new alarms, ${reds} of them red; worst: ${worst.en}`,
        },
  sound: {
    on: { zh: '声音开', en: 'Sound on' },
    onDoes: (lengthMs: number): Text => ({
      zh: `红色告警响一声。点击静音 ${stretch(lengthMs).zh}，到时自动恢复。`,
      en: `A red alarm sounds once. Press to mute for ${stretch(lengthMs).en}; the mute ends by itself.`,
    }),
    muted: (untilMs: number): Text => ({
      zh: `静音至 ${minute(untilMs)}`,
      en: `Muted until ${minute(untilMs)}`,
    }),
    mutedDoes: { zh: '点击立即恢复声音。', en: 'Press to sound again at once.' },
    locked: { zh: '声音未开启', en: 'Sound not on' },
    lockedDoes: {
      zh: '浏览器要求先点击或按键，页面才能出声。点击这里开启。',
      en: 'The browser lets a page sound only after a click or a key. Press here to turn it on.',
    },
    none: { zh: '无声音', en: 'No sound' },
    noneDoes: { zh: '此浏览器不能出声，请看顶栏。', en: 'This browser cannot sound; watch the header.' },
  },
} as const;
