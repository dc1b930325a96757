import type { FeatureSheet, FeatureSummary } from '@/scene/layer';
import type { Text } from '@/contracts/text';
import { placeRow, row } from '@/scene/sheet';
import type { City } from '@/state/city';

const listFormat = { zh: new Intl.ListFormat('zh-CN'), en: new Intl.ListFormat('en-GB') };

export async function describe(feature: string, city: City): Promise<FeatureSheet | undefined> {
  const { lines, stations } = await city.query.metro();
  const station = stations.find(({ id }) => id === feature);
  if (station !== undefined) {
    const calling = lines.filter(({ id }) => station.lines.includes(id));
    return {
      title: station.name,
      subtitle: { zh: '轨道交通车站', en: 'Metro station' },
      rows: [
        row(
          { zh: '线路', en: 'Lines' },
          {
            zh: listFormat.zh.format(calling.map(({ name }) => name.zh)),
            en: listFormat.en.format(calling.map(({ name }) => name.en)),
          },
        ),
        placeRow(station.at),
      ],
      provenance: station.provenance,
    };
  }
  const line = lines.find(({ id }) => id === feature);
  if (line === undefined) return undefined;
  const known = stations.filter((stop) => stop.lines.includes(line.id)).length;
  return {
    title: line.name,
    subtitle: { zh: '轨道交通线路', en: 'Metro line' },
    rows: [
      ...(line.opened === undefined ? [] : [row({ zh: '开通', en: 'Opened' }, line.opened)]),
      row({ zh: '已知车站', en: 'Stations known' }, known, undefined, {
        zh: '仅计有公开坐标的车站',
        en: 'only those with a published place',
      }),
      row(
        { zh: '走向', en: 'Course' },
        { zh: '站间弯曲与埋深为示意', en: 'bends between stations and depths are indicative' },
      ),
    ],
    provenance: line.provenance,
  };
}

export async function list(city: City): Promise<readonly FeatureSummary[]> {
  const { lines, stations } = await city.query.metro();
  return [
    ...lines.map(({ id, name, path }) => {
      const middle = path[Math.floor(path.length / 2)];
      return { feature: id, title: name, ...(middle === undefined ? {} : { at: middle }) };
    }),
    ...stations.map(({ id, name, at }) => ({ feature: id, title: name, at })),
  ];
}

export async function nameOf(feature: string, city: City): Promise<Text | undefined> {
  const { lines, stations } = await city.query.metro();
  return [...stations, ...lines].find(({ id }) => id === feature)?.name;
}
