import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestHealth, refusals } from '@/contracts/ingest';
import { jsonOf, noDatabase, openCity, until, type TestCity } from './city';

let city: TestCity;
beforeAll(async () => {
  city = await openCity(noDatabase);
});
afterAll(() => city.close());

const topic = 'v1.1/Datastreams(2)/Observations';
const health = async () => ingestHealth.parse(jsonOf(await city.ask('/api/ingest/health')));

describe('the door’s health', () => {
  it('is told to everyone, by reason and series, without a word of what anyone sent', async () => {
    const device = await city.device();
    await device.publishAsync(topic, 'a secret that is not JSON', { qos: 1 });
    await until(async () => (await health()).refused.byReason['not-json'] === 1);
    const answer = await city.ask('/api/ingest/health');
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('secret');
    expect((await health()).refused).toMatchObject({ total: 1, bySeries: [[2, 1]] });
  });

  it('tells those who may read it who sent what, and since when', async () => {
    const cookie = await city.signIn('operator');
    const told = refusals.parse(jsonOf(await city.ask('/api/ingest/refused', { cookie })));
    expect(told.items[0]).toMatchObject({ from: 'demo-device', topic, sample: 'a secret that is not JSON' });
    expect(told.devices?.[0]).toMatchObject({ key: 'demo-device', count: 1 });
    const span = told.devices?.[0]?.reasons['not-json'];
    expect(span?.first).toBe(span?.last);
  });

  it('counts what waits, and tells whose clock is fast and by how much', async () => {
    const device = await city.device();
    for (let tenth = 0; tenth < 4; tenth += 1) {
      const phenomenonTime = new Date(Date.now() + 20_000 + tenth * 100).toISOString();
      await device.publishAsync(topic, JSON.stringify({ phenomenonTime, result: 20 + tenth / 10 }));
    }
    const { queue, gaps, clocks } = await until(async () => {
      const told = await health();
      return told.queue.waiting > 0 && told.clocks.length > 0 && told;
    });
    expect(queue).toMatchObject({ shed: 0, written: 0 });
    expect(gaps).toEqual([]);
    expect(clocks[0]?.[0]).toBe(2);
    expect(clocks[0]?.[1]).toBeGreaterThan(15_000);
    expect(clocks[0]?.[1]).toBeLessThanOrEqual(20_400);
  });
});
