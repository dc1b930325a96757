import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '@/contracts/session';
import { createSessions, createSignInGuard, idleSeconds, observer } from '@/server/sessions';
import { jsonOf, noDatabase, openCity, problemOf, type TestCity } from './city';

const signIn = (city: TestCity, user: string, password: string) =>
  city.ask('/api/session', { method: 'POST', json: { user, password } });

describe('a person at the door', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await openCity(noDatabase);
  });
  afterAll(() => city.close());

  it('is an observer who may choose among the demo accounts', async () => {
    const answer = await city.ask('/api/session');
    expect(answer.status).toBe(200);
    expect(jsonOf<Session>(answer)).toEqual({
      user: null,
      roles: ['observer'],
      clearance: 1,
      scope: [],
      idleSeconds: null,
      demo: ['operator', 'operator2', 'grid', 'planner', 'official', 'steward', 'auditor'],
    });
  });

  it('signs in with a cookie no script can read and no other site can send', async () => {
    const answer = await signIn(city, 'grid', 'demo');
    const cookie = String(answer.headers['set-cookie']?.[0]);
    expect(cookie).toMatch(/^city-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(jsonOf<Session>(answer)).toMatchObject({ user: 'grid', scope: ['420102'], idleSeconds });
    const again = await city.ask('/api/session', { cookie: cookie.split(';')[0] });
    expect(jsonOf<Session>(again).user).toBe('grid');
  });

  it('over TLS gets a cookie bound to the host', async () => {
    const answer = await city.ask('/api/session', {
      method: 'POST',
      json: { user: 'planner', password: 'demo' },
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^__Host-city-session=.*; Secure$/);
  });

  it('signs out, and the old cookie is worth nothing', async () => {
    const cookie = await city.signIn('operator');
    const answer = await city.ask('/api/session', { method: 'DELETE', cookie });
    expect(answer.headers['set-cookie']?.[0]).toContain('Max-Age=0');
    expect(jsonOf<Session>(await city.ask('/api/session', { cookie })).user).toBeNull();
  });

  it('gets a new id at every sign-in, so that a planted one is worth nothing', async () => {
    const planted = await city.signIn('planner');
    await city.ask('/api/session', {
      method: 'POST',
      cookie: planted,
      json: { user: 'operator', password: 'demo' },
    });
    expect(jsonOf<Session>(await city.ask('/api/session', { cookie: planted })).user).toBeNull();
  });

  it('is told which field is wrong', async () => {
    const answer = await city.ask('/api/session', { method: 'POST', json: { user: '', password: 7 } });
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(problemOf(answer).errors?.map(({ field }) => field)).toEqual(['user', 'password']);
  });

  it('is told the same of a wrong password and of a login that does not exist', async () => {
    const wrong = await signIn(city, 'steward', 'guess');
    const nobody = await signIn(city, 'nobody', 'guess');
    expect(wrong.status).toBe(401);
    expect(problemOf(wrong)).toEqual(problemOf(nobody));
  });

  it('may guess five times in a quarter of an hour, also all at once; others are not held up', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, turn) => signIn(city, 'auditor', `guess ${String(turn)}`)),
    );
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(7);
    const locked = await signIn(city, 'auditor', 'demo');
    expect(locked.status).toBe(429);
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(600);
    expect((await signIn(city, 'official', 'demo')).status).toBe(200);
  });

  it('is not counted for signing in rightly', async () => {
    for (let turn = 0; turn < 8; turn++) expect((await signIn(city, 'operator2', 'demo')).status).toBe(200);
  });
});

describe('time at the door', () => {
  it('a session ends half an hour after it was last used, and twelve hours after it began', () => {
    const sessions = createSessions();
    const id = sessions.open(observer, 0);
    const minute = 60_000;
    expect(sessions.find(id, 29 * minute, true)).toBe(observer);
    expect(sessions.find(id, 58 * minute, false)).toBe(observer);
    expect(sessions.find(id, 60 * minute, false)).toBeUndefined();
    const used = sessions.open(observer, 0);
    for (let at = 20; at <= 720; at += 20) expect(sessions.find(used, at * minute, true)).toBe(observer);
    expect(sessions.find(used, 721 * minute, true)).toBeUndefined();
  });

  it('guesses are forgotten after a quarter of an hour', () => {
    const guard = createSignInGuard();
    for (let turn = 0; turn < 5; turn++) expect(guard.begin('a', turn)).toBeUndefined();
    expect(guard.begin('a', 5)).toBe(900);
    expect(guard.begin('b', 5)).toBeUndefined();
    expect(guard.begin('a', 15 * 60_000 + 1)).toBeUndefined();
  });
});

describe('a server that is not a demo', () => {
  it.each([
    ['for other machines', { HOST: '0.0.0.0' }],
    ['with an identity provider', { OIDC_ISSUER: 'https://id.example' }],
    ['in production', { NODE_ENV: 'production' }],
  ])('%s has no demo accounts', async (_, env) => {
    const { readSettings } = await import('@/server/settings');
    expect(readSettings(env, '/').demoAccounts).toBe(false);
  });

  it('lets nobody in with a demo password', async () => {
    const city = await openCity({ ...noDatabase, demoAccounts: false });
    try {
      expect((await signIn(city, 'operator', 'demo')).status).toBe(401);
      expect(jsonOf<Session>(await city.ask('/api/session')).demo).toEqual([]);
      await expect(city.device()).rejects.toThrow(/Bad|refused/i);
    } finally {
      await city.close();
    }
  });
});
