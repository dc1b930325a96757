import type { Language, Text } from '@/contracts/text';

const zone = 'Asia/Shanghai';
const clockFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const dayFormats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  zh: new Intl.DateTimeFormat('zh-CN', { timeZone: zone, month: 'long', day: 'numeric' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: zone, month: 'short', day: 'numeric' }),
};
const weekdayFormats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  zh: new Intl.DateTimeFormat('zh-CN', { timeZone: zone, weekday: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short' }),
};

/** 14:26:08 in Shanghai; `timeMs` is Unix ms. */
export function clockTime(timeMs: number): string {
  return clockFormat.format(timeMs);
}

/** 11月23日 or 23 Nov, in Shanghai. */
export function dayOf(timeMs: number, language: Language): string {
  return dayFormats[language].format(timeMs);
}

export function weekdayOf(timeMs: number, language: Language): string {
  return weekdayFormats[language].format(timeMs);
}

/** Day and time together, as an alarm or a frozen number carries it. */
export function dayTime(timeMs: number, language: Language): string {
  return `${dayOf(timeMs, language)} ${clockTime(timeMs)}`;
}

/** A number with fixed decimals and grouped thousands; a missing one is a dash, never a zero. */
export function figure(value: number | null | undefined, decimals = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** How long something lasts or lies back: 8 秒, 3 分 20 秒, 2 小时 5 分. */
export function lasting(ms: number): Text {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) return { zh: `${s} 秒`, en: `${s} s` };
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return { zh: `${minutes} 分 ${s % 60} 秒`, en: `${minutes} min ${s % 60} s` };
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return { zh: `${hours} 小时 ${minutes % 60} 分`, en: `${hours} h ${minutes % 60} min` };
  return { zh: `${Math.floor(hours / 24)} 天`, en: `${Math.floor(hours / 24)} d` };
}

/** A round stretch of time by its greatest unit alone: 30 秒, 15 分钟, 24 小时. */
export function stretch(ms: number): Text {
  const s = Math.round(ms / 1000);
  if (s < 60) return { zh: `${s} 秒`, en: `${s} s` };
  const minutes = Math.round(s / 60);
  if (minutes < 120 && minutes !== 60) return { zh: `${minutes} 分钟`, en: `${minutes} min` };
  const hours = Math.round(minutes / 60);
  return { zh: `${hours} 小时`, en: `${hours} h` };
}

export function ago(ms: number): Text {
  const age = lasting(ms);
  return { zh: `${age.zh}前`, en: `${age.en} ago` };
}

/** The greatest unit alone, whole ones that have passed: 4 分钟. */
export function lastingRoughly(ms: number): Text {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return lasting(ms);
  if (minutes < 60) return { zh: `${minutes} 分钟`, en: `${minutes} min` };
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? { zh: `${hours} 小时`, en: `${hours} h` }
    : { zh: `${Math.floor(hours / 24)} 天`, en: `${Math.floor(hours / 24)} d` };
}

/** For lists: 4 分钟前. */
export function roughlyAgo(ms: number): Text {
  const { zh, en } = lastingRoughly(ms);
  return { zh: `${zh}前`, en: `${en} ago` };
}
