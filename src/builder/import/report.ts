import type { LonLat } from '@/contracts/geo';

/** Faults that are put right, and what was done. */
export const repairs = {
  swapped: 'latitude and longitude changed places',
  unclosed: 'ring was not closed',
  repeated: 'points that repeat their neighbour left out',
  selfCrossing: 'outline crossed itself; taken apart at the crossing',
  badHole: 'hole that is no ring, or lies outside its outline, left out',
  badPart: 'part with too few points left out',
  encoding: 'text was GB 18030 without saying so; read as that',
  scrambled: 'text had been read in the wrong encoding; put right',
  absurdHeight: 'height below 0 or above 1000 m not believed',
  absurdLevels: 'levels below 1 or above 200 not believed',
  noNumber: 'field holds no number where one is wanted',
  cut: 'line cut at the city’s limits',
} as const;

/** Faults for which a feature is left out. */
export const rejections = {
  unreadable: 'cannot be read',
  noGeometry: 'has no geometry',
  wrongGeometry: 'has a geometry of another kind than wanted',
  notANumber: 'has a coordinate that is no number',
  fewPoints: 'has too few points',
  tooSmall: 'covers less than 1 m²',
  tooLarge: 'covers more than 1 km², which no building does',
  crossed: 'crosses itself so that no outline can be told',
  noHeight: 'ends at or below where it begins',
  duplicateId: 'has the id of an earlier one',
  duplicateGeometry: 'has the geometry of an earlier one',
  outside: 'lies outside the municipality',
} as const;

export type Repair = keyof typeof repairs;
export type Rejection = keyof typeof rejections;

export interface Finding {
  readonly kind: Repair | Rejection;
  /** Place in the file, from 0, and the source's own id where it has one. */
  readonly index: number;
  readonly id?: string;
  /** WGS 84, where the coordinates can be read at all. */
  readonly at?: LonLat;
  readonly note?: string;
}

export interface ImportReport {
  readonly version: 1;
  readonly counts: {
    readonly read: number;
    readonly taken: number;
    readonly rejected: number;
    readonly repaired: number;
  };
  readonly kinds: readonly {
    readonly kind: Repair | Rejection;
    readonly outcome: 'repaired' | 'rejected';
    readonly what: string;
    readonly count: number;
    readonly findings: readonly Finding[];
    /** The findings are only the first of `count`. */
    readonly more: boolean;
  }[];
}

export interface ReportBook {
  readonly note: (finding: Finding) => void;
  readonly took: () => void;
  readonly rejected: (finding: Finding & { readonly kind: Rejection }) => void;
  readonly read: () => number;
  readonly taken: () => number;
  readonly report: () => ImportReport;
}

/** A file of a million broken rows must not become a report that nobody can open. */
const keptOfAKind = 10_000;

export const openReport = (): ReportBook => {
  const kinds = new Map<Repair | Rejection, { count: number; findings: Finding[] }>();
  const repairedFeatures = new Set<number>();
  let [taken, rejected] = [0, 0];
  const note = (finding: Finding): void => {
    const own = kinds.get(finding.kind) ?? { count: 0, findings: [] };
    kinds.set(finding.kind, own);
    own.count += 1;
    if (own.findings.length < keptOfAKind) own.findings.push(finding);
    if (finding.kind in repairs) repairedFeatures.add(finding.index);
  };
  return {
    note,
    took: () => (taken += 1),
    rejected: (finding) => {
      rejected += 1;
      note(finding);
    },
    read: () => taken + rejected,
    taken: () => taken,
    report: () => ({
      version: 1,
      counts: { read: taken + rejected, taken, rejected, repaired: repairedFeatures.size },
      kinds: [...kinds].map(([kind, { count, findings }]) => ({
        kind,
        outcome: kind in repairs ? 'repaired' : 'rejected',
        what: whatOf(kind),
        count,
        findings,
        more: findings.length < count,
      })),
    }),
  };
};

const whatOf = (kind: Repair | Rejection): string =>
  kind in repairs ? repairs[kind as Repair] : rejections[kind as Rejection];

const shown = 20;

/** What a terminal is told: the counts, and the first of each kind with their places. */
export const tellReport = ({ counts, kinds }: ImportReport, file: string): string[] => [
  `${counts.read} read, ${counts.taken} taken (${counts.repaired} of all repaired), ${counts.rejected} rejected`,
  ...kinds.flatMap(({ outcome, what, count, findings }) => [
    `${outcome} ${count}: ${what}`,
    ...findings.slice(0, shown).map((finding) => `  ${placeOf(finding)}`),
    ...(count > shown ? [`  … and ${count - shown} more in ${file}`] : []),
  ]),
];

const placeOf = ({ index, id, at, note }: Finding): string =>
  [
    `#${index}`,
    ...(id === undefined ? [] : [printable(id)]),
    ...(at === undefined ? [] : [`at ${at[0].toFixed(6)},${at[1].toFixed(6)}`]),
    ...(note === undefined ? [] : [printable(note)]),
  ].join(' ');

/** Text out of a stranger's file must not steer a terminal. */
const printable = (text: string): string => text.replace(/[^\P{C}]/gu, '?').slice(0, 120);
