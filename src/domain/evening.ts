import type { BuildingUse } from '@/contracts/base';
import { hourOfDay, weekdayOf } from './time';

/** Shares at hours of the day, straight between them; the first holds from the last of the day before. */
type Course = readonly (readonly [hour: number, share: number])[];

/**
 * Share of a use's windows that are lit, by hour. Indicative, from the habits of a city: homes brightest from seven to
 * half past ten, offices dark after ten, shops open until ten, hospitals never dark, sheds with a night shift, stations
 * until the last train. Nothing here was counted.
 */
const courses: Readonly<Record<BuildingUse, Course>> = {
  residential: [
    [0, 0.2],
    [1.5, 0.07],
    [5, 0.05],
    [6.5, 0.26],
    [8, 0.14],
    [17, 0.2],
    [19, 0.56],
    [22.5, 0.52],
    [23.5, 0.28],
  ],
  office: [
    [0, 0.05],
    [6, 0.04],
    [8, 0.5],
    [9, 0.72],
    [18, 0.74],
    [19, 0.6],
    [20, 0.46],
    [21, 0.32],
    [22, 0.12],
    [23, 0.07],
  ],
  commercial: [
    [0, 0.1],
    [2, 0.06],
    [8, 0.12],
    [10, 0.75],
    [18, 0.8],
    [21.5, 0.8],
    [22, 0.5],
    [22.5, 0.2],
  ],
  industrial: [
    [0, 0.16],
    [6, 0.16],
    [8, 0.4],
    [17, 0.4],
    [19, 0.24],
    [22, 0.18],
  ],
  education: [
    [0, 0.05],
    [6, 0.05],
    [7, 0.4],
    [18, 0.46],
    [21.5, 0.5],
    [22.5, 0.3],
    [23, 0.08],
  ],
  medical: [
    [0, 0.48],
    [6, 0.46],
    [8, 0.72],
    [20, 0.7],
    [22, 0.52],
  ],
  public: [
    [0, 0.06],
    [7, 0.08],
    [8.5, 0.6],
    [17.5, 0.55],
    [19, 0.24],
    [21, 0.14],
    [22, 0.07],
  ],
  transport: [
    [0, 0.3],
    [1, 0.2],
    [5, 0.22],
    [6, 0.7],
    [22.5, 0.7],
    [23.5, 0.45],
  ],
  landmark: [
    [0, 0.16],
    [2, 0.1],
    [7, 0.12],
    [9, 0.5],
    [18, 0.6],
    [21, 0.5],
    [22.5, 0.26],
  ],
};

const street: Course = [
  [0, 0.8],
  [1, 0.62],
  [5, 0.58],
  [6, 0.8],
  [18, 0.9],
  [19, 1],
  [23, 1],
];
/** The lights of well-known towers, and shop signs, are switched off for the night. */
const show: Course = [
  [0, 0],
  [18, 0],
  [18.5, 1],
  [22, 1],
  [22.5, 0.1],
  [23, 0],
];

function along(course: Course, hour: number): number {
  const next = course.findIndex(([at]) => at > hour);
  const [after, share] = course[next] ?? [24, course[0]![1]];
  const [before, was] = course.at(next < 0 ? -1 : next - 1)!;
  return was + ((share - was) * (hour - before)) / (after - before);
}

/** Share of the windows of a use that are lit, 0…1; offices and schools keep half their hours at the weekend. */
export function litShare(use: BuildingUse, timeMs: number): number {
  const share = along(courses[use], hourOfDay(timeMs));
  const weekday = weekdayOf(timeMs);
  const rests = weekday === 0 || weekday === 6;
  return rests && (use === 'office' || use === 'education' || use === 'public') ? share * 0.5 : share;
}

/** How bright the streets' own light is, 0…1: some lamps are switched off after midnight. */
export function streetLight(timeMs: number): number {
  return along(street, hourOfDay(timeMs));
}

/** Whether towers show their crowns and shops their signs, 0…1. */
export function showLight(timeMs: number): number {
  return along(show, hourOfDay(timeMs));
}
