import type { FastifyRequest } from 'fastify';
import { badField } from '../problems';

/** The version one looked at, where one names it; `what` says which number that is. */
export function versionOf(request: FastifyRequest, what: string): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined || header === '*') return undefined;
  const seq = Number(/^(?:W\/)?"?(\d+)"?$/.exec(header)?.[1]);
  if (Number.isNaN(seq)) throw badField('If-Match', `give ${what}, in quotes`);
  return seq;
}

/** The key by which a repeated request is the same command. */
export function keyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return undefined;
  const key = String(header);
  if (key.length < 1 || key.length > 200) throw badField('Idempotency-Key', 'has 1 to 200 characters');
  return key;
}
