import { createStore, type StoreApi } from 'zustand/vanilla';

/** How much of the picture is drawn just now. Layers and the stage follow it; only the governor and a person change it. */
export interface Quality {
  /** How many times the usual error on the screen is allowed: 1 is full detail. */
  readonly detail: number;
  /** Pixels drawn to a pixel of the window, along one side, while the camera moves; at rest it is always 1. */
  readonly resolution: number;
  readonly shadows: boolean;
}

export type QualityStore = StoreApi<Quality>;

/**
 * From the full picture down: first detail, then resolution, then shadows. Labels are in no step: what an alarm says is
 * drawn whatever the machine can do.
 */
export const qualitySteps: readonly Quality[] = [
  { detail: 1, resolution: 1, shadows: true },
  { detail: 1.4, resolution: 1, shadows: true },
  { detail: 2, resolution: 1, shadows: true },
  { detail: 2.8, resolution: 1, shadows: true },
  { detail: 2.8, resolution: 0.8, shadows: true },
  { detail: 2.8, resolution: 0.65, shadows: true },
  { detail: 2.8, resolution: 0.5, shadows: true },
  { detail: 2.8, resolution: 0.5, shadows: false },
];

export const fullQuality: Quality = qualitySteps[0]!;

export const createQuality = (): QualityStore => createStore<Quality>()(() => fullQuality);
