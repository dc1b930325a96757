import { toPlane, type Point } from '../plane';
import { inRing } from '../polygon';
import { streetWidths, type Street } from '../streets/street';
import { plotAround } from './importedBuilding';
import type { AreaRow } from './merge';

/** The outlines of bridges a source tells apart from the streets that run over them. */
export interface Decks {
  /** The name of the bridge a line runs over, by its middle; empty where there is none. Notes that the deck carries a street. */
  readonly nameAt: (line: readonly Point[]) => string;
  /** After the last `nameAt`: decks nothing runs over, each as a street of its own along its longer side. */
  readonly bare: (source: string) => readonly Street[];
}

export const decksOf = async (rows: AsyncIterable<AreaRow>): Promise<Decks> => {
  const decks: { readonly name: string; readonly rings: readonly (readonly Point[])[]; used: boolean }[] = [];
  for await (const { name, areas } of rows) {
    const rings = areas.map(([outer = []]) => outer.map(([lon, lat]) => toPlane(lon, lat)));
    decks.push({ name, rings, used: false });
  }
  return {
    nameAt: (line) => {
      const [x, y] = middleOf(line);
      const deck = decks.find(({ rings }) => rings.some((ring) => inRing(ring, x, y)));
      if (deck === undefined) return '';
      deck.used = true;
      return deck.name;
    },
    bare: (source) =>
      decks.flatMap(({ name, rings, used }): Street[] => {
        if (used) return [];
        const { x, y, angle, halfLength, halfDepth } = plotAround(rings);
        const [long, short, turn] =
          halfLength >= halfDepth
            ? [halfLength, halfDepth, angle]
            : [halfDepth, halfLength, angle + Math.PI / 2];
        const [dx, dy] = [long * Math.cos(turn), long * Math.sin(turn)];
        return [
          {
            class: 'local',
            width: Math.min(2 * short, streetWidths.express),
            line: [
              [x - dx, y - dy],
              [x + dx, y + dy],
            ],
            bridge: true,
            ...(name === '' ? {} : { name }),
            source,
          },
        ];
      }),
  };
};

/** Half way along a line. */
const middleOf = (line: readonly Point[]): Point => {
  const lengths = line.map((b, i) => {
    const a = line[i - 1] ?? b;
    return Math.hypot(b[0] - a[0], b[1] - a[1]);
  });
  let left = lengths.reduce((sum, each) => sum + each, 0) / 2;
  for (let i = 1; i < line.length; i += 1) {
    const [a, b, length] = [line[i - 1]!, line[i]!, lengths[i]!];
    if (left <= length && length > 0)
      return [a[0] + ((b[0] - a[0]) * left) / length, a[1] + ((b[1] - a[1]) * left) / length];
    left -= length;
  }
  return line[0] ?? [NaN, NaN];
};
