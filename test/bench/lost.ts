import { openBrowser } from '../support/chrome';
import { loseGraphics } from '../support/loseGraphics';
import { startProduct } from '../support/product';
import { open } from '../support/visit';

export const name = 'lost';

const pages = 3;

/** From a graphics context that is taken away to the first view drawn whole again, 1280×720 (F16: 5 s). */
export async function run(): Promise<Record<string, unknown>> {
  const product = await startProduct();
  const browser = await openBrowser();
  const seconds: number[] = [];
  try {
    for (let turn = 0; turn < pages; turn += 1) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
      await page.goto(`${product.url}/?w=plan`);
      await open(page);
      const back = page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const root = document.documentElement;
            let lost: number | undefined;
            new MutationObserver(() => {
              if (root.dataset['scene'] !== 'ready') lost ??= performance.now();
              else if (lost !== undefined) resolve((performance.now() - lost) / 1000);
            }).observe(root, { attributes: true, attributeFilter: ['data-scene'] });
          }),
      );
      await loseGraphics(page);
      seconds.push(Math.round((await back) * 10) / 10);
      await page.close();
    }
  } finally {
    await browser.close();
    await product.stop();
  }
  return { lostToReadyS: seconds };
}
