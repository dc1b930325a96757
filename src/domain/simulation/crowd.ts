import type { Scenario } from '@/contracts/scenario';
import { drift } from '../hash';
import type { Moment } from './moment';
import { groundPlane } from './plane';

interface Crowd {
  readonly x: number;
  readonly y: number;
  readonly radiusKm: number;
  readonly strength: number;
}

const crowds = new WeakMap<Scenario, readonly Crowd[]>();

function crowdsOf(scenario: Scenario): readonly Crowd[] {
  const held = crowds.get(scenario);
  if (held !== undefined) return held;
  const placed = scenario.crowds.map(({ at, radiusKm, strength }) => {
    const [x, y] = groundPlane(at);
    return { x, y, radiusKm, strength };
  });
  crowds.set(scenario, placed);
  return placed;
}

/** 0…1, how close people stand here because of the scenario's gatherings; it comes and goes in waves. */
export function throngAt({ scenario, x, y, timeMs }: Moment): number {
  if (scenario.crowds.length === 0) return 0;
  let most = 0;
  for (const crowd of crowdsOf(scenario)) {
    const away = ((x - crowd.x) ** 2 + (y - crowd.y) ** 2) / (2 * crowd.radiusKm ** 2);
    if (away < 6) most = Math.max(most, crowd.strength * Math.exp(-away));
  }
  return most * (0.94 + 0.06 * drift(431, timeMs, 12 * 60_000));
}
