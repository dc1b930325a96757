import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import mqtt from 'mqtt';
import { createAnswers } from './answers';
import { createFeedWatch } from './feedWatch';
import type { Gap } from './gaps';
import type { Message } from './refusalBook';

export interface SiteMakings {
  readonly url: string;
  /** The same at every start, so that the broker keeps for us what came while we were away. */
  readonly clientId: string;
  readonly message: (message: Message) => Promise<void> | undefined;
  /** The broker could not be reached for a while; what was sent to it without acknowledgement never came. */
  readonly away: (gap: Gap) => void;
  readonly report: (what: string) => void;
}

/** One server's name at the site's broker: its machine and its folder. */
export const siteClientId = (home: string) =>
  `jiangcheng-${createHash('sha256').update(`${hostname()} ${home}`).digest('hex').slice(0, 12)}`;

const lookMs = 1_000;

/** Told to the client library in place of success: it then leaves the answer to us. */
const answeredLater = new Error('The answer follows when the reading is kept.');

/**
 * Readings from the site's own broker, which enforces who may publish what. The subscription is shared among servers.
 * A message is answered when it is kept; where that takes too long the connection is dropped, and the broker sends again.
 */
export function subscribeSite(makings: SiteMakings): {
  readonly connected: () => boolean;
  readonly close: () => Promise<void>;
} {
  const { url, clientId, message, away, report } = makings;
  const client = mqtt.connect(url, { protocolVersion: 4, reconnectPeriod: 2_000, clientId, clean: false });
  const subscribe = () => {
    client.subscribe('$share/ingest/v1.1/+/Observations', { qos: 1 }, (error) => {
      if (error !== null) report(`The broker refused our subscription: ${error.message}`);
    });
  };
  const watch = createFeedWatch(
    {
      connected: () => client.connected,
      resubscribe: subscribe,
      reconnect: () => client.stream.destroy(),
      report,
    },
    Date.now(),
  );
  const looking = setInterval(() => {
    watch.look(Date.now());
  }, lookMs);
  let told = false;
  let awaySince: number | undefined;
  let answer: ReturnType<typeof createAnswers> | undefined;
  client.on('connect', () => {
    // Numbers mean something only on the connection they came by.
    answer = createAnswers(client.stream);
    told = false;
    if (awaySince !== undefined) away({ from: awaySince, to: Date.now(), rows: null, reason: 'away' });
    awaySince = undefined;
    subscribe();
  });
  client.on('close', () => {
    if (!client.disconnecting) awaySince ??= Date.now();
  });
  client.on('error', (error) => {
    if (!told) report(`The broker at MQTT_URL does not answer: ${error.message}`);
    told = true;
  });
  client.handleMessage = (packet, callback) => {
    watch.heard(Date.now());
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    const acknowledged = packet.qos > 0;
    const from = 'site broker';
    const kept = message({ topic: packet.topic, payload, from, receivedMs: Date.now(), acknowledged });
    const { messageId } = packet;
    if (!acknowledged || messageId === undefined) {
      callback();
      return;
    }
    // The library takes the next message only after this call: waiting here would keep one message at a time.
    answer?.(1, messageId, kept);
    callback(answeredLater);
  };
  return {
    connected: () => client.connected,
    close: async () => {
      clearInterval(looking);
      await client.endAsync(true);
    },
  };
}
