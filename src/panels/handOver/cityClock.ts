import { cityTime } from '../csv';

/** A moment (Unix ms) as a field for date and time shows it, in the city's own time whatever the machine's. */
export function cityClock(timeMs: number): string {
  return cityTime(timeMs).slice(0, 16);
}

/** Unix ms; `undefined` where the field is empty. */
export function fromCityClock(value: string): number | undefined {
  const at = Date.parse(`${value}:00+08:00`);
  return Number.isNaN(at) ? undefined : at;
}
