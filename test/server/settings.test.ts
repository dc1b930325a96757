import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from '@/server/lock';
import { readSettings, refusal, StartRefused } from '@/server/settings';

describe('settings', () => {
  it('have the defaults of the contract', () => {
    expect(readSettings({}, '/city')).toMatchObject({
      port: 4173,
      host: '127.0.0.1',
      mqttPort: 1883,
      home: '/city/.city',
      demoAccounts: true,
      keeping: { samplingSeconds: 60, rawDays: 7, coarseMinutes: 15, coarseDays: 400 },
    });
    expect(readSettings({ PORT: '', DATABASE_URL: '' }, '/').port).toBe(4173);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['MQTT_PORT', '-1'],
    ['SAMPLING_SECONDS', '61'],
    ['SAMPLING_SECONDS', '-1'],
    ['RAW_DAYS', '0'],
    ['COARSE_MINUTES', '61'],
    ['COARSE_DAYS', 'many'],
    ['RETENTION_MINUTES', '60'],
    ['LOG_LEVEL', 'loud'],
  ])('that are wrong are named: %s=%s', (name, value) => {
    expect(() => readSettings({ [name]: value }, '/')).toThrow(StartRefused);
    expect(() => readSettings({ [name]: value }, '/')).toThrow(name);
  });

  it('that are no more name the ones that took their place', () => {
    expect(() => readSettings({ RETENTION_MINUTES: '60' }, '/')).toThrow(/RAW_DAYS.*COARSE_DAYS/);
  });

  it('that cannot be had are told in one line', () => {
    const code = (name: string) => Object.assign(new Error('x'), { code: name });
    const told = refusal(code('EADDRINUSE'), 'Port 1', 'Choose another.') as Error;
    expect(told.message).toBe('Port 1 is already in use by another program. Choose another.');
    expect((refusal(code('ENOSPC'), 'The folder', '') as Error).message).toContain('disk is full');
    expect(refusal(code('EWHATEVER'), 'x', '')).not.toBeInstanceOf(StartRefused);
  });
});

describe('the folder’s lock', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'lock-'));
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });
  const path = () => join(home, 'lock.json');

  it('lets one in, and the next when the first has gone', () => {
    const lock = lockFolder(home);
    expect(() => lockFolder(home)).toThrow(/Another server \(process \d+\)/);
    lock.release();
    lockFolder(home).release();
  });

  it.each([
    ['a process that is gone', { pid: 2 ** 22 + 1, started: '1' }],
    ['a process whose number another has got since', { pid: process.pid, started: '1' }],
    ['nobody one can read', 'half a li'],
  ])('left by %s is healed', (_, holder) => {
    writeFileSync(path(), typeof holder === 'string' ? holder : JSON.stringify(holder));
    const lock = lockFolder(home);
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  it('is told in one line where the folder cannot be had', () => {
    writeFileSync(join(home, 'file'), '');
    expect(() => lockFolder(join(home, 'file', 'under'))).toThrow(StartRefused);
  });
});
