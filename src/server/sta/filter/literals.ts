import { refuse } from '../refusal';
import { instant, type Duration, type Moment } from '../values';

const instantForm =
  /^(-?\d{4,6}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/** An RFC 3339 instant, or a day standing for its first moment in UTC. */
function readInstant(text: string, option: string, at: number): number {
  const parts = instantForm.exec(text);
  if (parts === null) throw refuse(option, at, `“${text.slice(0, 40)}” is no time: write RFC 3339`);
  const [, day = '', clock, zone] = parts;
  // Without a zone the answer would depend on where the server stands.
  if (clock !== undefined && zone === undefined) {
    throw refuse(option, at, `“${text.slice(0, 40)}” lacks its zone: write Z, or %2B08:00 for +08:00`);
  }
  const ms = Date.parse(clock === undefined ? `${day}T00:00:00Z` : text);
  if (Number.isNaN(ms)) throw refuse(option, at, `“${text.slice(0, 40)}” is no time of the calendar`);
  return ms;
}

/** `a` or `a/b`, each RFC 3339. */
export function readMoment(text: string, option: string, at: number): Moment {
  const cut = text.indexOf('/');
  if (cut < 0) return instant(readInstant(text, option, at));
  const from = readInstant(text.slice(0, cut), option, at);
  const to = readInstant(text.slice(cut + 1), option, at + cut + 1);
  if (to < from) throw refuse(option, at, 'an interval ends before it begins');
  return { kind: 'time', from, to };
}

const durationForm =
  /^(-?)P(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?)?$/;

/** An ISO 8601 duration of days, hours, minutes and seconds; months and years have no fixed length. */
export function readDuration(text: string, option: string, at: number): Duration {
  const parts = durationForm.exec(text);
  if (parts === null || /[PT]$/.test(text)) {
    throw refuse(option, at, `“${text.slice(0, 40)}” is no duration: write P1DT2H3M4S`);
  }
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0'] = parts;
  const whole = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return { kind: 'duration', ms: Math.round(whole * 1000) * (sign === '-' ? -1 : 1) };
}
