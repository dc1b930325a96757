import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGovernor, type GovernorTold } from '@/scene/governor';
import { createPace } from '@/scene/pace';
import { createQuality, fullQuality, qualitySteps } from '@/scene/quality';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const budgetMs = 33;

function drive() {
  const quality = createQuality();
  const told: GovernorTold[] = [];
  let moving = true;
  let now = 0;
  const governor = createGovernor({
    quality,
    budgetMs,
    moved: () => moving,
    tell: (each) => void told.push(each),
    requestRender: () => undefined,
  });
  return {
    quality,
    told,
    governor,
    step: () => qualitySteps.indexOf(quality.getState()),
    pictures: (count: number, ms: number) => {
      moving = true;
      for (let i = 0; i < count; i += 1) {
        now += ms;
        governor.drawn(now);
      }
    },
    still: (ms: number) => {
      moving = false;
      now += ms;
      governor.drawn(now);
      vi.advanceTimersByTime(ms);
    },
  };
}

describe('the steps of the picture', () => {
  it('lower detail first, then resolution, then shadows, and give nothing back on the way down', () => {
    for (let i = 1; i < qualitySteps.length; i += 1) {
      const [before, after] = [qualitySteps[i - 1]!, qualitySteps[i]!];
      expect(after.detail).toBeGreaterThanOrEqual(before.detail);
      expect(after.resolution).toBeLessThanOrEqual(before.resolution);
      if (after.resolution < before.resolution) expect(before.detail).toBe(qualitySteps.at(-1)!.detail);
      if (!after.shadows) expect(after.resolution).toBe(qualitySteps.at(-1)!.resolution);
    }
  });
  it('know nothing of labels: no step can take an alarm’s words away', () => {
    for (const step of qualitySteps)
      expect(Object.keys(step).sort()).toEqual(['detail', 'resolution', 'shadows']);
  });
});

describe('a governor', () => {
  it('leaves a quick machine alone', () => {
    const { pictures, told, step } = drive();
    pictures(500, 12);
    expect(step()).toBe(0);
    expect(told).toEqual([]);
  });

  it('goes down step by step while pictures are late, and says each step with what it saw', () => {
    const { pictures, told, step } = drive();
    pictures(400, 80);
    expect(step()).toBe(qualitySteps.length - 1);
    expect(told.map((each) => each.step)).toEqual(qualitySteps.slice(1).map((_, index) => index + 1));
    expect(told[0]?.pictureMs).toBe(80);
  });

  it('stops going down where the budget is kept', () => {
    const { pictures, step } = drive();
    pictures(60, 60);
    // What was late before still weighs for some pictures.
    pictures(20, 28);
    const reached = step();
    expect(reached).toBeGreaterThan(0);
    pictures(300, 28);
    expect(step()).toBe(reached);
  });

  it('does not take one late tile for a slow machine', () => {
    const { pictures, step } = drive();
    for (let i = 0; i < 20; i += 1) {
      pictures(15, 15);
      pictures(1, 240);
    }
    expect(step()).toBe(0);
  });

  it('gives detail back when pictures are quick again, and when the view rests', () => {
    const { pictures, still, step } = drive();
    pictures(60, 60);
    const low = step();
    pictures(400, 8);
    expect(step()).toBeLessThan(low);
    pictures(400, 90);
    expect(step()).toBe(qualitySteps.length - 1);
    still(4_100);
    expect(qualitySteps[step()]!.resolution).toBe(1);
    still(4_100);
    still(4_100);
    still(4_100);
    expect(step()).toBe(0);
  });

  it('does not count the time the view rested, nor a hidden page', () => {
    const { pictures, still, step } = drive();
    for (let i = 0; i < 40; i += 1) {
      pictures(3, 14);
      still(900);
    }
    expect(step()).toBe(0);
    pictures(30, 60_000);
    expect(step()).toBe(0);
  });

  it('lowers nothing while a person wants the full picture, and takes over again after', () => {
    const { pictures, governor, quality, step } = drive();
    pictures(60, 60);
    governor.hold(true);
    expect(quality.getState()).toBe(fullQuality);
    pictures(200, 90);
    expect(step()).toBe(0);
    governor.hold(false);
    pictures(200, 90);
    expect(step()).toBeGreaterThan(0);
  });
});

describe('the pace', () => {
  it('says nothing from too few pictures, and takes no time that is none', () => {
    const pace = createPace({ budgetMs });
    for (const ms of [Number.NaN, -1, 0, Infinity, 90, 90]) expect(pace.take(ms)).toBe('keep');
    expect(pace.p95()).toBeUndefined();
  });
});
