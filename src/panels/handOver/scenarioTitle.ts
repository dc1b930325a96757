import type { Text } from '@/contracts/text';
import { scenarios } from '@/domain/scenarios';

/** A scenario's name; of one that this version does not have, its id. */
export function scenarioTitle(id: string): Text {
  return scenarios.find((scenario) => scenario.id === id)?.title ?? { zh: id, en: id };
}
