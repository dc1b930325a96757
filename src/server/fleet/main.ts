import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import mqtt, { type MqttClient } from 'mqtt';
import { firstScenario, type ScenarioId } from '@/contracts/scenario';
import type { ObservedProperty, Series } from '@/contracts/series';
import { seriesCatalogue } from '@/contracts/series';
import { demoThing, gatewayOf } from '@/domain/fleetPlan';
import { nextBeat, utterance } from '@/domain/simulatedCity';
import { fleetOrders, scenarioOrder, type FleetOrders } from './orders';

/**
 * The simulated devices of the city. They speak MQTT to a broker like real ones, through at most forty gateways, and
 * know nothing of the server behind it.
 */
interface Device {
  readonly series: Series;
  readonly property: ObservedProperty;
  readonly gateway: MqttClient;
  dueMs: number;
}

const tickMs = 50;

const lines = createInterface({ input: process.stdin });
// The other end of standard input is the server: when it goes, so do its devices.
lines.once('close', () => process.exit(0));

let scenario: ScenarioId = firstScenario;

/** The first line tells what to do; each later one, another scenario. Both may come in one breath. */
function readOrders(): Promise<FleetOrders> {
  return new Promise((resolve, reject) => {
    let begun = false;
    lines.on('line', (line) => {
      try {
        const told: unknown = JSON.parse(line);
        if (begun) return void ({ scenario } = scenarioOrder.parse(told));
        begun = true;
        const orders = fleetOrders.parse(told);
        ({ scenario } = orders);
        resolve(orders);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
}

const orders = await readOrders();
const catalogue = seriesCatalogue.parse(JSON.parse(await readFile(orders.seriesFile, 'utf8')));
const properties = new Map(catalogue.properties.map((property) => [property.id, property]));
const gateways = new Map(
  orders.gateways.map(({ user, password }) => [
    user,
    mqtt.connect(orders.url, {
      clientId: user,
      username: user,
      password,
      protocolVersion: 4,
      reconnectPeriod: 1_000,
      // A reading that could not be sent is old; the next one tells more.
      queueQoSZero: false,
    }),
  ]),
);
// A broker that is away is tried again by the client itself.
for (const gateway of gateways.values()) gateway.on('error', () => undefined);

const start = Date.now();
const devices = catalogue.series.flatMap((series): Device[] => {
  const property = properties.get(series.property);
  const gateway = gateways.get(gatewayOf(series));
  if (series.thing === demoThing || property === undefined || gateway === undefined) return [];
  return [{ series, property, gateway, dueMs: nextBeat(series, start) }];
});

function publish(device: Device, nowMs: number): void {
  const { series, property, gateway } = device;
  if (!gateway.connected) return;
  const said = utterance(scenario, series, property, nowMs);
  if (said === undefined) return;
  gateway.publish(
    `v1.1/Datastreams(${String(series.id)})/Observations`,
    JSON.stringify({
      phenomenonTime: new Date(said.claimedMs).toISOString(),
      result: said.value,
      ...(said.suspect ? { resultQuality: 'suspect' } : {}),
    }),
  );
}

/** So that the page is not empty for a long interval: every device speaks once as soon as its gateway is up. */
for (const gateway of gateways.values()) {
  gateway.once('connect', () => {
    const now = Date.now();
    for (const device of devices) if (device.gateway === gateway) publish(device, now);
  });
}

setInterval(() => {
  const now = Date.now();
  for (const device of devices) {
    if (device.dueMs > now) continue;
    publish(device, now);
    device.dueMs = nextBeat(device.series, now);
  }
}, tickMs);

process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));
