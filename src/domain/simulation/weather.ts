import type { Scenario } from '@/contracts/scenario';
import { drift } from '../hash';
import { shareOfYear } from '../time';
import { livingPatch, patch } from './field';
import { bell, between, swing, type Moment } from './moment';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A rain cell changes its shape about so often; meanwhile the wind carries it on. */
const cellMs = 50 * minuteMs;
/** How far the wind's changes lead what it carries off the straight way, km. */
const meander = 5;

/** Where the air that is at (x, y) now came from: what drifts with the wind is a fixed pattern in these coordinates. */
function upwind(scenario: Scenario, x: number, y: number, timeMs: number): readonly [number, number] {
  const { fromDeg, speedMS } = scenario.wind;
  const towards = ((fromDeg + 180) * Math.PI) / 180;
  const km = (speedMS * 3.6 * timeMs) / hourMs;
  return [
    x - km * Math.sin(towards) - meander * drift(227, timeMs, 5 * hourMs),
    y - km * Math.cos(towards) - meander * drift(229, timeMs, 5 * hourMs),
  ];
}

type Place = Pick<Moment, 'scenario' | 'x' | 'y'>;

/** Rain at a place and time, mm/h: cells that the wind carries over the city, with dry ground between them. */
export function rainAt({ scenario, x, y }: Place, timeMs: number): number {
  const { cellKm, peakMmH, threshold, steady } = scenario.rain;
  const showers = between(1.6 * drift(211, timeMs, 3 * hourMs), 0, 1);
  const about = steady + (1 - steady) * showers;
  if (about === 0) return 0;
  const [east, north] = upwind(scenario, x, y, timeMs);
  const part = (livingPatch(223, east / cellKm, north / cellKm, timeMs, cellMs) - threshold) / 0.3;
  if (part <= 0) return 0;
  const full = Math.min(1, part);
  return peakMmH * about * full * (2 - full);
}

/** Millimetres that fell in the last hour, from seven looks back. */
export function rainfallInHour(moment: Moment): number {
  let sum = 0;
  for (let back = 0; back < 7; back += 1)
    sum += rainAt(moment, moment.timeMs - back * 10 * minuteMs) * (back === 0 || back === 6 ? 0.5 : 1);
  return sum / 6;
}

/** 0…1, how wet the ground and its drains are: the last forty minutes' rain, the newest counting least. */
export function wetnessOf(moment: Moment): number {
  const { timeMs } = moment;
  const rain =
    0.2 * rainAt(moment, timeMs - 2 * minuteMs) +
    0.35 * rainAt(moment, timeMs - 10 * minuteMs) +
    0.3 * rainAt(moment, timeMs - 22 * minuteMs) +
    0.15 * rainAt(moment, timeMs - 38 * minuteMs);
  return Math.min(1, rain / 50);
}

/** Degrees Celsius. Cooler under a rain cell, warmer where the city is dense. */
export function temperatureOf(moment: Moment): number {
  const { timeMs, hour, x, y, placeHabit } = moment;
  const season = 17 - 12 * Math.cos(2 * Math.PI * (shareOfYear(timeMs) - 0.05));
  const density = 1.1 * patch(233, x / 4, y / 4);
  const cooled = 5 * Math.min(1, rainAt(moment, timeMs) / 60);
  return (
    season +
    3.5 * bell(hour, 14.5, 4.5) +
    1.5 * drift(239, timeMs, 40 * hourMs) +
    density +
    0.3 * placeHabit +
    0.25 * swing(moment, 40) -
    cooled
  );
}

/** Per cent. */
export function humidityOf(moment: Moment): number {
  const { timeMs, hour, placeHabit } = moment;
  const rain = Math.min(1, rainAt(moment, timeMs) / 6);
  return between(
    66 + 14 * bell(hour, 5.5, 4) - 12 * bell(hour, 14.5, 4) + 8 * drift(241, timeMs, 30 * hourMs) + 22 * rain,
    20,
    99 + placeHabit,
  );
}

/** Hectopascals at the station. */
export function pressureOf({ timeMs, hour, placeHabit }: Moment): number {
  return (
    1012 +
    9 * Math.cos(2 * Math.PI * (shareOfYear(timeMs) - 0.02)) +
    5 * drift(251, timeMs, 60 * hourMs) +
    0.8 * Math.cos((2 * Math.PI * (hour - 10)) / 12) -
    0.6 * placeHabit
  );
}

/** Metres a second; it freshens in the afternoon and gusts under a rain cell. */
export function windSpeedOf(moment: Moment): number {
  const { scenario, timeMs, hour, placeHabit } = moment;
  const { speedMS, gustMS } = scenario.wind;
  const gust = gustMS * Math.min(1, rainAt(moment, timeMs) / (0.4 * scenario.rain.peakMmH));
  return Math.max(
    0,
    speedMS * (0.55 + 0.35 * bell(hour, 15, 4) + 0.35 * placeHabit) +
      0.7 * drift(257, timeMs, 2 * hourMs) +
      gust +
      (0.4 + 0.15 * gust) * swing(moment, 1.5),
  );
}

/** 0…1, how dirty the air is that the wind has brought here; rain washes it. */
export function hazeOf(moment: Moment): number {
  const { scenario, x, y, timeMs } = moment;
  const [east, north] = upwind(scenario, x, y, timeMs);
  const carried = livingPatch(263, east / 9, north / 9, timeMs, 3 * hourMs);
  return carried * (1 - 0.5 * Math.min(1, rainAt(moment, timeMs) / 40));
}
