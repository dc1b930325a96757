import * as z from 'zod/mini';
import { lonLat } from './geo';
import { text } from './text';

export const scenarioIds = ['weekday', 'rainstorm', 'high-water', 'power-cut', 'metro-crowd'] as const;
export type ScenarioId = (typeof scenarioIds)[number];
/** What the simulator plays until somebody asks for another, and what the day before the first start was. */
export const firstScenario: ScenarioId = 'weekday';

const share = z.number().check(z.minimum(0), z.maximum(1));
const peaks = z.array(z.object({ hour: z.number(), width: z.number(), strength: share }));

/** What a scenario makes of the city's day. Hours are Beijing time; minutes of the drill are within its period. */
export const scenario = z.object({
  id: z.enum(scenarioIds),
  title: text,
  about: text,
  /** When the streets are full, on days people work and on the others. */
  rush: z.object({ working: peaks, weekend: peaks }),
  /** Where the wind blows from (degrees from north) and how fast, m/s; `gustMS` is added under a rain cell. */
  wind: z.object({ fromDeg: z.number(), speedMS: z.number(), gustMS: z.number() }),
  /**
   * Rain cells about `cellKm` across; a higher `threshold` (0…1) leaves more of the city dry. `steady` 1 rains at every
   * hour, 0 only when showers are about.
   */
  rain: z.object({ cellKm: z.number(), peakMmH: z.number(), threshold: share, steady: share }),
  /** The river's stage at Hankou in m Wusong, swinging by `waveM`; without it the season decides. */
  river: z.optional(
    z.object({ stageM: z.number(), waveM: z.number(), waveHours: z.number(), lakeRiseM: z.number() }),
  ),
  /** Areas `cellKm` across, `share` of them on a list; each is dark for `minutes`, then lit as long. */
  power: z.optional(z.object({ cellKm: z.number(), share, minutes: z.number(), silentShare: share })),
  /** Places where people throng, and how far around. */
  crowds: z.array(z.object({ name: text, at: lonLat, radiusKm: z.number(), strength: share })),
  /** How much slower all traffic is, 0…1. */
  slowing: share,
  drill: z.object({
    periodMinutes: z.number(),
    turns: z.array(
      z.object({
        offset: z.int(),
        riseMinute: z.number(),
        fullMinute: z.number(),
        fallMinute: z.number(),
        dryMinute: z.number(),
        depthCm: z.number(),
      }),
    ),
  }),
  /** Share of the devices with each fault; the spells of silence and of flapping in minutes. */
  faults: z.object({
    silent: share,
    flapping: share,
    clock: share,
    stuck: share,
    drifting: share,
    silentMinutes: z.number(),
    flapMinutes: z.number(),
  }),
});
export type Scenario = Readonly<z.infer<typeof scenario>>;

/** `GET` and `POST /api/simulator/scenario`: what is played, since when (Unix ms), who asked for it, what else there is. */
export const playedScenario = z.object({
  scenario: z.enum(scenarioIds),
  /** `null` where it has been so from the start. */
  since: z.nullable(z.number()),
  person: z.nullable(z.string()),
  /** Why the one who asks may not switch, in their language; `null` where they may. */
  refused: z.nullable(z.string()),
  scenarios: z.array(z.object({ id: z.enum(scenarioIds), title: text, about: text })),
});
export type PlayedScenario = Readonly<z.infer<typeof playedScenario>>;
