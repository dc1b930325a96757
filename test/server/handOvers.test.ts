import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alarm } from '@/contracts/alarm';
import type { HandOver, HandOverPage, HandOvers } from '@/contracts/handOver';
import { canonicalJson } from '@/domain/canonicalJson';
import { hashOf } from '@/server/handOverProof';
import { jsonOf, noDatabase, openCity, problemOf, until, type Ask, type TestCity } from './city';

let city: TestCity;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  city = await openCity();
  for (const user of ['operator', 'operator2', 'auditor']) cookies[user] = await city.signIn(user);
});
afterAll(() => city.close());

const post = (path: string, by: string, json: unknown = {}, ask: Ask = {}) =>
  city.ask(`/api/handovers${path}`, { method: 'POST', cookie: cookies[by], json, ...ask });
const sign = (id: string, by: string, password = 'demo', ask: Ask = {}) =>
  post(`/${id}/sign`, by, { password }, ask);
const list = async () => jsonOf<HandOvers>(await city.ask('/api/handovers', { cookie: cookies['auditor'] }));
const page = async (id: string) =>
  jsonOf<HandOverPage>(await city.ask(`/api/handovers/${id}`, { cookie: cookies['auditor'] }));
const begin = async (json: unknown = {}) => jsonOf<HandOverPage>(await post('', 'operator', json));
/** A page that both have signed. */
async function handedOver(): Promise<HandOverPage> {
  const { id } = await begin();
  await sign(id, 'operator');
  return jsonOf<HandOverPage>(await sign(id, 'operator2'));
}

describe('a hand-over', () => {
  it('begins with what the city stands in, refusals and all', async () => {
    await city.publish(41);
    const alarm = await until(async () => jsonOf<{ items: Alarm[] }>(await city.ask('/api/alarms')).items[0]);
    await city.publish('no number');
    const answer = await post('', 'operator', { note: '夜里有雨' });
    expect([answer.status, answer.headers.location]).toEqual([201, '/api/handovers/1']);
    const begun = jsonOf<HandOverPage>(answer);
    expect(begun).toMatchObject({
      number: 1,
      state: 'draft',
      version: 1,
      begun: { by: 'operator' },
      faults: [],
    });
    expect(begun.content).toMatchObject({
      city: { simulated: true, scenario: 'weekday' },
      counts: { raised: 1, open: 1, unacknowledged: 1, refused: 1, notes: 1 },
      notes: [{ by: 'operator', text: '夜里有雨' }],
    });
    expect(begun.content?.since.raised).toEqual([alarm.id]);
    expect(begun.content?.refused.reasons).toHaveLength(1);
  });

  it('has one page open at a time: the second who begins is told', async () => {
    const answer = await post('', 'operator2', {}, { headers: { 'accept-language': 'en' } });
    expect([answer.status, problemOf(answer).detail]).toEqual([
      409,
      expect.stringContaining('Page 1 was begun by operator'),
    ]);
  });

  it('is noted on by either, and who looked at an older state is told what is new', async () => {
    const noted = await post('/1/notes', 'operator2', { text: '泵站已开\r\n两台\u0000\u202e' });
    expect(jsonOf<HandOverPage>(noted).content?.notes[1]).toMatchObject({
      by: 'operator2',
      text: '泵站已开\n两台',
    });
    const stale = await post('/1/notes', 'operator', { text: '晚了' }, { headers: { 'if-match': '"1"' } });
    expect([stale.status, problemOf(stale).detail]).toEqual([409, expect.stringContaining('operator2')]);
    const fresh = await post('/1/notes', 'operator', { text: '好' }, { headers: { 'if-match': '"2"' } });
    expect([fresh.status, fresh.headers.etag]).toEqual([200, '"3"']);
    expect((await post('/1/notes', 'operator', { text: ' \n' })).status).toBe(422);
    expect((await post('/1/notes', 'operator', { text: 'x'.repeat(2_001) })).status).toBe(400);
    expect((await post('/99/notes', 'operator', { text: 'x' })).status).toBe(404);
  });

  it('may begin when the person says, within the days that are kept', async () => {
    const from = new Date(Date.now() - 3_600_000).toISOString();
    expect(jsonOf<HandOverPage>(await post('/1/shift', 'operator', { from })).content?.from).toBe(from);
    expect((await post('/1/shift', 'operator', { from: Date.now() + 60_000 })).status).toBe(422);
    expect((await post('/1/shift', 'operator', { from: 'yesterday' })).status).toBe(400);
    expect((await post('/1/shift', 'operator', {})).status).toBe(400);
  });

  it('is signed with the person’s own password; a wrong one signs nothing', async () => {
    const wrong = await sign('1', 'operator', 'guess');
    expect([wrong.status, problemOf(wrong).detail]).toEqual([403, expect.stringContaining('密码')]);
    expect((await sign('1', 'operator', '')).status).toBe(400);
    expect((await page('1')).state).toBe('draft');
  });

  it('is frozen by the first signature, which can be withdrawn by who gave it', async () => {
    const offered = jsonOf<HandOverPage>(await sign('1', 'operator'));
    expect(offered).toMatchObject({ state: 'offered', handsOver: { by: 'operator' }, takesOver: null });
    await city.publish(30);
    await until(async () => {
      const { items } = jsonOf<{ items: Alarm[] }>(await city.ask('/api/alarms'));
      return items[0]?.condition === 'returned';
    });
    expect((await page('1')).content).toEqual(offered.content);
    expect((await post('/1/notes', 'operator2', { text: '还有' })).status).toBe(409);
    expect((await post('/1/withdraw', 'operator2')).status).toBe(409);
    const back = jsonOf<HandOverPage>(await post('/1/withdraw', 'operator'));
    expect(back).toMatchObject({ state: 'draft', handsOver: null, contentHash: null });
    expect(back.content?.counts.returned).toBe(1);
    expect((await post('/1/withdraw', 'operator')).status).toBe(409);
  });

  it('is never signed twice by one person, and a retry with its key changes nothing', async () => {
    const headers = { 'idempotency-key': 'sign-1' };
    const first = await sign('1', 'operator', 'demo', { headers });
    const again = await sign('1', 'operator', 'demo', { headers });
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(jsonOf<HandOverPage>(again)).toEqual(jsonOf<HandOverPage>(first));
    const same = await sign('1', 'operator', 'demo', { headers: { 'accept-language': 'en' } });
    expect([same.status, problemOf(same).detail]).toEqual([409, expect.stringContaining('somebody else')]);
    expect((await page('1')).takesOver).toBeNull();
    expect((await post('/1/notes', 'operator', { text: 'x' }, { headers })).status).toBe(422);
  });

  it('is signed by the other, hashed as anybody can hash it again, and closed to everything', async () => {
    const signed = jsonOf<HandOverPage>(await sign('1', 'operator2'));
    expect(signed).toMatchObject({
      state: 'signed',
      handsOver: { by: 'operator' },
      takesOver: { by: 'operator2' },
      previous: null,
      faults: [],
    });
    expect(hashOf(signed.head ?? '')).toBe(signed.hash);
    expect(hashOf(canonicalJson(signed.content))).toBe(signed.contentHash);
    expect(signed.head).toContain(signed.contentHash);
    for (const user of ['operator', 'operator2'])
      expect(jsonOf<HandOverPage>(await sign('1', user))).toEqual(signed);
    expect((await post('/1/notes', 'operator', { text: '补充' })).status).toBe(409);
    expect((await post('/1/shift', 'operator', { from: Date.now() - 1 })).status).toBe(409);
    expect((await post('/1/withdraw', 'operator')).status).toBe(409);
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expect((await city.ask('/api/handovers/1', { method, cookie: cookies['operator'] })).status).toBe(404);
  });

  it('goes on where the last one ended, chained to it', async () => {
    const first = await page('1');
    const second = await handedOver();
    expect(second).toMatchObject({ number: 2, from: first.to, previous: first.hash });
    expect(second.counts?.raised).toBe(0);
    const pages = await list();
    expect(pages.items.map(({ number }) => number)).toEqual([2, 1]);
    expect(pages).toMatchObject({ missing: [], begins: { lastSigned: second.to } });
    const one = jsonOf<HandOvers>(await city.ask('/api/handovers?limit=1', { cookie: cookies['auditor'] }));
    const rest = jsonOf<HandOvers>(
      await city.ask(`/api/handovers?limit=1&cursor=${one.next ?? ''}`, { cookie: cookies['auditor'] }),
    );
    expect([one.items[0]?.number, rest.items[0]?.number, rest.next]).toEqual([2, 1, null]);
    const nonsense = await city.ask('/api/handovers?cursor=x', { cookie: cookies['auditor'] });
    expect(nonsense.status).toBe(400);
  });

  it('of two who sign at once takes one, and tells the other', async () => {
    const { id } = await begin();
    const headers = { 'if-match': '"1"' };
    const answers = await Promise.all(
      ['operator', 'operator2'].map((user) => sign(id, user, 'demo', { headers })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { handsOver } = await page(id);
    const other = handsOver?.by === 'operator' ? 'operator2' : 'operator';
    expect((await sign(id, other)).status).toBe(200);
  });

  it('needs an operator, an own origin, and a person who reads', async () => {
    expect((await post('', 'auditor')).status).toBe(403);
    expect((await post('', 'nobody')).status).toBe(401);
    expect((await city.ask('/api/handovers')).status).toBe(401);
    const foreign = await post('', 'operator', {}, { headers: { origin: 'http://evil.example' } });
    expect(foreign.status).toBe(403);
  });

  it('is as it was after a restart, drafts and refusals too', async () => {
    const { id } = await begin({ note: '重启前' });
    const before = await list();
    await city.restart();
    for (const user of ['operator', 'operator2', 'auditor']) cookies[user] = await city.signIn(user);
    const after = await list();
    expect(after.items.map((one: HandOver) => [one.number, one.state, one.hash, one.faults])).toEqual(
      before.items.map((one) => [one.number, one.state, one.hash, one.faults]),
    );
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const draft = jsonOf<HandOverPage>(await post(`/${id}/shift`, 'operator', { from }));
    expect(draft.content?.notes).toMatchObject([{ text: '重启前' }]);
    expect(draft.content?.refused.total).toBe(1);
  });

  it('counts wrong passwords as failed sign-ins', async () => {
    const { items } = await list();
    const id = items[0]!.id;
    const statuses: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) statuses.push((await sign(id, 'operator2', 'guess')).status);
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
    const signIn = await city.ask('/api/session', {
      method: 'POST',
      json: { user: 'operator2', password: 'demo' },
    });
    expect(signIn.status).toBe(429);
  });
});

describe('a city without its database', () => {
  it('says that pages cannot be written now', async () => {
    const without = await openCity(noDatabase);
    const cookie = await without.signIn('operator');
    const answer = await without.ask('/api/handovers', { method: 'POST', cookie, json: { note: '留着' } });
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(problemOf(answer).status).toBe(503);
    await without.close();
  });
});
