import { describe, expect, it } from 'vitest';
import { atHour, dayOfTerm, sunAt } from '@/domain/sun';
import { hourOfDay } from '@/domain/time';

const wuhan = [114.3, 30.58] as const;
const beijing = (year: number, month: number, day: number, hour = 0, minute = 0) =>
  Date.UTC(year, month - 1, day, hour - 8, minute);
const over = (timeMs: number) => sunAt(timeMs, ...wuhan);

/** The minute in which the sun's upper edge passes the horizon, as almanacs reckon it: its middle 0.833° below, without air. */
function crossing(day: number, from: number, to: number): number {
  for (let minute = from * 60; minute < to * 60; minute += 1) {
    const [a, b] = [over(day + minute * 60_000), over(day + (minute + 1) * 60_000)].map(
      ({ elevation }) => elevation > -0.267,
    );
    if (a !== b) return minute / 60;
  }
  return Number.NaN;
}

describe('the sun over Wuhan', () => {
  it('stands 90° − latitude ± the obliquity high at noon of the solstices', () => {
    const summer = beijing(2026, 6, 21, 12, 25);
    const winter = beijing(2026, 12, 22, 12, 21);
    expect(over(summer).elevation).toBeCloseTo(90 - 30.58 + 23.436, 1);
    expect(over(winter).elevation).toBeCloseTo(90 - 30.58 - 23.436 + 0.02, 1);
    expect(over(winter).azimuth).toBeCloseTo(180, 0);
  });

  it('rises due east at the equinox and stands in the south at noon', () => {
    const day = beijing(2026, 3, 20);
    const rise = crossing(day, 5, 8);
    expect(Math.abs(over(day + rise * 3_600_000).azimuth - 90)).toBeLessThan(1);
    expect(over(beijing(2026, 3, 20, 12, 30)).azimuth).toBeCloseTo(180, 0);
  });

  it('rises and sets when the almanac says', () => {
    // Wuhan, from the almanac: 5:21 and 19:29 at midsummer, 7:15 and 17:26 at midwinter.
    const june = beijing(2026, 6, 21);
    expect(Math.abs(crossing(june, 4, 7) - (5 + 21 / 60))).toBeLessThan(0.06);
    expect(Math.abs(crossing(june, 18, 21) - (19 + 29 / 60))).toBeLessThan(0.06);
    const december = beijing(2026, 12, 21);
    expect(Math.abs(crossing(december, 6, 9) - (7 + 15 / 60))).toBeLessThan(0.06);
    expect(Math.abs(crossing(december, 16, 19) - (17 + 26 / 60))).toBeLessThan(0.06);
  });

  it('goes from east by south to west', () => {
    const azimuths = [8, 10, 12, 14, 16].map((hour) => over(beijing(2026, 11, 24, hour)).azimuth);
    expect([...azimuths].sort((a, b) => a - b)).toEqual(azimuths);
    expect(azimuths[0]).toBeGreaterThan(90);
    expect(azimuths[4]).toBeLessThan(270);
  });
});

describe('days sunlight is judged by', () => {
  it('are those the calendar names', () => {
    const asked = beijing(2026, 11, 24, 15);
    expect(dayOfTerm(asked, 'dahan')).toBe(beijing(2026, 1, 20));
    expect(dayOfTerm(asked, 'dongzhi')).toBe(beijing(2026, 12, 22));
    expect(dayOfTerm(asked, 'xiazhi')).toBe(beijing(2026, 6, 21));
    expect(dayOfTerm(beijing(2025, 5, 1), 'dongzhi')).toBe(beijing(2025, 12, 21));
  });

  it('begin at midnight in Wuhan, whatever the hour asked at', () => {
    const asked = beijing(2026, 11, 24, 2);
    expect(hourOfDay(atHour(asked, 9))).toBeCloseTo(9, 6);
    expect(atHour(asked, 9)).toBe(beijing(2026, 11, 24, 9));
    expect(atHour(dayOfTerm(asked, 'dahan'), 15)).toBe(beijing(2026, 1, 20, 15));
  });
});
