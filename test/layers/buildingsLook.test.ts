import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildingUses } from '@/contracts/base';
import { buildings } from '@/layers/buildings';
import { lightOf, sunInstant } from '@/layers/buildings/light';
import { kindColours, kindSwatch } from '@/layers/buildings/kindColours';
import { coloursOf, legendOf, paintIds, paints } from '@/layers/buildings/paint';
import { hourOfDay } from '@/domain/time';
import { looks } from '@/scene/look';

/** A Tuesday in November, Beijing time. */
const at = (hour: number) => Date.UTC(2026, 10, 24, hour - 8);
const dayLight = (hour: number, choice?: 'dahan-12') => lightOf('day', looks.day.buildings, at(hour), choice);

describe('the light on buildings', () => {
  it('comes from the south-east in the morning and the south-west in the afternoon', () => {
    expect(dayLight(9).towards[0]).toBeGreaterThan(0.3);
    expect(dayLight(16).towards[0]).toBeLessThan(-0.3);
    for (const hour of [9, 12, 16]) {
      expect(dayLight(hour).towards[1]).toBeLessThan(0);
      expect(Math.hypot(...dayLight(hour).towards)).toBeCloseTo(1, 6);
    }
  });

  it('is the afternoon of that day when the sun is down', () => {
    expect(hourOfDay(sunInstant(at(23), undefined))).toBeCloseTo(15, 6);
    expect(sunInstant(at(10), undefined)).toBe(at(10));
  });

  it('is that of the day by which sunlight is judged, where one is chosen', () => {
    expect(dayLight(23, 'dahan-12').towards[2]).toBeCloseTo(
      Math.sin(((90 - 30.58 - 20.1) * Math.PI) / 180),
      1,
    );
    expect(dayLight(23, 'dahan-12').shadowPerHeight).toBeGreaterThan(1);
  });

  it('shows the evening where night is asked for by day, and the hour where it is night', () => {
    const night = (hour: number) => lightOf('night', looks.night.buildings, at(hour), undefined);
    const homes = buildingUses.indexOf('residential');
    expect(night(14).lit[homes]).toBeGreaterThan(0.5);
    expect(night(3).lit[homes]).toBeLessThan(0.1);
    expect(night(3).show).toBe(0);
  });
});

describe('buildings painted by what is known of them', () => {
  it('have a colour and a word for every class, and what is not known is said so', () => {
    for (const id of paintIds) {
      const { items } = legendOf(paints[id]);
      for (const theme of ['night', 'day', 'contrast'] as const) {
        const colours = coloursOf(paints[id], theme);
        // 街道 are told apart by nine colours and have no words of their own: one line stands for all.
        if (paints[id].each === undefined) expect(colours).toHaveLength(items.length);
        expect(new Set(colours).size).toBe(colours.length);
      }
    }
    expect(legendOf(paints.age).items.at(-1)).toMatchObject({ label: { zh: '未知' }, swatch: 'absent' });
  });

  it('wear in the legend the colours they wear on the map', () => {
    const css = readFileSync(new URL('../../src/app/look.css', import.meta.url), 'utf8');
    for (const colours of Object.values(kindColours)) {
      for (const [index, colour] of colours.entries())
        expect(css).toContain(`--swatch-${kindSwatch(index)}: ${colour};`);
    }
  });

  it('are offered with the suns that may be chosen, in words a link can carry', async () => {
    const [paint, sun] = await buildings.choices();
    expect(paint!.values.map(({ id }) => id)).toEqual([...paintIds]);
    expect(sun!.values.map(({ id }) => id)).toContain('dahan-12');
    for (const { id } of [...paint!.values, ...sun!.values]) expect(id).toMatch(/^[\w-]+$/);
  });
});
