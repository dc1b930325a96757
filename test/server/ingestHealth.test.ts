import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestHealth } from '@/contracts/ingest';
import { jsonOf, noDatabase, openCity, until, type TestCity } from './city';

let city: TestCity;
beforeAll(async () => {
  city = await openCity(noDatabase);
});
afterAll(() => city.close());

const health = async () => ingestHealth.parse(jsonOf(await city.ask('/api/ingest/health')));

describe('the door’s health', () => {
  it('is told to everyone, without a word of what anyone sent', async () => {
    const device = await city.device();
    await device.publishAsync('v1.1/Datastreams(2)/Observations', 'a secret that is not JSON', { qos: 1 });
    await until(async () => (await health()).refused.byReason['not-json'] === 1);
    const answer = await city.ask('/api/ingest/health');
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('secret');
    expect((await health()).refused.total).toBe(1);
  });

  it('counts what waits and what was written', async () => {
    await city.publish(21.5);
    const { queue, gaps, clocks } = await until(async () => {
      const told = await health();
      return told.queue.waiting > 0 && told;
    });
    expect(queue).toMatchObject({ shed: 0, written: 0 });
    expect(gaps).toEqual([]);
    expect(clocks).toEqual([]);
  });
});
