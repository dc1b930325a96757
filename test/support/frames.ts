import type { BrowserContext, Page } from 'playwright-core';

declare global {
  interface Window {
    drawing: { frames: number; lastAt: number };
  }
}

/** Notes every picture the page draws with WebGL: draw calls of one animation frame are one picture. */
export async function countFrames(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.drawing = { frames: 0, lastAt: performance.now() };
    let counted = false;
    const note = () => {
      window.drawing.lastAt = performance.now();
      if (counted) return;
      counted = true;
      window.drawing.frames += 1;
      requestAnimationFrame(() => (counted = false));
    };
    const surface = WebGL2RenderingContext.prototype;
    for (const name of ['drawElements', 'drawArrays', 'drawElementsInstanced', 'clear'] as const) {
      const { value: original } = Object.getOwnPropertyDescriptor(surface, name) as {
        readonly value: (...args: number[]) => void;
      };
      Object.assign(surface, {
        [name](this: WebGL2RenderingContext, ...args: number[]) {
          note();
          original.apply(this, args);
        },
      });
    }
  });
}

export const framesDrawn = (page: Page) => page.evaluate(() => window.drawing.frames);

/** Waits for a stretch in which nothing was drawn; returns how many pictures came before it. */
export async function untilIdleFor(page: Page, seconds: number): Promise<number> {
  await page.waitForFunction((ms) => performance.now() - window.drawing.lastAt >= ms, seconds * 1_000, {
    timeout: 90_000,
    polling: 250,
  });
  return framesDrawn(page);
}
