import type { Text } from '@/contracts/text';
import type { FeatureSheet, FeatureSummary } from '@/scene/layer';
import { row } from '@/scene/sheet';
import { figure } from '@/state/wordsFormat';
import { sample, type Compartment } from './register';

const indicative: Text = { zh: '示意样例，非实测', en: 'indicative sample, not surveyed' };
const subtitle: Text = { zh: '示意样例，不是真实管廊', en: 'An indicative sample, no real tunnel' };
const things = [sample, ...sample.compartments];
const middle = sample.axis[Math.floor(sample.axis.length / 2)]!;
const metres = (label: Text, value: number) => row(label, figure(value, 1), 'm', indicative);

function sheetOf({ name, content, widthM }: Compartment): FeatureSheet {
  return {
    title: name,
    subtitle,
    rows: [
      row({ zh: '内容', en: 'Holds' }, content, undefined, indicative),
      metres({ zh: '净宽', en: 'Clear width' }, widthM),
      metres({ zh: '净高', en: 'Clear height' }, sample.heightM - 2 * sample.slabM),
      metres({ zh: '顶板埋深', en: 'Roof below the ground' }, sample.roofDepthM),
    ],
    provenance: sample.provenance,
  };
}

function wholeSheet(): FeatureSheet {
  const list = (language: 'zh' | 'en') => sample.compartments.map(({ content }) => content[language]);
  return {
    title: sample.name,
    subtitle,
    rows: [
      metres({ zh: '断面宽', en: 'Width of the section' }, sample.widthM),
      metres({ zh: '断面高', en: 'Height of the section' }, sample.heightM),
      metres({ zh: '顶板埋深', en: 'Roof below the ground' }, sample.roofDepthM),
      row({ zh: '分舱', en: 'Compartments' }, figure(sample.compartments.length), undefined, indicative),
      row({ zh: '内容', en: 'Holds' }, { zh: list('zh').join('；'), en: list('en').join('; ') }),
      row({ zh: '检修井间距', en: 'Access shafts' }, `≤ ${figure(sample.shaftEveryM)}`, 'm', indicative),
    ],
    provenance: sample.provenance,
  };
}

export function describe(feature: string): FeatureSheet | undefined {
  if (feature === sample.id) return wholeSheet();
  const compartment = sample.compartments.find(({ id }) => id === feature);
  return compartment === undefined ? undefined : sheetOf(compartment);
}

export function list(): readonly FeatureSummary[] {
  return things.map(({ id, name }) => ({ feature: id, title: name, at: middle }));
}

export function nameOf(feature: string): Text | undefined {
  return things.find(({ id }) => id === feature)?.name;
}
