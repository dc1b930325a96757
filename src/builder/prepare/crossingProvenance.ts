import type { Text } from '@/contracts/text';
import { derivedFromBorders, wikidata } from './origins';

export const pylonNote: Text = {
  zh: '塔墩按跨径布置，塔高与桥面高为示意；桥轴取与河道正交；塔形、分跨、车道与涂装凭公认所知，未核',
  en: 'pylons set out by span; tower and deck heights indicative; axis drawn square to the river; form of towers, spans, lanes and paint as commonly known, unverified',
};
export const measured = wikidata('H', pylonNote);
export const placed = derivedFromBorders('L', {
  zh: '桥位取自推导的河道轴线，约 ±1 km；' + pylonNote.zh,
  en: `place read off the derived river axis, about ±1 km; ${pylonNote.en}`,
});
export const tunnel = wikidata('H', {
  zh: '隧道轴线与埋深为示意',
  en: 'axis and depth of the tunnel are indicative',
});
export const overHan = wikidata('M', pylonNote);
