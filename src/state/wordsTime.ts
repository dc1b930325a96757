import type { Severity } from '@/contracts/alarm';
import type { Text } from '@/contracts/text';

/** Words of the time bar and of everything that tells a replay from now. */
export const timeWords = {
  region: { zh: '时间', en: 'Time' },
  live: { zh: '实时', en: 'Live' },
  simulatedLive: { zh: '模拟 · 同步', en: 'Simulated · now' },
  backToLive: { zh: '回到当前', en: 'Back to now' },
  replay: { zh: '回放', en: 'Replay' },
  replayBanner: (at: string, known: Text): Text => ({
    zh: `回放 ${at} · ${known.zh} · 不是当前`,
    en: `Replay of ${at} · ${known.en} · not now`,
  }),
  replayNow: { zh: '回放最近 15 分钟', en: 'Replay the last 15 minutes' },
  scrub: { zh: '回放时刻', en: 'Replay time' },
  play: { zh: '播放', en: 'Play' },
  pause: { zh: '暂停', en: 'Pause' },
  back: { zh: '后退 1 分钟（Shift 为 15 分钟）', en: 'Back 1 minute (15 with Shift)' },
  on: { zh: '前进 1 分钟（Shift 为 15 分钟）', en: 'On 1 minute (15 with Shift)' },
  alarmBefore: { zh: '上一条告警', en: 'Alarm before' },
  alarmAfter: { zh: '下一条告警', en: 'Alarm after' },
  speed: { zh: '播放速度', en: 'Playing speed' },
  span: { zh: '显示范围', en: 'Shown range' },
  spanOf: (minutes: number): Text =>
    minutes < 60
      ? { zh: `${minutes} 分`, en: `${minutes} min` }
      : { zh: `${minutes / 60} 时`, en: `${minutes / 60} h` },
  spanName: (minutes: number): Text =>
    minutes < 60
      ? { zh: `${minutes} 分钟`, en: `${minutes} minutes` }
      : { zh: `${minutes / 60} 小时`, en: minutes === 60 ? '1 hour' : `${minutes / 60} hours` },
  panBack: { zh: '显示更早', en: 'Show earlier' },
  panOn: { zh: '显示更晚', en: 'Show later' },
  happened: { zh: '发生时刻', en: 'Happened' },
  known: { zh: '已知时刻', en: 'Known' },
  knowing: { zh: '按哪个时刻的所知', en: 'What is known' },
  knowNow: { zh: '按现在所知', en: 'Known today' },
  knowThen: { zh: '按当时所知', en: 'Known then' },
  knowAt: (at: string): Text => ({ zh: `按 ${at} 所知`, en: `Known at ${at}` }),
  knowNowWhy: { zh: '迟到的读数也算在内', en: 'Late readings count too' },
  knowThenWhy: { zh: '当时还没到的读数不显示', en: 'What had not come yet is not shown' },
  liveWhy: { zh: '发生时刻与已知时刻同步前进', en: 'Both clocks run with now' },
  valueText: (at: string, known: Text): Text => ({
    zh: `发生时刻 ${at}，${known.zh}`,
    en: `happened ${at}, ${known.en.toLowerCase()}`,
  }),
  jump: { zh: '跳到…', en: 'Go to…' },
  jumpTitle: { zh: '跳到时刻', en: 'Go to a time' },
  jumpField: { zh: '北京时间', en: 'Beijing time' },
  jumpGo: { zh: '回放这一刻', en: 'Replay it' },
  jumpHint: (from: string, to: string): Text => ({
    zh: `可回放 ${from} 至 ${to}`,
    en: `From ${from} to ${to}`,
  }),
  jumpUnread: { zh: '请填写日期和时间', en: 'Give a date and a time' },
  jumpGone: { zh: '已超出可回放的范围', en: 'This can no longer be replayed' },
  jumpFuture: { zh: '这一刻还没有到', en: 'This has not happened yet' },
  readings: (count: string): Text => ({ zh: `读数 ${count}`, en: `${count} readings` }),
  noReadings: { zh: '没有读数', en: 'no readings' },
  late: (count: string): Text => ({ zh: `迟到 ${count}`, en: `${count} late` }),
  alarms: (count: number): Text => ({
    zh: `告警 ${count}`,
    en: count === 1 ? '1 alarm' : `${count} alarms`,
  }),
  severity: {
    attention: { zh: '关注', en: 'attention' },
    warning: { zh: '预警', en: 'warning' },
    alarm: { zh: '告警', en: 'alarm' },
  } satisfies Readonly<Record<Severity, Text>>,
  summary: (span: Text, alarms: number, peak: string | undefined, late: number, gap: number): Text => ({
    zh: [
      alarms === 0 ? `${span.zh}内没有告警` : `${span.zh}内 ${alarms} 次告警，最多在 ${peak ?? ''}`,
      ...(late === 0 ? [] : [`${late} 条读数迟到`]),
      ...(gap === 0 ? [] : [`${gap} 分钟没有读数`]),
    ].join('；'),
    en: [
      alarms === 0
        ? `no alarms in ${span.en}`
        : `${alarms} alarms in ${span.en}, most of them at ${peak ?? ''}`,
      ...(late === 0 ? [] : [`${late} readings came late`]),
      ...(gap === 0 ? [] : [`${gap} minutes without readings`]),
    ].join('; '),
  }),
  notKept: { zh: '此前没有历史', en: 'no history before' },
  densityFailing: { zh: '历史暂时读不到', en: 'The history cannot be read now' },
  overview: (share: string): Text => ({
    zh: `全天概览已载入 ${share}`,
    en: `${share} of the day ready`,
  }),
  overviewFailing: { zh: '全天概览载入失败，会再试', en: 'The day cannot be loaded; trying again' },
  keys: [
    { keys: 'L', does: { zh: '回到当前时间', en: 'Back to now' } },
    { keys: 'K', does: { zh: '回放时播放或暂停', en: 'Play or pause the replay' } },
    {
      keys: ',  .',
      does: {
        zh: '后退、前进 1 分钟；加 Shift 为 15 分钟',
        en: 'Back or on one minute; with Shift fifteen',
      },
    },
    {
      keys: 'J',
      does: { zh: '上一条告警；加 Shift 为下一条', en: 'Alarm before; with Shift the one after' },
    },
    {
      keys: 'T',
      does: { zh: '回放按当时所知，或按现在所知', en: 'Replay what was known then, or what is known today' },
    },
    {
      keys: '← →',
      does: {
        zh: '在时间条上：后退、前进 1 分钟；加 Shift 为 15 分钟',
        en: 'On the time bar: back or on one minute; with Shift fifteen',
      },
    },
  ],
} as const;
