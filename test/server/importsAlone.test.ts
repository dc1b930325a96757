import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { until } from './city';
import { importingCity, lives } from './importingCity';

const place = importingCity('import-alone-programs');
const { programs, commandLine, at, fileThat, hold, letGo, order, builds, type, typeCity, writeHouses } =
  place;

describe('an import that is killed in the middle', () => {
  it('is followed by a build, which puts back what stood before; one that is refused puts it back itself', async () => {
    const before = builds();
    await (await order(fileThat('crash'))).text();
    expect(builds()).toBe(before + 1);
    await (await order(fileThat('refused'))).text();
    expect(builds()).toBe(before + 1);
    expect((await order(fileThat('done'))).status).toBe(200);
  });

  it('ends with a server that is killed, and the folder is free', async () => {
    await place.leave();
    writeHouses(60_000);
    const parent = join(programs, 'parent.mjs');
    writeFileSync(
      parent,
      `import { spawn } from 'node:child_process';
       const [home, file] = process.argv.slice(2);
       const words = ['import', 'buildings', file, '--crs', 'EPSG:4326', '--home', home];
       const child = spawn(process.execPath, [${JSON.stringify(commandLine)}, ...words], {
         stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
       });
       child.stdout.on('data', (told) => {
         if (String(told).includes(' read')) console.log(child.pid);
       });`,
    );
    const server = spawn(process.execPath, [parent, at('city'), at('houses.geojson')], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const told = await new Promise<string>((resolve) => {
      server.stdout.once('data', (chunk: Buffer) => {
        resolve(chunk.toString());
      });
    });
    expect(JSON.parse(readFileSync(at('city/work.json'), 'utf8'))).toMatchObject({ pid: Number(told) });
    server.kill('SIGKILL');
    await until(() => !lives(Number(told)));
    const again = await typeCity('import', 'osm', 'none.pbf', '--home', at('city'));
    expect(again.trouble).toBe(`city import: ${at('none.pbf')} is not there or may not be read\n`);
  });
});

describe('city build while a server holds the folder', () => {
  it('is refused in one line, for the server makes its base itself', async () => {
    const { code, out, trouble } = await typeCity('build');
    expect([code, out]).toEqual([1, '']);
    expect(trouble).toMatch(
      /^city build: a server \(process \d+\) is running on .* and makes its base itself; stop it, build, and start it again\n$/,
    );
  });
});

describe('city import while no server holds the folder', () => {
  it('is refused while another import or build is at work, and not by what a killed one left', async () => {
    await place.leave();
    fileThat('done');
    writeFileSync(at('work.json'), JSON.stringify({ pid: process.pid, started: '' }));
    const { code, trouble } = await type('layer', 'done.geojson', '--crs', 'BD09', '--id', 'one');
    expect([code, trouble]).toEqual([
      1,
      `city import: another build or import (process ${String(process.pid)}) is under way on ${place.city().small.home}; try again when it is done\n`,
    ]);
    writeFileSync(at('work.json'), JSON.stringify({ pid: 2 ** 22 + 1, started: '' }));
    const healed = await type('layer', 'done.geojson', '--crs', 'BD09', '--id', 'one');
    expect(healed.trouble).toContain('done.geojson');
    expect(existsSync(at('work.json'))).toBe(false);
  });

  it('that cannot write what it reads says so in one line and leaves no trace', async () => {
    await place.leave();
    const before = readdirSync(place.city().small.home).sort();
    writeHouses(4000);
    // No file may grow beyond some kilobytes: what a disk that is full does to all of them.
    const words = [
      'import',
      'buildings',
      at('houses.geojson'),
      '--crs',
      'EPSG:4326',
      '--home',
      place.city().small.home,
    ];
    const child = spawn('sh', [
      '-c',
      'ulimit -f 64; exec "$0" "$@"',
      process.execPath,
      commandLine,
      ...words,
    ]);
    let trouble = '';
    child.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString('utf8')));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect([code, trouble]).toEqual([
      1,
      `city import: a file under ${place.city().small.home} may not grow as large as it must; raise the limit or the quota and try again\n`,
    ]);
    expect(readdirSync(at('imports'))).toEqual([]);
    expect(readdirSync(place.city().small.home).sort()).toEqual(
      [...before, 'houses.geojson', 'imports'].sort(),
    );
  });

  it('opens the folder, whatever door a former server left', async () => {
    const left = readFileSync(at('door.json'), 'utf8');
    await place.leave();
    writeFileSync(at('door.json'), left);
    const { code, trouble } = await type('osm', 'none.pbf');
    expect([code, trouble]).toEqual([1, `city import: ${at('none.pbf')} is not there or may not be read\n`]);
  });
});

describe('an import while the outer districts are being built', () => {
  it('waits for them, or their build would put its city over the imported one', async () => {
    hold('build');
    await place.city().restart();
    const told = await order(fileThat('done'));
    expect(told.status).toBe(200);
    expect(existsSync(at('begun'))).toBe(false);
    letGo('build');
    expect(await told.text()).toMatch(
      /^progress 0.00 waiting for the city to be built\n[^]*base ready\nexit 0\n$/m,
    );
  });
});
