import type { Alarm } from '@/contracts/alarm';
import type { BridgeRecord, ComputeCentre, MetroRegister } from '@/contracts/base';
import type { IngestHealth } from '@/contracts/ingest';
import type { Provenance } from '@/contracts/provenance';
import type { Series, SeriesCatalogue } from '@/contracts/series';
import type { TimeContext } from '@/contracts/time';
import { observedProperties } from '@/domain/definitions';
import { createTelemetryTable, type TelemetryTable } from '@/feeds/telemetryTable';
import type { AlarmBoard, City } from '@/state/city';
import { emptyBoard, type SignBoard } from '@/state/signBoard';
import { flatRelief } from '@/domain/relief';
import { createStore } from 'zustand/vanilla';
import { fakeDistricts, fakeManifest, fakePanorama, fakePartitions } from '../support/fakeFleet';
import { fakePlanningCells } from '../support/fakePlanning';

const read: Provenance = {
  grade: 'measured',
  source: { zh: '测试来源', en: 'Test source' },
  licence: 'CC0-1.0',
  date: '2020',
  datum: 'WGS 84',
};

const bridge: BridgeRecord = {
  id: 'erqi',
  name: { zh: '二七长江大桥', en: 'Erqi Bridge' },
  river: 'yangtze',
  kind: 'bridge',
  structure: 'cable-stayed',
  year: 2011,
  lengthM: 6507,
  spanM: 616,
  at: [114.341944, 30.6275],
  accuracyM: 30,
  axis: [
    [114.333, 30.635, 12],
    [114.342, 30.6275, 34],
    [114.351, 30.62, 12],
  ],
  widthM: 31,
  pylons: [
    { at: [114.339, 30.63, 30], topM: 210 },
    { at: [114.345, 30.625, 30], topM: 210 },
  ],
  provenance: read,
};
const tunnel: BridgeRecord = {
  ...bridge,
  id: 'changjiang-tunnel',
  name: { zh: '武汉长江隧道', en: 'Yangtze River Tunnel' },
  kind: 'tunnel',
  structure: 'shield tunnel',
  pylons: [],
};

const metro: MetroRegister = {
  lines: [
    {
      id: 'line-2',
      name: { zh: '2 号线', en: 'Line 2' },
      colour: '#EB81B9',
      path: [
        [114.2869, 30.582],
        [114.3032, 30.5637],
      ],
      opened: '2012',
      provenance: { ...read, grade: 'derived' },
    },
  ],
  stations: [
    {
      id: 'jianghan-road',
      name: { zh: '江汉路', en: 'Jianghan Road' },
      at: [114.2869, 30.582],
      lines: ['line-2'],
      provenance: read,
    },
  ],
};

const placed: ComputeCentre = {
  id: 'ai-centre',
  name: { zh: '武汉人工智能计算中心', en: 'Wuhan AI Computing Centre' },
  kind: 'intelligent',
  pflops: 400,
  precision: 'FP16',
  figures: [
    { pflops: 400, source: { zh: '看板', en: 'dashboard' }, year: '2025', confidence: 'M' },
    { pflops: 100, source: { zh: '开放时', en: 'at opening' }, year: '2021', confidence: 'K' },
  ],
  at: [114.61, 30.51],
  accuracyM: 3000,
  facts: [{ zh: '2021 年 5 月启用', en: 'Opened in May 2021' }],
  provenance: read,
};
const cloud: ComputeCentre = {
  id: 'wuhan-cloud',
  name: { zh: '武汉云', en: 'Wuhan Cloud' },
  kind: 'cloud',
  precision: 'unstated',
  figures: [],
  facts: [],
  provenance: read,
};

function sensor(id: number, property: string, lon: number, on?: string): Series {
  return {
    id,
    thing: `thing-${id}`,
    name: { zh: `传感器 ${id}`, en: `Sensor ${id}` },
    property,
    at: [lon, 30.579, 10.4],
    district: '420102',
    intervalS: 10,
    owner: { zh: '示例单位', en: 'Example owner' },
    provenance: { ...read, grade: 'simulated' },
    ...(on === undefined ? {} : { on }),
  };
}

const catalogue: SeriesCatalogue = {
  revision: 1,
  properties: [...observedProperties],
  series: [
    sensor(11, 'road-water-depth', 114.292),
    sensor(12, 'bridge-speed', 114.2935, 'bridges:erqi'),
    sensor(13, 'air-temperature', 114.295),
  ],
};

export const risen: Alarm = {
  id: 'alarm-1',
  kind: 'condition',
  title: { zh: '路面渍水', en: 'Water on the road' },
  severity: 'warning',
  rule: 'water-depth',
  place: [114.292, 30.579, 10.4],
  district: '420102',
  condition: 'active',
  handling: 'new',
  raisedAt: Date.UTC(2026, 10, 23, 6, 26, 8),
  activeSince: Date.UTC(2026, 10, 23, 6, 26, 8),
  evidence: {
    series: 11,
    value: 18.2,
    observedAt: Date.UTC(2026, 10, 23, 6, 26, 7),
    receivedAt: Date.UTC(2026, 10, 23, 6, 26, 8),
    limit: 15,
    rule: 'water-depth',
    ruleVersion: '1',
  },
  notes: [],
  seq: 1,
};

export interface SmallCity {
  readonly city: City;
  readonly table: TelemetryTable;
  readonly setAlarms: (alarms: readonly Alarm[]) => void;
  readonly setTime: (time: TimeContext) => void;
  readonly tellDoor: (told: IngestHealth) => void;
  readonly setCatalogue: (catalogue: SeriesCatalogue) => void;
  readonly catalogue: SeriesCatalogue;
}

/** Two crossings, a line with a station, two compute centres, three sensors and an alarm: all that layers read of a city. */
export function smallCity(): SmallCity {
  const table = createTelemetryTable(catalogue.series.map(({ intervalS }) => intervalS));
  const alarms = createStore<AlarmBoard>(() => ({
    alarms: [risen],
    waiting: [risen],
    seq: 1,
    gap: undefined,
  }));
  const known = createStore<{ readonly catalogue: SeriesCatalogue | undefined }>(() => ({ catalogue }));
  const doorStore = createStore<{ readonly told: IngestHealth | undefined }>(() => ({ told: undefined }));
  const times = createStore<TimeContext>(() => ({ mode: 'live', at: 0, knownAt: 0 }));
  const city = {
    alarms,
    catalogue: known,
    scene: createStore(() => ({
      selection: undefined,
      layers: {},
      underground: { on: false },
      ground: { relief: flatRelief, trouble: undefined },
      reportLayer: () => undefined,
    })),
    telemetry: () => table,
    door: { read: () => doorStore.getState().told, subscribe: doorStore.subscribe },
    time: times,
    now: times.getState,
    signs: createStore<SignBoard>(() => emptyBoard),
    lookAt: () => Promise.resolve(true),
    present: () => times.getState().at,
    pulse: { subscribe: () => () => undefined },
    query: {
      served: true,
      building: () => Promise.resolve(undefined),
      catalogue: () => Promise.resolve(known.getState().catalogue ?? catalogue),
      manifest: () => Promise.resolve(fakeManifest),
      panorama: () => Promise.resolve(fakePanorama),
      planningCells: () => Promise.resolve(fakePlanningCells),
      partitions: () => Promise.resolve(fakePartitions),
      bridges: () => Promise.resolve([bridge, tunnel]),
      metro: () => Promise.resolve(metro),
      compute: () => Promise.resolve([placed, cloud]),
      districts: () => Promise.resolve(fakeDistricts),
      signMemories: () => Promise.resolve({}),
    },
  };
  return {
    // The rest of a city is panels' business; a layer that reaches for it fails here.
    city: city as unknown as City,
    table,
    catalogue,
    setAlarms: (next) => alarms.setState({ alarms: next }),
    setTime: (next) => times.setState(next, true),
    tellDoor: (told) => doorStore.setState({ told }),
    setCatalogue: (next) => known.setState({ catalogue: next }),
  };
}
