import { alarmRules } from '@/domain/alarmDefinitions';
import { observedProperties } from '@/domain/definitions';
import type { Series, SeriesCatalogue } from '@/contracts/series';

const districts = ['420102', '420103', '420106', '420111'];

/**
 * A catalogue of any size over the built-up city: devices on a lattice about 200 m apart, every tenth with a second series
 * at the same place, properties in turn.
 */
export function cityOfSensors(devices: number): SeriesCatalogue {
  const across = Math.ceil(Math.sqrt(devices));
  const series: Series[] = [];
  const add = (device: number, property: number) => {
    const observed = observedProperties[property % observedProperties.length]!;
    series.push({
      id: series.length + 1,
      thing: `device-${device}`,
      name: { zh: `${observed.name.zh} ${device}`, en: `${observed.name.en} ${device}` },
      property: observed.id,
      at: [114.19 + (device % across) * 0.0021, 30.48 + Math.floor(device / across) * 0.0018, 14],
      district: districts[device % districts.length]!,
      intervalS: 10,
      owner: { zh: '示例单位', en: 'Example owner' },
      provenance: {
        grade: 'simulated',
        source: { zh: '测试', en: 'Test' },
        licence: 'CC0-1.0',
        date: '2025',
        datum: 'WGS 84',
      },
    });
  };
  for (let device = 0; device < devices; device += 1) {
    add(device, device);
    if (device % 10 === 0) add(device, device + 1);
  }
  return { revision: 1, properties: [...observedProperties], series };
}

/** A value for each slot that crosses no limit; particles differ from place to place. */
export function calmValues({ series }: SeriesCatalogue): Float64Array {
  return Float64Array.from(series, ({ property }, slot) => {
    const rule = alarmRules.find((one) => one.property === property);
    if (property === 'pm25') return 20 + ((slot * 37) % 61);
    if (rule === undefined) return 1;
    return rule.direction === 'above' ? rule.off - 1 : rule.off + 1;
  });
}

/** A value that crosses a limit of the property. */
export function excess(property: string): number {
  const rule = alarmRules.find((one) => one.property === property);
  if (rule === undefined) throw new Error(`${property} has no limit`);
  return rule.on;
}
