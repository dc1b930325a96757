import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { build, cityHome } from './build.mjs';
import { launch } from './children.mjs';
import { install } from './install.mjs';
import { publishBase } from './publish.mjs';
import { Trouble } from './trouble.mjs';

const host = process.env.HOST ?? '127.0.0.1';
const port = process.env.PORT ?? '4173';
const anyAddress = ['0.0.0.0', '::', ''];
const address = `http://${anyAddress.includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Answers the status of one request, or `undefined` where nobody answers. */
function ask(path) {
  return new Promise((resolve) => {
    const request = get(`${address}${path}`, { timeout: 5_000, agent: false }, (response) => {
      response.resume().on('close', () => resolve(response.statusCode));
    });
    request.on('timeout', () => request.destroy()).on('error', () => resolve(undefined));
  });
}

/** Asks for the port before anything slow begins, so that a taken one is said at once. */
async function needPort() {
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new Trouble(`PORT=${port} is not a port: give a number from 1 to 65535.`);
  }
  const failure = await new Promise((resolve) => {
    const probe = createServer().once('error', resolve);
    probe.listen(Number(port), host, () => probe.close(() => resolve(undefined)));
  });
  if (failure === undefined) return;
  if (failure.code === 'EADDRINUSE') {
    const ours = (await ask('/healthz')) === 200;
    throw new Trouble(
      ours
        ? `江城孪生 already runs at ${address}. Open it, or choose another port: PORT=${Number(port) + 1} npm start`
        : `Port ${port} is taken by another program. Choose one: PORT=${Number(port) + 1} npm start`,
    );
  }
  if (failure.code === 'EACCES') throw new Trouble(`No permission for port ${port}: choose PORT above 1023.`);
  throw new Trouble(`Cannot listen on HOST=${host} PORT=${port}: ${failure.code}.`);
}

function needHome(home) {
  try {
    mkdirSync(home, { recursive: true });
  } catch (error) {
    if (error.code !== 'EEXIST' && error.code !== 'ENOTDIR') throw error;
    throw new Trouble(`CITY_HOME=${home} is not a folder: name one that is, or that can be made.`);
  }
  accessSync(home, constants.W_OK | constants.R_OK);
}

/**
 * Builds, serves, and says where. While the city has no base yet the server starts as soon as it is built, so that
 * it makes the base while the page is still being built; the address is said once the page itself answers.
 */
export async function serve(root) {
  const home = cityHome(root);
  await needPort();
  needHome(home);
  await install(root);

  let server;
  let result;
  const startServer = () => {
    if (server !== undefined) return;
    server = launch(process.execPath, [join(root, '.build/server.mjs')], {
      env: { CITY_HOME: home, HOST: host, PORT: port },
    });
    void server.ended.then((ended) => (result = ended));
  };
  const firstTime = !existsSync(join(home, 'base/manifest.json'));
  try {
    await build(root, { afterProgram: firstTime ? startServer : undefined });
  } catch (error) {
    server?.stop();
    await server?.ended;
    throw error;
  }
  startServer();

  while (result === undefined && (await ask('/')) !== 200) await pause(100);
  if (result === undefined) console.log(`江城孪生 ${address}`);
  while (result === undefined && (await ask('/readyz')) !== 200) await pause(1_000);
  // First with the inner city, once more when the outer districts have come.
  while (result === undefined && publishBase(home, join(root, 'dist')) === 'inner') await pause(1_000);
  return (await server.ended).code;
}
