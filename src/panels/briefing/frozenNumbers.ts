import * as z from 'zod/mini';
import { briefingNumber, type Briefing } from '@/contracts/briefing';
import type { SignReading } from '@/contracts/sign';
import { measureOf, signDefinition } from '@/domain/definitions';
import { signTextOf } from '@/domain/signTexts';

export type BriefingNumber = Readonly<z.infer<typeof briefingNumber>>;
export type FrozenNumber = Extract<BriefingNumber, { kind: 'frozen' }>;
/** Numbers captured by a person, by scene; they stand where the briefing's own would. */
export interface Capture {
  readonly at: number;
  readonly numbers: Readonly<Record<string, FrozenNumber>>;
}

const kept = z.object({ at: z.number(), numbers: z.record(z.string(), briefingNumber) });
const keyOf = (briefing: string) => `briefing.${briefing}.frozen`;

/** A sign as it reads now, with the time and source it keeps from then on; a sign without a value cannot be frozen. */
export function freezeSign(sign: string, reading: SignReading | undefined): FrozenNumber | undefined {
  const definition = signDefinition(sign);
  if (definition === undefined || reading?.value == null || reading.observedAt === null) return undefined;
  const { decimals, unit } = measureOf(definition, reading.measure);
  const { formula } = signTextOf(sign);
  return {
    kind: 'frozen',
    label: definition.title,
    value: reading.value,
    decimals,
    unit,
    observedAt: new Date(reading.observedAt).toISOString(),
    source: {
      zh: `模拟读数；${formula.zh}`,
      en: `Simulated readings; ${formula.en}`,
    },
    grade: 'simulated',
  };
}

/** Freezes every sign a briefing names and that has a value. */
export function capture(
  briefing: Briefing,
  readings: Readonly<Record<string, SignReading>>,
  at: number,
): Capture | undefined {
  const numbers = Object.fromEntries(
    briefing.scenes.flatMap(({ id, number }) => {
      const frozen = number?.kind === 'sign' ? freezeSign(number.sign, readings[number.sign]) : undefined;
      return frozen === undefined ? [] : [[id, frozen]];
    }),
  );
  return Object.keys(numbers).length === 0 ? undefined : { at, numbers };
}

/** What was captured before on this machine; anything unreadable counts as nothing. */
export function keptCapture(storage: Storage, briefing: string): Capture | undefined {
  const words = storage.getItem(keyOf(briefing));
  if (words === null) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(words);
  } catch {
    // Written by another version or by hand: the briefing's own numbers stand.
    return undefined;
  }
  const read = z.safeParse(kept, json);
  if (!read.success) return undefined;
  const numbers = Object.fromEntries(
    Object.entries(read.data.numbers).flatMap(([scene, number]) =>
      number.kind === 'frozen' ? [[scene, number]] : [],
    ),
  );
  return { at: read.data.at, numbers };
}

export function keepCapture(storage: Storage, briefing: string, captured: Capture | undefined): void {
  if (captured === undefined) storage.removeItem(keyOf(briefing));
  else storage.setItem(keyOf(briefing), JSON.stringify(captured));
}
