import type { BaseSource } from '@/contracts/base';
import type { Text } from '@/contracts/text';
import { same } from '@/scene/sheet';
import sourcesFile from '@data/SOURCES.json';

/** A source as `data/SOURCES.json` tells it, as far as the line and its dialog say it. */
export interface StandingSource {
  readonly id: string;
  readonly title: Text;
  readonly publisher: string;
  readonly licence: string;
  readonly note?: Text;
}
export const standingSources: readonly StandingSource[] = sourcesFile;

/** What licences ask to be shown of the ground, and that its borders are no legal ones: always, whatever is shown. */
const standing: readonly Text[] = [
  { zh: '湖泊 © OpenStreetMap contributors (ODbL)', en: 'Lakes © OpenStreetMap contributors (ODbL)' },
  { zh: '示意性行政区边界，非法定界线', en: 'Indicative district borders, not legal ones' },
];

/** The line under the map: what the base's sources and the layers a site shows ask for, each once, and the standing words. */
export function creditsOf(sources: readonly BaseSource[], shown: readonly string[]): readonly Text[] {
  const asked = [...sources.map(({ attribution }) => attribution), ...shown].filter((words) => words !== '');
  return [...[...new Set(asked)].map(same), ...standing];
}
