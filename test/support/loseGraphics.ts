import type { Page } from 'playwright-core';

/** Takes the graphics device away, as a driver reset does; it is given back as a browser would. */
export async function loseGraphics(page: Page): Promise<void> {
  await page.evaluate(() => {
    const surface = document.querySelector('canvas');
    const loss = surface?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
    surface?.addEventListener('webglcontextlost', () => loss?.restoreContext(), { once: true });
    loss?.loseContext();
  });
}
