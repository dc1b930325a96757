import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openBrowser } from '../support/chrome';
import { pageSizes } from '../support/pageSizes';
import { freePort } from '../support/product';
import { repository } from '../support/sourceTree';

export const name = 'start';

const kilobytes = (bytes: number) => Math.round(bytes / 100) / 10;
const secondsSince = (begun: number) => Math.round((performance.now() - begun) / 100) / 10;

/** A clone as git would make it of the tree as it stands, with the packages installed. */
function freshClone(): string {
  const clone = mkdtempSync(join(tmpdir(), 'bench-start-'));
  const options = { cwd: repository, encoding: 'utf8' } as const;
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], options);
  for (const file of files.split('\0').filter((path) => path !== '')) {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    cpSync(join(repository, file), join(clone, file));
  }
  symlinkSync(join(repository, 'node_modules'), join(clone, 'node_modules'));
  return clone;
}

/** One `npm start` until its page is drawn, with a browser that waits for it. */
async function startOnce(clone: string) {
  const browser = await openBrowser();
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), MQTT_PORT: String(await freePort()) };
  const begun = performance.now();
  const child = spawn(process.execPath, ['src/start.mjs'], {
    cwd: clone,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const said = await new Promise<boolean>((resolve) => {
    child.stdout.on('data', (text) => {
      if (String(text).includes('http://')) resolve(true);
    });
    void ended.then(() => resolve(false));
  });
  try {
    if (!said) throw new Error('npm start ended without an address');
    const address = secondsSince(begun);
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    const visited = performance.now();
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForSelector('html[data-shell="ready"]', { state: 'attached', timeout: 120_000 });
    const shell = secondsSince(visited);
    const fromStart = secondsSince(begun);
    await page.waitForSelector('html[data-scene="ready"]', { state: 'attached', timeout: 300_000 });
    return {
      startToAddressS: address,
      startToOpenPageS: fromStart,
      pageToShellS: shell,
      pageToSceneReadyS: secondsSince(visited),
      startToSceneReadyS: secondsSince(begun),
    };
  } finally {
    child.kill('SIGTERM');
    await ended;
    await browser.close();
  }
}

/** The first start after an install, a later one, and what the page weighs; 1280×720 under software GL. */
export async function run() {
  const clone = freshClone();
  try {
    const first = await startOnce(clone);
    const later = await startOnce(clone);
    const sizes = pageSizes(join(clone, 'dist'));
    return { first, later, gzKB: { beforeShell: kilobytes(sizes.shell), engine: kilobytes(sizes.engine) } };
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
}
