import type { Series } from '@/contracts/series';
import type { SignDefinition } from '@/contracts/sign';
import { planSigns, type SignPlan, type SignTable } from '@/domain/signs';
import { monday } from './fakeClock';

/** One input of a sign as a test tells it. */
export interface ToldInput {
  readonly property: string;
  readonly value: number;
  /** Milliseconds before the moment asked about; absent: never heard. */
  readonly ageMs?: number;
  readonly district?: string;
  readonly thing?: string;
}

const intervalS = 10;
const nowhere = { zh: '', en: '' };

/** A catalogue of just these inputs, with ids 1, 2, 3 …, and the table that holds what they said. */
export function tableOf(inputs: readonly ToldInput[]): {
  readonly series: readonly Series[];
  readonly table: SignTable;
} {
  const series = inputs.map(({ property, district = '420102', thing = `${property}-1` }, index): Series => ({
    id: index + 1,
    thing,
    name: nowhere,
    property,
    at: [114.3, 30.6, 0],
    district,
    intervalS,
    owner: nowhere,
    provenance: { grade: 'simulated', source: nowhere, licence: '', date: '', datum: 'WGS84' },
  }));
  const heard = inputs.map(({ ageMs }) => ageMs !== undefined);
  return {
    series,
    table: {
      values: inputs.map(({ value }, index) => (heard[index] ? value : NaN)),
      times: inputs.map(({ ageMs }) => (ageMs === undefined ? NaN : monday - ageMs)),
      qualities: inputs.map(() => 0),
    },
  };
}

/** The sign over just these inputs. */
export function planOf(
  definition: SignDefinition,
  inputs: readonly ToldInput[],
): { readonly plan: SignPlan; readonly table: SignTable } {
  const { series, table } = tableOf(inputs);
  const [plan] = planSigns([definition], { series: [...series] });
  if (plan === undefined) throw new Error(definition.id);
  return { plan, table };
}
