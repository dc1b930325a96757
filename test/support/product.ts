import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { repository } from './sourceTree';

/** The built product, running: the same program `npm start` runs, on ports and a folder of its own. */
export interface Product {
  readonly url: string;
  readonly mqttPort: number;
  /** Its folder. */
  readonly home: string;
  /** Everything it has printed so far, for a failure's message. */
  readonly said: () => string;
  readonly stop: () => Promise<void>;
}

const bootstrap = join(repository, 'src/start.mjs');
const made = join(repository, '.build');

export async function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no port'));
      });
    });
  });
}

/** Builds page, programs and base where they are out of date; a second call finds all in place. */
export async function buildProduct(): Promise<void> {
  const env = { ...process.env, CITY_HOME: join(made, 'test-city') };
  const child = spawn(process.execPath, [bootstrap, 'build'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`The product does not build:\n${said}`);
}

/** Starts the product with an empty database on the one base all tests share, and waits until it is ready. */
export async function startProduct(settings: NodeJS.ProcessEnv = {}): Promise<Product> {
  await buildProduct();
  const [port, mqttPort] = [await freePort(), await freePort()];
  mkdirSync(join(made, 'test-homes'), { recursive: true });
  const home = mkdtempSync(join(made, 'test-homes/home-'));
  for (const part of ['base', 'private']) symlinkSync(join(made, 'test-city', part), join(home, part));
  const env = {
    ...process.env,
    PORT: String(port),
    MQTT_PORT: String(mqttPort),
    CITY_HOME: home,
    ...settings,
  };
  const child = spawn(process.execPath, [bootstrap], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const product: Product = {
    url: `http://127.0.0.1:${port}`,
    mqttPort,
    home,
    said: () => said,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
  const until = Date.now() + 120_000;
  while ((await statusOf(`${product.url}/readyz`)) !== 200) {
    if (child.exitCode !== null || Date.now() > until) {
      await product.stop();
      throw new Error(`The product did not become ready:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return product;
}

async function statusOf(url: string): Promise<number> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
