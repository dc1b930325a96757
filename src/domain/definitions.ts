import type { ObservedProperty } from '@/contracts/series';
import type { SignDefinition, SignMeasure } from '@/contracts/sign';
import propertiesFile from '@data/observed-properties.json';
import signsFile from '@data/signs.json';

// The files are ours and a test parses each with its schema; parsing them again at import would run before the page
// has told the schema library that it may not compile code.
export const signDefinitions = signsFile as readonly SignDefinition[];
export const observedProperties = propertiesFile as readonly ObservedProperty[];

export function signDefinition(id: string): SignDefinition | undefined {
  return signDefinitions.find((definition) => definition.id === id);
}

/** The measure of that name, or the sign's first. */
export function measureOf(sign: SignDefinition, id: string | undefined): SignMeasure {
  const measure = sign.measures.find((one) => one.id === id) ?? sign.measures[0];
  if (measure === undefined) throw new Error(`the sign ${sign.id} has no measure`);
  return measure;
}
