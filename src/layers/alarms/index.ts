import type { Alarm } from '@/contracts/alarm';
import type { LayerEntry } from '@/contracts/layer';
import type { LayerDefinition } from '@/scene/layer';
import type { City } from '@/state/city';
import entryFile from '@data/layers/alarms.json';

const entry = { ...(entryFile as LayerEntry), id: 'alarms' } as const;

function alarmOf(feature: string, city: City): Alarm | undefined {
  return city.alarms.getState().alarms.find(({ id }) => id === feature);
}

export const alarms = {
  entry,
  elements: () => import('./scene'),
  describe: async (feature, city) => {
    const alarm = alarmOf(feature, city);
    if (alarm === undefined) return undefined;
    const { series } = await city.query.catalogue();
    const source = series.find(({ id }) => id === alarm.evidence.series);
    const { sheetOf } = await import('./tell');
    return sheetOf(alarm, source?.provenance ?? entry.provenance);
  },
  list: (city) =>
    Promise.resolve(
      city.alarms
        .getState()
        .alarms.filter(({ handling }) => handling !== 'closed')
        .map(({ id, title, place }) => ({ feature: id, title, at: [place[0], place[1]] })),
    ),
  nameOf: (feature, city) => Promise.resolve(alarmOf(feature, city)?.title),
} as const satisfies LayerDefinition;
