import mqtt from 'mqtt';
import type { Message } from './ingest';

/** Readings from the site's own broker, which enforces who may publish what. The subscription is shared among servers. */
export function subscribeSite(
  url: string,
  message: (message: Message) => void,
  report: (what: string) => void,
): { readonly connected: () => boolean; readonly close: () => Promise<void> } {
  const client = mqtt.connect(url, { protocolVersion: 4, reconnectPeriod: 2_000 });
  let told = false;
  client.on('connect', () => {
    told = false;
    client.subscribe('$share/ingest/v1.1/+/Observations', { qos: 1 }, (error) => {
      if (error !== null) report(`The broker refused our subscription: ${error.message}`);
    });
  });
  client.on('error', (error) => {
    if (!told) report(`The broker at MQTT_URL does not answer: ${error.message}`);
    told = true;
  });
  client.on('message', (topic, payload) => {
    message({ topic, payload, from: 'site broker', receivedMs: Date.now() });
  });
  return {
    connected: () => client.connected,
    close: async () => {
      await client.endAsync(true);
    },
  };
}
