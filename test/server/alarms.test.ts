import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alarm } from '@/contracts/alarm';
import type { AlarmEntry } from '@/domain/alarm';
import { jsonOf, listen, openCity, problemOf, until, type Ask, type TestCity } from './city';

let city: TestCity;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.close());

const list = async () => jsonOf<{ items: Alarm[] }>(await city.ask('/api/alarms')).items;
const log = async (after: number) =>
  jsonOf<{ items: AlarmEntry[] }>(await city.ask(`/api/alarms?after=${String(after)}`)).items;
const numbers = async () => (await log(0)).map(({ seq }) => seq);
const command = async (id: string, step: string, ask: Ask = {}) =>
  city.ask(`/api/alarms/${id}/${step}`, { method: 'POST', cookie: await city.signIn('operator'), ...ask });

/** The demo device goes past 40 °C; answers the alarm. */
async function raise(): Promise<Alarm> {
  const before = new Set((await list()).map(({ id }) => id));
  await city.publish(41);
  return until(async () => (await list()).find(({ id }) => !before.has(id)));
}

describe('an alarm', () => {
  it('is raised by a device past its limit, told on the socket, and keeps what it saw', async () => {
    const socket = await listen(city.url);
    socket.say({ type: 'hello' });
    const hello = await socket.heard('hello');
    const raised = await raise();
    const event = await socket.heard('event');
    expect(event).toMatchObject({
      log: 'alarms',
      seq: (hello.seq['alarms'] ?? 0) + 1,
      body: { kind: 'raised' },
    });
    expect(raised).toMatchObject({
      condition: 'active',
      handling: 'new',
      evidence: { series: 2, value: 41, limit: 40 },
    });
    socket.socket.terminate();
  });

  it('is not raised again by the next reading past the limit', async () => {
    const before = await numbers();
    await city.publish(42);
    await city.publish(41.5);
    expect(await numbers()).toEqual(before);
  });

  it('is acknowledged once, with a comment and a name', async () => {
    const [alarm] = await list();
    const answer = await command(alarm!.id, 'acknowledge', { json: { comment: '已派人查看' } });
    expect(answer.status).toBe(200);
    expect(jsonOf<Alarm>(answer)).toMatchObject({
      handling: 'acknowledged',
      notes: [{ by: 'operator', text: '已派人查看', step: 'acknowledged' }],
    });
    expect((await command(alarm!.id, 'acknowledge', { json: { comment: 'again' } })).status).toBe(409);
  });

  it('is commented with words, and not without', async () => {
    const [alarm] = await list();
    expect((await command(alarm!.id, 'comment', { json: { comment: '  ' } })).status).toBe(422);
    expect((await command(alarm!.id, 'comment')).status).toBe(422);
    expect((await command(alarm!.id, 'comment', { json: { comment: 'x'.repeat(1001) } })).status).toBe(400);
    expect((await command(alarm!.id, 'comment', { json: { comment: '现场降温中' } })).status).toBe(200);
  });

  it('is closed only after its condition has returned, and then stays closed', async () => {
    const [alarm] = await list();
    expect((await command(alarm!.id, 'close', { json: { comment: '' } })).status).toBe(409);
    await city.publish(30);
    await until(async () => (await list())[0]?.condition === 'returned');
    expect((await command(alarm!.id, 'close')).status).toBe(200);
    expect((await command(alarm!.id, 'comment', { json: { comment: 'late' } })).status).toBe(409);
    const next = await raise();
    expect(next.id).not.toBe(alarm!.id);
  });

  it('changes nothing for who may not', async () => {
    const [alarm] = await list();
    const before = await numbers();
    for (const role of ['grid', 'planner', 'official', 'steward', 'auditor']) {
      const answer = await command(alarm!.id, 'acknowledge', { cookie: await city.signIn(role) });
      expect([role, answer.status]).toEqual([role, 403]);
    }
    expect((await command(alarm!.id, 'acknowledge', { cookie: undefined })).status).toBe(401);
    expect(await numbers()).toEqual(before);
  });

  it('is refused to who looked at an older state of it', async () => {
    const [alarm] = await list();
    const stale = { 'if-match': `"${String(alarm!.seq - 1)}"` };
    expect((await command(alarm!.id, 'acknowledge', { headers: stale })).status).toBe(409);
    expect((await command(alarm!.id, 'acknowledge', { headers: { 'if-match': 'x' } })).status).toBe(400);
    const fresh = await command(alarm!.id, 'acknowledge', {
      headers: { 'if-match': `"${String(alarm!.seq)}"` },
    });
    expect([fresh.status, fresh.headers.etag]).toEqual([200, `"${String(alarm!.seq + 1)}"`]);
  });

  it('of two operators at once answers one', async () => {
    await city.publish(30);
    const [alarm] = await list();
    await until(async () => (await list())[0]?.condition === 'returned');
    const cookies = [await city.signIn('operator'), await city.signIn('operator2')];
    const answers = await Promise.all(cookies.map((cookie) => command(alarm!.id, 'close', { cookie })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('takes a command with a key once, however often it is sent', async () => {
    const alarm = await raise();
    const headers = { 'idempotency-key': 'one' };
    const first = await command(alarm.id, 'comment', { json: { comment: 'a' }, headers });
    const again = await command(alarm.id, 'comment', { json: { comment: 'a' }, headers });
    expect(jsonOf<Alarm>(again)).toEqual(jsonOf<Alarm>(first));
    expect((await list())[0]?.notes).toHaveLength(1);
    expect((await command(alarm.id, 'acknowledge', { headers })).status).toBe(422);
  });

  it('is given to an operator who is known, and to nobody else', async () => {
    const [alarm] = await list();
    const people = await city.ask('/api/alarms/assignees', { cookie: await city.signIn('operator') });
    expect(jsonOf<{ items: unknown }>(people).items).toEqual([{ user: 'operator' }, { user: 'operator2' }]);
    const assign = (to: string) => command(alarm!.id, 'assign', { json: { to, comment: '请到现场' } });
    expect((await assign('grid')).status).toBe(400);
    const given = await assign('operator2');
    expect(given.status).toBe(200);
    expect(jsonOf<Alarm>(given)).toMatchObject({ handling: 'assigned', assignee: 'operator2' });
    expect(jsonOf<Alarm>(given).notes.at(-1)).toMatchObject({ step: 'assigned', to: 'operator2' });
    const again = await assign('operator2');
    expect([again.status, problemOf(again).detail]).toEqual([
      409,
      expect.stringMatching(/^告警已指派给 operator2：operator 于 [\d:]{8} 指派给 operator2$/),
    ]);
  });

  it('is put aside with a reason for eight hours at most, and taken up again', async () => {
    const [alarm] = await list();
    const shelve = (json: unknown) => command(alarm!.id, 'shelve', { json });
    for (const json of [
      { comment: '施工' },
      { comment: '施工', minutes: 481 },
      { comment: '施工', minutes: 0 },
      { comment: '施工', minutes: 5, until: Date.now() + 60_000 },
      { comment: '施工', until: new Date(Date.now() + 9 * 3_600_000).toISOString() },
      { comment: '施工', until: Date.now() - 1 },
    ]) {
      expect([json, (await shelve(json)).status]).toEqual([json, 400]);
    }
    expect((await shelve({ minutes: 30 })).status).toBe(422);
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    const shelved = await shelve({ comment: '施工', until: inAnHour });
    expect(jsonOf<Alarm>(shelved).shelved).toMatchObject({ by: 'operator', until: Date.parse(inAnHour) });
    expect((await list()).find(({ id }) => id === alarm!.id)?.shelved?.until).toBe(Date.parse(inAnHour));
    expect((await shelve({ comment: '再搁置', minutes: 5 })).status).toBe(409);
    const taken = await command(alarm!.id, 'unshelve', { json: { comment: '完工' } });
    expect(taken.status).toBe(200);
    expect(jsonOf<Alarm>(taken).shelved).toBeUndefined();
    expect((await command(alarm!.id, 'unshelve')).status).toBe(409);
  });

  it('comes back by itself when its time has run out, with nothing written', async () => {
    const [alarm] = await list();
    const end = Date.now() + 400;
    await command(alarm!.id, 'shelve', { json: { comment: '片刻', until: end } });
    const before = await numbers();
    await until(async () => (await list()).find(({ id }) => id === alarm!.id)?.shelved === undefined);
    expect(Date.now()).toBeGreaterThanOrEqual(end);
    expect(await numbers()).toEqual(before);
  });

  it('tells who acted on an older state what the other did', async () => {
    const [alarm] = await list();
    const second = await city.signIn('operator2');
    await command(alarm!.id, 'shelve', { json: { comment: '施工', minutes: 5 }, cookie: second });
    const late = (language: string) =>
      command(alarm!.id, 'assign', {
        json: { to: 'operator', comment: '' },
        headers: { 'if-match': `"${String(alarm!.seq)}"`, 'accept-language': language },
      });
    const [zh, en] = [await late('zh'), await late('en')];
    expect([zh.status, en.status]).toEqual([409, 409]);
    expect(problemOf(zh).detail).toMatch(/^operator2 于 [\d:]{8} 搁置至 [\d:]{8}$/);
    expect(problemOf(en).detail).toMatch(/^operator2 shelved it until [\d:]{8} at [\d:]{8}$/);
    await command(alarm!.id, 'unshelve', { cookie: second });
  });

  it('that does not exist cannot be acted on', async () => {
    for (const [step, json] of [
      ['acknowledge', {}],
      ['assign', { to: 'operator' }],
      ['shelve', { minutes: 5, comment: '无' }],
      ['unshelve', {}],
    ] as const) {
      expect((await command('nobody', step, { json })).status).toBe(404);
    }
  });
});

describe('the log of alarms', () => {
  it('is numbered without gaps, and cannot be changed even by its own database', async () => {
    const all = await numbers();
    expect(all).toEqual(all.map((_, index) => index + 1));
    expect(all.length).toBeGreaterThan(8);
  });

  it('goes on after a restart: same numbers, same alarms, no alarm raised twice', async () => {
    const before = { log: await log(0), list: await list() };
    const last = before.log.at(-1)?.seq ?? 0;
    await city.restart();
    expect(await log(0)).toEqual(before.log);
    expect(await list()).toEqual(before.list);
    await city.publish(41.2);
    await city.publish(30);
    await until(async () => (await list())[0]?.condition === 'returned');
    expect((await log(last)).map(({ seq, body }) => [seq, body.kind])).toEqual([[last + 1, 'returned']]);
  });

  it('is resumed by number: each missed entry once, in order, then the new ones', async () => {
    const all = await log(0);
    const have = all.length - 4;
    const socket = await listen(city.url);
    socket.say({ type: 'hello', resume: { alarms: have } });
    await city.publish(41);
    const told = await until(() => {
      const events = socket.messages.filter((message) => message.type === 'event');
      return events.length === 5 && events;
    });
    expect(told.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5].map((step) => have + step));
    expect(told.slice(0, 4).map(({ body }) => body)).toEqual(all.slice(have).map(({ body }) => body));
    socket.socket.terminate();
  });

  it('names the numbers it never gave', async () => {
    const head = (await numbers()).length;
    const socket = await listen(city.url);
    socket.say({ type: 'hello', resume: { alarms: head + 7, cases: 3 } });
    const gap = await socket.heard('gap', ({ log: name }) => name === 'alarms');
    expect(gap).toMatchObject({ from: head + 1, to: head + 7 });
    expect(await socket.heard('gap', ({ log: name }) => name === 'cases')).toMatchObject({ from: 1, to: 3 });
    socket.socket.terminate();
  });
});
