import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { playedScenario, scenarioIds } from '@/contracts/scenario';
import { openSimulator } from '@/server/simulator';
import { jsonOf, noDatabase, openCity, problemOf, type TestCity } from './city';
import { openEmbedded, type OpenDatabase } from './databases';

const path = '/api/simulator/scenario';
const told = async (city: TestCity, cookie?: string) =>
  playedScenario.parse(jsonOf(await city.ask(path, { cookie })));

describe('the scenario of a demo city', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await openCity(noDatabase);
  });
  afterAll(() => city.close());
  const play = async (scenario: unknown, cookie: string) =>
    city.ask(path, { method: 'POST', json: { scenario }, cookie });

  it('is an ordinary day until somebody switches, and tells what else there is', async () => {
    const at = await told(city);
    expect(at).toMatchObject({ scenario: 'weekday', since: null, person: null });
    expect(at.scenarios.map(({ id }) => id)).toEqual(scenarioIds);
    for (const { title, about } of at.scenarios) expect([title.zh, about.zh]).not.toContain('');
  });

  it('tells who may not switch why, in their language, and those who may nothing', async () => {
    expect((await told(city)).refused).toContain('登录');
    const english = await city.ask(path, { headers: { 'accept-language': 'en' } });
    expect(playedScenario.parse(jsonOf(english)).refused).toContain('sign in');
    for (const user of ['operator', 'planner', 'official', 'steward'])
      expect((await told(city, await city.signIn(user))).refused).toBeNull();
  });

  it('is switched by a person, once however often they press, and stays through a restart', async () => {
    const cookie = await city.signIn('planner');
    const before = Date.now();
    const answer = playedScenario.parse(jsonOf(await play('rainstorm', cookie)));
    expect(answer).toMatchObject({ scenario: 'rainstorm', person: 'planner', refused: null });
    expect(answer.since).toBeGreaterThanOrEqual(before);
    const again = playedScenario.parse(jsonOf(await play('rainstorm', await city.signIn('operator'))));
    expect(again).toMatchObject({ person: 'planner', since: answer.since });
    await city.restart();
    expect(await told(city)).toMatchObject({
      scenario: 'rainstorm',
      person: 'planner',
      since: answer.since,
    });
  });

  it.each([['storm'], [''], [7], [undefined]])(
    'refuses %j with the field that is wrong',
    async (scenario) => {
      const answer = await play(scenario, await city.signIn('operator'));
      expect([answer.status, problemOf(answer).errors?.[0]?.field]).toEqual([400, 'scenario']);
    },
  );
});

it('a city that is no demonstration has no simulator to ask', async () => {
  const city = await openCity({ ...noDatabase, demoAccounts: false });
  const answer = await city.ask(path);
  expect([answer.status, answer.headers['content-type']]).toEqual([
    404,
    'application/problem+json; charset=utf-8',
  ]);
  await city.close();
});

describe('the simulator', () => {
  let opened: OpenDatabase;
  beforeAll(async () => {
    opened = await openEmbedded();
  });
  afterAll(() => opened.close());
  const inFolder = async (run: (home: string) => Promise<void>) => {
    const home = mkdtempSync(join(tmpdir(), 'scenario-'));
    await run(home);
    rmSync(home, { recursive: true, force: true });
  };

  it('writes down which scenario ruled since when, and tells the devices of each change', () =>
    inFolder(async (home) => {
      const simulator = await openSimulator(home, { ask: (question) => question(opened.database) }, vi.fn());
      const tell = vi.fn();
      simulator.follow(tell);
      await Promise.all([
        simulator.play('power-cut', 'operator', 1_000),
        simulator.play('power-cut', 'steward', 2_000),
        simulator.play('weekday', 'steward', 3_000),
      ]);
      expect(tell.mock.calls).toEqual([['power-cut'], ['weekday']]);
      const rows = await opened.database
        .selectFrom('scenario_switches')
        .selectAll()
        .orderBy('at_ms')
        .execute();
      expect(rows).toEqual([
        { at_ms: 1_000, scenario: 'power-cut', person: 'operator' },
        { at_ms: 3_000, scenario: 'weekday', person: 'steward' },
      ]);
    }));

  it('keeps the switch without a database, and says that it is in its file alone', () =>
    inFolder(async (home) => {
      const report = vi.fn();
      const away = { ask: () => Promise.reject(new Error('away')) };
      await (await openSimulator(home, away, report)).play('high-water', 'official', 5_000);
      expect(report).toHaveBeenCalledTimes(1);
      const after = await openSimulator(home, away, report);
      expect(after.playing()).toEqual({ scenario: 'high-water', person: 'official', since: 5_000 });
    }));
});
