import type { Provenance } from '@/contracts/provenance';
import type { BuildingCard } from '@/contracts/records';
import type { Language } from '@/contracts/text';
import { maskedFields, tellCount, type Decision, type FieldMask } from '@/domain/policy';
import type { BuildingRecord } from './records';

type CardField = BuildingCard['fields'][number];

const provenance: Provenance = {
  grade: 'simulated',
  source: {
    zh: '按种子生成的一标三实样例，不对应任何真实住户',
    en: 'Synthetic records made from a seed; they stand for no real household',
  },
  licence: 'CC0-1.0',
  date: '2025',
  datum: 'WGS84',
};

const tooFew = (k: number, language: Language) =>
  language === 'zh' ? `少于 ${String(k)}，不显示` : `Fewer than ${String(k)}, not shown`;
const within = (what: string, scope: string, language: Language) =>
  language === 'zh' ? `${what}（${scope}）` : `${what} (${scope})`;
const scopes = {
  exact: { zh: '本楼', en: 'this building' },
  street: { zh: '本街道合计', en: 'sum over the street' },
  cell: { zh: '本 100 m 格网合计', en: 'sum over the 100 m cell' },
  withheld: { zh: '', en: '' },
} as const;
const units = {
  units: { zh: '单元', en: 'units' },
  households: { zh: '户', en: 'households' },
  residents: { zh: '人', en: 'people' },
} as const;

const whole = maskedFields.map((field): FieldMask => ({ field, show: 'exact', k: 0 }));

/** The masks a decision lays on the card; a field no rule speaks of is not told. */
function masksOf(decision: Decision): readonly FieldMask[] {
  switch (decision.effect) {
    case 'allow':
      return whole;
    case 'mask':
      return decision.fields;
    case 'aggregate':
      return [
        { field: 'address', show: 'street', k: 0 },
        { field: 'units', show: 'street', k: decision.k },
        { field: 'residents', show: 'street', k: decision.k },
      ];
    case 'deny':
      return [];
  }
}

/** What of a record may leave the server. Everything withheld is left out here, before anything is written. */
export function cardOf(record: BuildingRecord, decision: Decision, language: Language): BuildingCard {
  const masks = new Map<string, FieldMask>(masksOf(decision).map((mask) => [mask.field, mask]));
  const reason = decision.reason[language];
  // Households point at people as much as residents do: one mask for both.
  const maskOf = (field: string) => masks.get(field === 'households' ? 'residents' : field);
  const showOf = (field: string) => maskOf(field)?.show ?? 'withheld';
  const address = showOf('address');
  const places = {
    exact: record.place.address,
    street: record.place.streetAddress,
    cell: record.place.cellAddress,
  };
  const fields: CardField[] = [
    address === 'withheld'
      ? { field: 'address', withheld: reason }
      : { field: 'address', value: places[address] },
  ];
  for (const field of ['units', 'households', 'residents'] as const) {
    const mask = maskOf(field);
    const show = showOf(field);
    if (show === 'withheld' || mask === undefined) {
      fields.push({ field, withheld: reason });
      continue;
    }
    const sum = { exact: record.own, street: record.street, cell: record.cell }[show];
    const told = tellCount(sum[field], mask.k);
    fields.push(
      told === undefined
        ? { field, withheld: within(tooFew(mask.k, language), scopes[show][language], language) }
        : { field, value: told, unit: within(units[field][language], scopes[show][language], language) },
    );
  }
  return {
    id: record.id,
    fields,
    masked: fields
      .filter((one) => 'withheld' in one || showOf(one.field) !== 'exact')
      .map(({ field }) => field),
    reason,
    policyVersion: decision.version,
    provenance,
  };
}
