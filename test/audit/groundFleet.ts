import mqtt, { type MqttClient } from 'mqtt';
import type { SeriesCatalogue } from '@/contracts/series';
import { demoThing, gatewayOf } from '@/domain/fleetPlan';
import { sampleSeries } from '@/domain/simulatedCity';
import type { FleetOrders } from '@/server/fleet/orders';

/** One reading as it truly was. No two have the same value, so that each is known wherever it turns up. */
export interface TrueReading {
  readonly slot: number;
  readonly value: number;
  /** When it was made, by the one clock the test goes by, Unix ms. */
  readonly at: number;
  /** What its device said, Unix ms. */
  readonly stated: number;
  /** Whether the door must take it. */
  readonly fate: 'taken' | 'refused';
  /** The broker has acknowledged it. */
  acked: boolean;
}

/** Devices that speak over real MQTT, and everything they ever said. */
export interface GroundFleet {
  /** Every series says one reading now; `clockMs` is how far its clock is off, `fate` what must come of it. */
  readonly speak: (how?: {
    readonly clockMs?: number;
    readonly fate?: TrueReading['fate'];
    readonly slots?: readonly number[];
  }) => void;
  /** The same words again, as a device does that did not hear its acknowledgement. */
  readonly repeat: (reading: TrueReading) => void;
  /** Something that is no reading at all, on a series' topic. */
  readonly babble: (slot: number, payload: Buffer | string) => void;
  readonly truth: (slot: number, value: number) => TrueReading | undefined;
  readonly all: () => readonly TrueReading[];
  /** Messages of any kind the broker has not acknowledged. */
  readonly unheard: () => number;
  /** The server came back: its devices have new passwords. */
  readonly rekey: (orders: FleetOrders) => void;
  readonly leave: () => void;
}

/** So small that a value stays what its curve says, so large that doubles keep it apart. */
const mark = 1e-7;

export function createGroundFleet(
  catalogue: SeriesCatalogue,
  orders: FleetOrders,
  port: number,
): GroundFleet {
  const readings: TrueReading[] = [];
  const known = catalogue.series.map(() => new Map<number, TrueReading>());
  let unheard = 0;
  const passwordOf = ({ gateways }: FleetOrders, user: string) =>
    user === demoThing ? 'demo' : (gateways.find((one) => one.user === user)?.password ?? '');
  const userOf = (slot: number) => {
    const series = catalogue.series[slot]!;
    return series.thing === demoThing ? demoThing : gatewayOf(series);
  };
  const clients = new Map<string, MqttClient>();
  for (const slot of catalogue.series.keys()) {
    const user = userOf(slot);
    if (clients.has(user)) continue;
    const client = mqtt.connect(`mqtt://127.0.0.1:${String(port)}`, {
      username: user,
      password: passwordOf(orders, user),
      protocolVersion: 4,
      keepalive: 3,
      reconnectPeriod: 200,
      connectTimeout: 2_000,
      reconnectOnConnackError: true,
    });
    client.on('error', () => undefined);
    clients.set(user, client);
  }

  const say = (slot: number, payload: Buffer | string, heard: () => void = () => undefined) => {
    const topic = `v1.1/Datastreams(${String(catalogue.series[slot]!.id)})/Observations`;
    unheard += 1;
    clients.get(userOf(slot))?.publish(topic, payload, { qos: 1 }, (error) => {
      if (error !== undefined && error !== null) return;
      unheard -= 1;
      heard();
    });
  };
  const wordsOf = ({ stated, value }: TrueReading) =>
    JSON.stringify({ phenomenonTime: new Date(stated).toISOString(), result: value });
  const valueAt = (slot: number, now: number) => {
    const series = catalogue.series[slot]!;
    const property = catalogue.properties.find(({ id }) => id === series.property)!;
    const curve = sampleSeries('weekday', series, property, now) ?? (property.min + property.max) / 2;
    const inside = Math.min(property.max - 1, Math.max(property.min, curve));
    return inside + (readings.length + 1) * mark;
  };

  return {
    speak: ({ clockMs = 0, fate = 'taken', slots = [...catalogue.series.keys()] } = {}) => {
      for (const slot of slots) {
        const now = Date.now();
        const reading: TrueReading = {
          slot,
          value: valueAt(slot, now),
          at: now,
          stated: now + clockMs,
          fate,
          acked: false,
        };
        readings.push(reading);
        known[slot]!.set(reading.value, reading);
        say(slot, wordsOf(reading), () => (reading.acked = true));
      }
    },
    repeat: (reading) => say(reading.slot, wordsOf(reading)),
    babble: say,
    truth: (slot, value) => known[slot]?.get(value),
    all: () => readings,
    unheard: () => unheard,
    rekey: (next) => {
      for (const [user, client] of clients) client.options.password = passwordOf(next, user);
    },
    leave: () => {
      for (const client of clients.values()) client.end(true);
    },
  };
}
