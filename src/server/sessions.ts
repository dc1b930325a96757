import { createHash, randomBytes } from 'node:crypto';
import type { Subject } from '@/contracts/session';

export const idleSeconds = 30 * 60;
const absoluteMs = 12 * 60 * 60 * 1000;
const failureWindowMs = 15 * 60 * 1000;
const failuresAllowed = 5;
/** Bounds on what strangers can make us remember. */
const mostSessions = 10_000;
const mostAttempts = 50_000;

export const observer: Subject = { user: undefined, roles: ['observer'], clearance: 1, scope: [] };

interface Held {
  readonly subject: Subject;
  readonly startedAt: number;
  usedAt: number;
}

export interface Sessions {
  /** Returns the 256-bit id for the cookie; only its hash is kept. */
  readonly open: (subject: Subject, now: number) => string;
  /** Who the cookie's id stands for; using it puts the idle limit off, looking (`touch` false) does not. */
  readonly find: (id: string, now: number, touch: boolean) => Subject | undefined;
  readonly close: (id: string) => void;
}

const keyOf = (id: string) => createHash('sha256').update(id).digest('base64url');

export function createSessions(): Sessions {
  const held = new Map<string, Held>();
  const expired = (session: Held, now: number) =>
    now - session.usedAt > idleSeconds * 1000 || now - session.startedAt > absoluteMs;
  return {
    open: (subject, now) => {
      for (const [key, session] of held) {
        if (expired(session, now) || held.size >= mostSessions) held.delete(key);
      }
      const id = randomBytes(32).toString('base64url');
      held.set(keyOf(id), { subject, startedAt: now, usedAt: now });
      return id;
    },
    find: (id, now, touch) => {
      const key = keyOf(id);
      const session = held.get(key);
      if (session === undefined) return undefined;
      if (expired(session, now)) {
        held.delete(key);
        return undefined;
      }
      if (touch) session.usedAt = now;
      return session.subject;
    },
    close: (id) => {
      held.delete(keyOf(id));
    },
  };
}

export interface SignInGuard {
  /** Reserves an attempt before the password is checked, so that parallel guesses count too; the wait in seconds if none is left. */
  readonly begin: (key: string, now: number) => number | undefined;
  /** Gives the attempt back: a success is not counted. */
  readonly succeeded: (key: string) => void;
}

export function createSignInGuard(): SignInGuard {
  const attempts = new Map<string, number[]>();
  return {
    begin: (key, now) => {
      const recent = (attempts.get(key) ?? []).filter((at) => now - at < failureWindowMs);
      const oldest = recent[0];
      if (recent.length >= failuresAllowed && oldest !== undefined) {
        return Math.ceil((oldest + failureWindowMs - now) / 1000);
      }
      recent.push(now);
      attempts.delete(key);
      attempts.set(key, recent);
      if (attempts.size > mostAttempts) {
        const eldest = attempts.keys().next().value;
        if (eldest !== undefined) attempts.delete(eldest);
      }
      return undefined;
    },
    succeeded: (key) => {
      attempts.get(key)?.pop();
    },
  };
}
