import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { cameraPose } from '@/contracts/briefing';
import { stepOf, stepped } from '@/scene/camera/cameraKeys';
import { cameraBox, floorOver, highestCamera, poseTowards, withinCity } from '@/scene/camera/pose';
import { homePose, namedViews } from '@/scene/camera/views';
import { hazeReach, horizonLine } from '@/scene/haze';

const pose = { lon: 114.3, lat: 30.55, height: 900, heading: 0, pitch: -30 };

describe('the camera', () => {
  it('stays over the municipality and above the street', () => {
    const kept = withinCity({ lon: 90, lat: 60, height: -20, heading: 400, pitch: 60 });
    expect(kept.lon).toBe(cameraBox[0]);
    expect(kept.lat).toBe(cameraBox[3]);
    expect(kept.height).toBeCloseTo(8.4 + 30, 6);
    expect(kept.pitch).toBeLessThanOrEqual(5);
    expect(withinCity({ ...pose, height: 1e9 }).height).toBe(highestCamera);
    expect(withinCity({ ...pose, lon: Number.NaN }).lon).toBe(cameraBox[0]);
  });

  it('has a home and six named views, all within what it may do', () => {
    expect(namedViews).toHaveLength(6);
    expect(new Set(namedViews.map(({ id }) => id)).size).toBe(6);
    for (const view of [homePose, ...namedViews.map((named) => named.pose)]) {
      expect(z.safeParse(cameraPose, view).success).toBe(true);
      expect(withinCity(view)).toEqual(view);
    }
  });

  it('looks at a place from the asked distance', () => {
    const north = poseTowards([114.3, 30.55, 8.4], 1000, 0, -30);
    expect(north.lat).toBeLessThan(30.55);
    expect(north.lon).toBeCloseTo(114.3, 9);
    expect(north.height).toBeCloseTo(8.4 + 500, 6);
  });
});

describe('the keys of the map', () => {
  it.each([
    ['ArrowUp', false, 'pan'],
    ['ArrowUp', true, 'orbit'],
    ['+', false, 'zoom'],
    ['-', false, 'zoom'],
    ['q', false, 'orbit'],
    ['E', true, 'orbit'],
    ['Home', false, 'home'],
  ])('%s (with Shift: %s) asks for %s', (key, shift, kind) => {
    expect(stepOf(key, shift)?.kind).toBe(kind);
  });

  it('leave every other key to the page', () => {
    expect(stepOf('Tab', false)).toBeUndefined();
    expect(stepOf('a', false)).toBeUndefined();
  });

  it('pan the way the camera looks', () => {
    const east = stepped({ ...pose, heading: 90 }, [114.31, 30.55, 8.4], 1000, {
      kind: 'pan',
      right: 0,
      ahead: 1,
    });
    expect(east.lon).toBeGreaterThan(pose.lon);
    expect(east.lat).toBeCloseTo(pose.lat, 9);
  });

  it('turn about what is looked at, never flat and never upside down', () => {
    const target = [114.3, 30.56, 8.4] as const;
    const turned = stepped(pose, target, 1000, { kind: 'orbit', heading: 90, pitch: 40 });
    expect(turned.heading).toBe(90);
    expect(turned.pitch).toBeLessThanOrEqual(-8);
    expect(turned.lon).toBeLessThan(target[0]);
  });
});

describe('over hills', () => {
  const hill = (lon: number) => (lon > 114.4 ? 110 : 8.4);

  it('the camera stays above the street of the hill, and in 地下模式 so far below it and no farther', () => {
    const low = { ...pose, lon: 114.41, height: -500 };
    expect(withinCity(low, floorOver(hill, false)).height).toBe(140);
    expect(withinCity(low, floorOver(hill, true)).height).toBe(50);
    expect(withinCity({ ...low, lon: 114.3 }, floorOver(hill, true)).height).toBeCloseTo(-51.6, 6);
  });

  it('zooming and turning go about the place of the hill that is looked at', () => {
    const top = [114.42, 30.56, 110] as const;
    const nearer = stepped(pose, top, 1000, { kind: 'zoom', factor: 0.5 });
    expect(nearer.height).toBeCloseTo(110 + 500 * Math.sin((30 * Math.PI) / 180), 6);
    const turned = stepped(pose, top, 1000, { kind: 'orbit', heading: 8, pitch: 0 });
    expect(turned.height).toBeCloseTo(110 + 500, 6);
  });
});

describe('the air', () => {
  it('is clearer from higher up', () => {
    expect(hazeReach(20_000)).toBeGreaterThan(hazeReach(300));
    expect(hazeReach(-5)).toBe(hazeReach(0));
  });

  it('begins at the horizon, wherever the camera looks', () => {
    expect(horizonLine(0, 0, Math.PI / 4)).toBeCloseTo(0.5, 9);
    expect(horizonLine(4000, 0, Math.PI / 4)).toBeGreaterThan(0.5);
    expect(horizonLine(4000, -0.5, Math.PI / 4)).toBeLessThan(0.5);
  });
});
