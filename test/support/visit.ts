import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';

/** A page in a browser of its own cookies, and what went wrong in it that a person would not see. */
export interface Visit {
  readonly page: Page;
  /** Console errors and uncaught exceptions. */
  readonly errors: readonly string[];
  /** What the content security policy refused. */
  readonly violations: () => Promise<readonly string[]>;
  /** Requests and sockets to any host but the page's own. */
  readonly foreign: readonly string[];
  readonly leave: () => Promise<void>;
}

declare global {
  interface Window {
    policyViolations: string[];
  }
}

/** Opens the product as a person would, in Wuhan's time and language unless told otherwise. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  prepare: (context: BrowserContext) => Promise<void> = () => Promise.resolve(),
): Promise<Visit> {
  const context = await browser.newContext({
    // Software GL draws every pixel by hand: a small window is a quick one.
    viewport: { width: 1100, height: 640 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...options,
  });
  await context.addInitScript(() => {
    window.policyViolations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.policyViolations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  await prepare(context);
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  const errors: string[] = [];
  const foreign: string[] = [];
  const { host } = new URL(url);
  const note = (asked: string) => {
    const target = new URL(asked);
    if (!['data:', 'blob:'].includes(target.protocol) && target.host !== host) foreign.push(asked);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  context.on('request', (request) => note(request.url()));
  page.on('websocket', (socket) => note(socket.url()));
  await page.goto(url);
  return {
    page,
    errors,
    violations: () => page.evaluate(() => window.policyViolations),
    foreign,
    leave: () => context.close(),
  };
}

type Part = 'shell' | 'scene' | 'feed' | 'workspace';

/** Waits until `<html data-…>` says so; how long it takes is the machine's affair. */
export const until = (page: Page, part: Part, value: string, timeout = 240_000) =>
  page.waitForSelector(`html[data-${part}="${value}"]`, { state: 'attached', timeout });

/** The city is drawn and its feed is live. */
export async function open(page: Page): Promise<void> {
  await until(page, 'shell', 'ready');
  await until(page, 'scene', 'ready');
  await until(page, 'feed', 'live');
}

/** One click in the person's menu. */
export async function signIn(page: Page, login: string): Promise<void> {
  const named = new RegExp(`^${login}(?![\\w])`);
  await page.getByRole('button', { name: /账户与设置|account and settings/ }).click();
  await page.getByRole('button', { name: named }).click();
  await page.getByRole('dialog', { name: named }).waitFor();
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: new RegExp(`^${login}.*(账户与设置|account and settings)`) })
    .waitFor();
}

/** Walks the page by Tab, as somebody without a mouse does, until the wanted element has the focus. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let steps = 0; steps < 300; steps += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${wanted.toString()}`);
}
