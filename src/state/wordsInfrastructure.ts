import type { Text } from '@/contracts/text';

/** Words of the classes of Article 10; they come with their panel. */
export const infrastructureWords = {
  title: { zh: '数字基础设施 · 第十条', en: 'Infrastructure · Art. 10' },
  draft: { zh: '草案征求意见稿', en: 'draft for comment' },
  online: { zh: '在线率', en: 'Online' },
  alarms: { zh: '告警', en: 'Alarms' },
  stale: { zh: '过期', en: 'Stale' },
  absent: { zh: '无数据', en: 'No data' },
  part: { zh: '类别', en: 'Kind' },
  alarmCount: (open: number, unacknowledged: number): Text => ({
    zh: unacknowledged === 0 ? `告警 ${open}` : `告警 ${open}，未确认 ${unacknowledged}`,
    en: unacknowledged === 0 ? `${open} alarms` : `${open} alarms, ${unacknowledged} new`,
  }),
  noAlarm: { zh: '无告警', en: 'no alarm' },
  noFeed: { zh: '无数据源', en: 'no source' },
  open: (name: string): Text => ({ zh: `展开${name}`, en: `Open ${name.toLowerCase()}` }),
  counts: (series: string, stale: string, absent: string): Text => ({
    zh: `${series} 路读数，过期 ${stale}，无数据 ${absent}`,
    en: `${series} series, ${stale} stale, ${absent} without data`,
  }),
  sources: (count: number): Text => ({
    zh: `另有 ${count} 条数据源告警，已通知其归口单位`,
    en: `${count === 1 ? '1 alarm' : `${count} alarms`} about sources besides, told to their owners`,
  }),
  show: (name: string): Text => ({
    zh: `在地图上只看${name}`,
    en: `Show only ${name.toLowerCase()} on the map`,
  }),
  fly: (name: string): Text => ({
    zh: `飞到${name}中最需要处理的设备`,
    en: `Fly to the device of ${name.toLowerCase()} that needs somebody most`,
  }),
  all: { zh: '地图上恢复全部设备', en: 'Show all devices again' },
  outside: (count: string): Text => ({
    zh: `另有 ${count} 路读数不属于四类`,
    en: `${count} series are in none of the four classes`,
  }),
  reason: (reason: string, count: string): Text => ({
    zh: `${reason}：${count} 路`,
    en: `${reason}: ${count}`,
  }),
  centres: { zh: '打开算力中心详表', en: 'Open the table of computing centres' },
  rule: (version: string, least: number): Text => ({
    zh: `归类第 ${version} 版，为本项目建议；在线率按体征第 33 项的限值判断，不足 ${least} 路的只报数不判断。`,
    en: `Sorting version ${version}, our own proposal; the online rate is judged by the limits of sign 33, and below ${least} series it is told but not judged.`,
  }),
  failed: (reason: string): Text => ({ zh: `没有取到：${reason}`, en: `It did not come: ${reason}` }),
} as const;
