import type { Duplex } from 'node:stream';
import { within } from './deadline';

/** A sender that waits longer for its answer is cut, so that it sends again. */
const answerMostMs = 20_000;

/** MQTT 3.1.1 §3.4 and §3.5: the answer to a message of quality 1 and 2 is a type, a length and the message's number. */
const answerTypes = { 1: 0x40, 2: 0x50 } as const;

/**
 * Answers the messages of one connection when they are kept, in the order they came (§4.6), while the connection goes on
 * reading. A reading that cannot be kept ends the connection: MQTT 3.1.1 knows no other way to say "send it again".
 */
export function createAnswers(
  connection: Pick<Duplex, 'destroyed' | 'write' | 'destroy'>,
): (qos: 1 | 2, messageId: number, kept: Promise<void> | undefined) => void {
  let before: Promise<void> = Promise.resolve();
  return (qos, messageId, kept) => {
    const inTime = within(kept ?? Promise.resolve(), answerMostMs, 'It could not be kept in time.');
    before = Promise.all([before, inTime]).then(() => {
      if (connection.destroyed) return;
      connection.write(Buffer.from([answerTypes[qos], 2, messageId >> 8, messageId & 0xff]));
    });
    before.catch(() => {
      connection.destroy();
    });
  };
}
