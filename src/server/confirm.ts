import type { FastifyRequest } from 'fastify';
import type { Subject } from '@/contracts/session';
import type { CityParts } from './parts';
import { ProblemError } from './problems';

/**
 * The person behind a login and password, `undefined` where they do not fit; 429 where too many did not, counted by login and
 * where the one who asks sits, whether it was to sign in or to confirm.
 */
export async function confirmPerson(
  { accounts, guard }: Pick<CityParts, 'accounts' | 'guard'>,
  request: FastifyRequest,
  login: string,
  password: string,
): Promise<Subject | undefined> {
  const key = `${request.ip} ${login}`;
  const wait = guard.begin(key, Date.now());
  if (wait !== undefined) {
    throw new ProblemError(429, 'Too many failed attempts for this user from this address.', {
      retryAfterS: wait,
    });
  }
  const subject = await accounts.verify(login, password);
  if (subject !== undefined) guard.succeeded(key);
  return subject;
}
