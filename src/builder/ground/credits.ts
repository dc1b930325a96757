import type { Feature } from 'geojson';
import type { BaseSource } from '@/contracts/base';

/** What a file written from imported and open data says of whom it comes from. */
export type Credit = Pick<BaseSource, 'id' | 'title' | 'licence' | 'attribution' | 'date'>;

/** The lakes of the default city follow OpenStreetMap, import or not. */
const openStreetMap: Credit = {
  id: 'openstreetmap',
  title: { zh: 'OpenStreetMap（湖泊与水体轮廓）', en: 'OpenStreetMap (outlines of lakes and other water)' },
  licence: 'ODbL-1.0',
  attribution: '© OpenStreetMap contributors',
  date: '',
};

export const creditOf = ({ id, title, licence, attribution, date }: BaseSource): Credit => ({
  id,
  title,
  licence,
  attribution,
  date,
});

/** Of the sources those a part of the base is made from, and OpenStreetMap where a feature says that it is under its licence. */
export const creditsOf = (
  part: BaseSource['parts'][number],
  sources: readonly BaseSource[],
  features: readonly Feature[] = [],
): readonly Credit[] => {
  const named = sources.filter(({ parts }) => parts.includes(part)).map(creditOf);
  const open = features.some(({ properties }) => properties?.['licence'] === openStreetMap.licence);
  return open ? [...named, openStreetMap] : named;
};
