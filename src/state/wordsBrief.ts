import type { Text } from '@/contracts/text';

/** Words of the briefing. */
export const briefWords = {
  title: { zh: '汇报', en: 'Briefing' },
  start: { zh: '开始汇报', en: 'Start the briefing' },
  startAt: (title: string): Text => ({ zh: `从“${title}”开始`, en: `Start at “${title}”` }),
  scenes: (count: number): Text => ({ zh: `${count} 个场景`, en: `${count} scenes` }),
  dwell: (seconds: number): Text => ({ zh: `停留 ${seconds} 秒`, en: `${seconds} s` }),
  freeze: { zh: '冻结当前体征', en: 'Freeze the current signs' },
  frozen: { zh: '已冻结', en: 'Frozen' },
  thaw: { zh: '恢复原有数字', en: 'Restore the original numbers' },
  freezeWhy: {
    zh: '把体征的数值连同时间与来源写进汇报，播放时不再变化。',
    en: 'Writes the signs with their time and source into the briefing; they no longer change while it plays.',
  },
  freezeNone: { zh: '还没有可冻结的体征读数。', en: 'There is no sign reading to freeze yet.' },
  frozenAt: (when: string): Text => ({ zh: `冻结于 ${when}`, en: `Frozen at ${when}` }),
  liveAt: (when: string): Text => ({ zh: `读数时间 ${when}`, en: `Read at ${when}` }),
  dataOf: (when: string): Text => ({ zh: `数据时间 ${when}`, en: `As of ${when}` }),
  noData: { zh: '无数据', en: 'No data' },
  player: { zh: '汇报播放', en: 'Briefing' },
  previous: { zh: '上一个场景', en: 'Previous scene' },
  next: { zh: '下一个场景', en: 'Next scene' },
  play: { zh: '自动播放', en: 'Play' },
  pause: { zh: '暂停', en: 'Pause' },
  leave: { zh: '结束汇报', en: 'End the briefing' },
  page: (page: number, pages: number): Text => ({
    zh: `第 ${page} / ${pages} 个场景`,
    en: `Scene ${page} of ${pages}`,
  }),
  keys: {
    zh: '← → 翻页 · 空格 播放 · Home End 首尾 · Esc 结束',
    en: '← → turn · Space play · Home End first, last · Esc end',
  },
  failed: (reason: string): Text => ({
    zh: `汇报没有打开：${reason}`,
    en: `The briefing did not open: ${reason}`,
  }),
} as const;
