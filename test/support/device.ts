import { connectAsync } from 'mqtt';
import type { SeriesCatalogue } from '@/contracts/series';
import type { Product } from './product';

/** The one device of the city that no simulator speaks for. */
export interface Device {
  /** Its Datastream: the id in topics, links and the sensors layer. */
  readonly series: number;
  /** Publishes one reading observed now; returns that time, Unix ms. */
  readonly publish: (result: number) => Promise<number>;
  readonly leave: () => Promise<void>;
}

/** Signs in to the product's broker as anybody's own device would. */
export async function demoDevice(product: Product): Promise<Device> {
  const { series } = (await (await fetch(`${product.url}/api/series`)).json()) as SeriesCatalogue;
  const own = series.find(({ thing }) => thing === 'demo-device');
  if (own === undefined) throw new Error('the catalogue has no demo-device');
  const client = await connectAsync(`mqtt://127.0.0.1:${product.mqttPort}`, {
    username: 'demo-device',
    password: 'demo',
    protocolVersion: 4,
  });
  return {
    series: own.id,
    publish: async (result) => {
      const now = Date.now();
      const message = JSON.stringify({ phenomenonTime: new Date(now).toISOString(), result });
      await client.publishAsync(`v1.1/Datastreams(${own.id})/Observations`, message, { qos: 1 });
      return now;
    },
    leave: () => client.endAsync(),
  };
}
