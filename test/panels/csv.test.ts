import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cityTime, csvOf } from '@/panels/csv';

describe('a file for a spreadsheet', () => {
  it('quotes what needs it and leaves numbers as they are, negative ones too', () => {
    expect(
      csvOf(
        ['a', 'b'],
        [
          ['x, "y"', -3.5],
          ['two\nlines', null],
        ],
      ),
    ).toBe('\uFEFFa,b\r\n"x, ""y""",-3.5\r\n"two\nlines",\r\n');
  });

  it('never lets a device’s words run as a formula, whatever it sends', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string(), (sign, rest) => {
        const line = csvOf(['a'], [[sign + rest]])
          .split('\r\n')
          .slice(1)
          .join('\r\n');
        expect(line).toMatch(/^"?'/);
      }),
    );
  });

  it('carries times of the city’s own zone', () => {
    expect(cityTime(Date.UTC(2026, 10, 23, 18, 5, 9))).toBe('2026-11-24T02:05:09+08:00');
  });
});
