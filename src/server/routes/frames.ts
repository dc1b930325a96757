import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Sends frames as they come. The first is asked for before the answer begins, so that a history that is away is a problem, not a stump. */
export async function framesReply(
  reply: FastifyReply,
  frames: AsyncGenerator<Uint8Array>,
): Promise<FastifyReply> {
  const first = await frames.next();
  const all = async function* () {
    if (first.done !== true) yield first.value;
    yield* frames;
  };
  return reply.type('application/octet-stream').send(Readable.from(all(), { objectMode: false }));
}
