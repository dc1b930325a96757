import type { ComputeCentre } from '@/contracts/base';
import type {
  InfrastructureClass,
  InfrastructureHolding,
  InfrastructurePart,
  InfrastructureTable,
} from '@/contracts/infrastructure';
import type { Series, SeriesCatalogue } from '@/contracts/series';
import tableFile from '@data/infrastructure-classes.json';

// A test parses the file with its schema: see `definitions`.
export const infrastructureTable = tableFile as InfrastructureTable;

export interface PlannedPart {
  readonly definition: InfrastructurePart;
  /** Ascending. */
  readonly slots: readonly number[];
}
export interface PlannedClass {
  readonly definition: InfrastructureClass;
  readonly parts: readonly PlannedPart[];
}
/** Which slot belongs where; each is in one part of one class, or outside with its reason. */
export interface InfrastructurePlan {
  readonly classes: readonly PlannedClass[];
  readonly outside: readonly {
    readonly definition: InfrastructureTable['outside'][number];
    readonly slots: readonly number[];
  }[];
}

type Place = readonly [holdings: readonly InfrastructureHolding[], slots: number[]];

/** Sorts the catalogue's series; `centres` tell the kind of what stands on `compute:…`. */
export function planInfrastructure(
  { series }: Pick<SeriesCatalogue, 'series'>,
  centres: readonly Pick<ComputeCentre, 'id' | 'kind'>[],
  table: InfrastructureTable = infrastructureTable,
): InfrastructurePlan {
  const classes = table.classes.map((definition) => ({
    definition,
    parts: definition.parts.map((part) => ({ definition: part, slots: [] as number[] })),
  }));
  const outside = table.outside.map((definition) => ({ definition, slots: [] as number[] }));
  const places: readonly Place[] = [...classes.flatMap(({ parts }) => parts), ...outside].map(
    ({ definition, slots }) => [definition.holds, slots],
  );
  const kinds = new Map(centres.map(({ id, kind }) => [`compute:${id}`, kind]));
  series.forEach((one, slot) => {
    const kind = one.on === undefined ? undefined : kinds.get(one.on);
    let nearest: number[] | undefined;
    let firmest = 0;
    for (const [holdings, slots] of places) {
      for (const holding of holdings) {
        const firm = firmness(holding, one, kind);
        if (firm > firmest) [firmest, nearest] = [firm, slots];
      }
    }
    (nearest ?? outside.at(-1)?.slots)?.push(slot);
  });
  return { classes, outside };
}

/** 0: does not hold it. The more a rule says of a series, the firmer it holds it. */
function firmness(
  holding: InfrastructureHolding,
  { thing, property, on }: Pick<Series, 'thing' | 'property' | 'on'>,
  kind: ComputeCentre['kind'] | undefined,
): number {
  if ('centre' in holding) return kind === holding.centre ? 4 : 0;
  const ofThings =
    holding.things !== undefined && (thing === holding.things || thing.startsWith(`${holding.things}-`));
  if (holding.things !== undefined && !ofThings) return 0;
  // A centre belongs where its register says, whatever is measured there.
  if (!('property' in holding)) return 3;
  if (on?.startsWith('compute:') === true || holding.property !== property) return 0;
  return ofThings ? 2 : 1;
}

/** The same plan with only the slots that lie in a part of the city. */
export function infrastructureWithin(
  plan: InfrastructurePlan,
  liesIn: (slot: number) => boolean,
): InfrastructurePlan {
  return {
    classes: plan.classes.map(({ definition, parts }) => ({
      definition,
      parts: parts.map((part) => ({ ...part, slots: part.slots.filter(liesIn) })),
    })),
    outside: plan.outside.map((one) => ({ ...one, slots: one.slots.filter(liesIn) })),
  };
}
