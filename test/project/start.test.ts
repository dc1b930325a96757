import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repository } from '../support/sourceTree';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'start-'))));
afterEach(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly said: string;
}

const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  new Promise<Ended>((resolve) => {
    const options = { env: { ...process.env, ...env }, encoding: 'utf8' } as const;
    const child = execFile(
      process.execPath,
      [`${repository}/src/start.mjs`, ...args],
      options,
      (_, out, err) => {
        resolve({ code: child.exitCode ?? -1, said: `${out}${err}`.trim() });
      },
    );
  });

/** A part of the bootstrap; it is plain JavaScript, so what it offers is said here. */
const part = async (name: string): Promise<unknown> => import(`${repository}/src/start/${name}.mjs`);

describe('npm start says in one line what a person can mend', () => {
  const oneLine = ({ code, said }: Ended) => {
    expect(code).toBe(1);
    expect(said.split('\n')).toHaveLength(1);
    return said;
  };

  it('when the port is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    other.on('connection', (socket) => socket.destroy());
    const ended = await start([], { PORT: String(port), CITY_HOME: folder });
    other.close();
    expect(oneLine(ended)).toMatch(new RegExp(`Port ${port} is taken .*PORT=${port + 1}`));
  });

  it('when PORT is no port', async () => {
    expect(oneLine(await start([], { PORT: 'abc' }))).toContain('PORT=abc');
  });

  it('when the city’s folder is a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    const said = oneLine(await start([], { PORT: '65534', CITY_HOME: join(folder, 'file') }));
    expect(said).toContain('is not a folder');
  });

  it('when it does not know the command, with the code for wrong usage', async () => {
    const { code, said } = await start(['frobnicate']);
    expect(code).toBe(2);
    expect(said).toContain('serve');
  });

  it('when the disk is full, the folder closed or the registry out of reach', async () => {
    const { told } = (await part('trouble')) as {
      told: (error: Error) => { line: string | undefined; code: number };
    };
    const failing = (code: string) => Object.assign(new Error(`${code}: write`), { code, path: '.city' });
    expect(told(failing('ENOSPC')).line).toMatch(/^\.city: the disk is full[^\n]*$/);
    expect(told(failing('EACCES')).line).toMatch(/^\.city: no permission[^\n]*$/);
    expect(told(failing('ENOTFOUND')).line).toMatch(/registry cannot be reached/);
  });
});

describe('a start', () => {
  it('is alone while it builds, and takes over from one that was killed', async () => {
    const { alone } = (await part('lock')) as {
      alone: (root: string, work: () => Promise<string>) => Promise<string>;
    };
    const built = () => Promise.resolve('built');
    const second = alone(folder, () => alone(folder, built));
    await expect(second).rejects.toThrow(/Another start is installing or building/);
    const lock = join(folder, '.build/lock');
    expect(existsSync(lock)).toBe(false);

    writeFileSync(lock, String(process.pid));
    utimesSync(lock, new Date(0), new Date(0));
    await expect(alone(folder, built)).resolves.toBe('built');
  });

  it('installs when a package is missing, old or half there, and not otherwise', async () => {
    const { installed } = (await part('install')) as { installed: (root: string) => boolean };
    const lockFile = (packages: Readonly<Record<string, { version: string; optional?: boolean }>>) =>
      JSON.stringify({ packages: { '': {}, ...packages } });
    const wanted = { a: { version: '1.0.0' }, b: { version: '2.0.0', optional: true } };
    writeFileSync(join(folder, 'package-lock.json'), lockFile(wanted));
    expect(installed(folder)).toBe(false);
    mkdirSync(join(folder, 'node_modules'));
    const present = (version: string) =>
      writeFileSync(join(folder, 'node_modules/.package-lock.json'), lockFile({ a: { version } }));
    present('0.9.0');
    expect(installed(folder)).toBe(false);
    present('1.0.0');
    expect(installed(folder)).toBe(true);
  });

  it('leaves the page compressed beside itself', async () => {
    const { compress } = (await part('compress')) as { compress: (folder: string) => Promise<void> };
    const text = 'a river, '.repeat(1_000);
    writeFileSync(join(folder, 'page.js'), text);
    writeFileSync(join(folder, 'tiny.js'), 'x');
    writeFileSync(join(folder, 'picture.png'), text);
    await compress(folder);
    expect(gunzipSync(readFileSync(join(folder, 'page.js.gz'))).toString()).toBe(text);
    expect(
      ['page.js.br', 'tiny.js.gz', 'picture.png.gz'].map((name) => existsSync(join(folder, name))),
    ).toEqual([true, false, false]);
  });

  it('publishes the base with the page, whole or not at all, and again when it changes', async () => {
    const { publishBase } = (await part('publish')) as {
      publishBase: (home: string, dist: string) => void;
    };
    const [base, dist] = [join(folder, 'base'), join(folder, 'dist')];
    mkdirSync(join(base, 'buildings'), { recursive: true });
    mkdirSync(dist);
    writeFileSync(join(base, 'buildings/tileset.json'), '{}');
    publishBase(folder, dist);
    expect(existsSync(join(dist, 'tiles'))).toBe(false);
    writeFileSync(join(base, 'manifest.json'), '1');
    publishBase(folder, dist);
    expect(readFileSync(join(dist, 'tiles/buildings/tileset.json'), 'utf8')).toBe('{}');
    rmSync(join(base, 'manifest.json'));
    writeFileSync(join(base, 'manifest.json'), '2');
    writeFileSync(join(base, 'ground.json'), '{}');
    publishBase(folder, dist);
    expect(existsSync(join(dist, 'tiles/ground.json'))).toBe(true);
  });
});
