import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** What lets a browser without a graphics card draw the city, and keeps it from talking to anybody but us. */
export const softwareGl: readonly string[] = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A browser that has no WebGL at all, as on a locked-down desk. */
export const withoutGl: readonly string[] = [
  ...softwareGl.filter((flag) => !flag.includes('swiftshader')),
  '--disable-gpu',
  '--disable-software-rasterizer',
  '--disable-3d-apis',
];

function chromePath(): string {
  const path = [
    process.env['CHROME_PATH'],
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/usr/bin/chromium-browser',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find((candidate) => candidate !== undefined && candidate !== '' && existsSync(candidate));
  if (path === undefined) throw new Error('No Chrome or Chromium found: set CHROME_PATH.');
  return path;
}

export const openBrowser = (flags: readonly string[] = softwareGl): Promise<Browser> =>
  chromium.launch({ executablePath: chromePath(), args: [...flags], headless: true });
