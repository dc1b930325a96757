import type { Page } from 'playwright-core';
import type { Alarm } from '@/contracts/alarm';
import { openBrowser } from '../support/chrome';
import { startProduct, type Product } from '../support/product';
import { open } from '../support/visit';

export const name = 'soak';
export const long = true;

/** A day's turns of the wall in an hour. */
const pace = 24;
const minutes = Number(process.env['SOAK_MINUTES'] ?? 60);
/** Tables fill, caches warm, the code is compiled: what grows until then is not a leak. */
const settledAfter = 0.25;
/** Rain comes and goes: alarms are raised, told, acknowledged, returned and closed the whole time. */
const weatherEvery = 5;

interface Sample {
  readonly minute: number;
  readonly heapMb: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly documents: number;
  readonly serverHeapMb: number;
  readonly serverRssMb: number;
}

/** A person at another seat, by the same door as a browser. */
async function operator(url: string) {
  const headers = { origin: url, 'content-type': 'application/json' };
  const body = JSON.stringify({ user: 'operator', password: 'demo' });
  const answer = await fetch(`${url}/api/session`, { method: 'POST', headers, body });
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const post = async (path: string, told: object): Promise<boolean> => {
    const order = { method: 'POST', headers: { ...headers, cookie }, body: JSON.stringify(told) };
    const { ok } = await fetch(`${url}${path}`, order);
    return ok;
  };
  const alarms = async (): Promise<readonly Alarm[]> => {
    const page = await fetch(`${url}/api/alarms?limit=1000`, { headers: { cookie } });
    const { items } = (await page.json()) as { readonly items: readonly Alarm[] };
    return items;
  };
  return {
    play: (scenario: string) => post('/api/simulator/scenario', { scenario }),
    /** Takes every new alarm in hand and closes those that have returned; how many steps that took. */
    handle: async (): Promise<number> => {
      let steps = 0;
      for (const { id, handling, condition } of await alarms()) {
        if (handling === 'new' && (await post(`/api/alarms/${id}/acknowledge`, { comment: 'soak' })))
          steps += 1;
        if (handling !== 'closed' && condition === 'returned')
          if (await post(`/api/alarms/${id}/close`, { comment: 'soak' })) steps += 1;
      }
      return steps;
    },
  };
}

const mb = (bytes: number) => Math.round((bytes / 2 ** 20) * 10) / 10;

async function serverMemory({ url }: Product) {
  const text = await (await fetch(`${url}/metrics`)).text();
  const read = (metric: string) => Number(new RegExp(`^${metric} (\\S+)`, 'm').exec(text)?.[1]);
  return {
    serverHeapMb: mb(read('nodejs_heap_size_used_bytes')),
    serverRssMb: mb(read('process_resident_memory_bytes')),
  };
}

/** Least squares over the samples after the first quarter; per hour. */
function slope(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const late = samples.filter(({ minute }) => minute >= minutes * settledAfter);
  const middle = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [x, y] = [middle(late.map(({ minute }) => minute)), middle(late.map(of))];
  const over = late.reduce((sum, one) => sum + (one.minute - x) * (of(one) - y), 0);
  const under = late.reduce((sum, one) => sum + (one.minute - x) ** 2, 0);
  return Math.round((over / under) * 60 * 100) / 100;
}

async function measure(
  page: Page,
): Promise<() => Promise<Omit<Sample, 'minute' | 'serverHeapMb' | 'serverRssMb'>>> {
  const session = await page.context().newCDPSession(page);
  return async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners, documents } = await session.send('Memory.getDOMCounters');
    return { heapMb: mb(usedSize), nodes, listeners: jsEventListeners, documents };
  };
}

/**
 * An hour of a wall in kiosk mode that turns its views a day's number of times, 640×360, while rain comes and goes and an
 * operator at another seat takes alarms in hand: heap after garbage collection, DOM nodes and listeners of the page, memory
 * of the server, each as a slope per hour after the first quarter. `SOAK_MINUTES` makes it shorter.
 */
export async function run(): Promise<Record<string, unknown>> {
  const product = await startProduct();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${product.url}/?kiosk=${pace}`);
    await open(page);
    const seat = await operator(product.url);
    const look = await measure(page);
    const samples: Sample[] = [];
    let turns = 0;
    let held = 0;
    let steps = 0;
    await page.exposeFunction('turned', () => (turns += 1));
    await page.evaluate(() => {
      const title = document.querySelector('[role="dialog"] h2');
      if (title !== null)
        new MutationObserver(() => void (window as unknown as { turned: () => void }).turned()).observe(
          title,
          {
            subtree: true,
            characterData: true,
            childList: true,
          },
        );
    });
    const begun = performance.now();
    for (let minute = 0; minute <= minutes; minute += 1) {
      if (minute % weatherEvery === 0)
        await seat.play((minute / weatherEvery) % 2 === 0 ? 'rainstorm' : 'weekday');
      for (let quarter = 0; quarter < 4; quarter += 1) {
        const until = begun + (minute + quarter / 4) * 60_000;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, until - performance.now())));
        if ((await page.locator('[role="dialog"] [role="alert"]').count()) > 0) held += 1;
        steps += await seat.handle();
      }
      samples.push({ minute, ...(await look()), ...(await serverMemory(product)) });
      console.error(JSON.stringify(samples.at(-1)));
    }
    return {
      minutes,
      turns,
      redsSeen: held,
      steps,
      errors,
      perHour: {
        heapMb: slope(samples, ({ heapMb }) => heapMb),
        nodes: slope(samples, ({ nodes }) => nodes),
        listeners: slope(samples, ({ listeners }) => listeners),
        documents: slope(samples, ({ documents }) => documents),
        serverHeapMb: slope(samples, ({ serverHeapMb }) => serverHeapMb),
        serverRssMb: slope(samples, ({ serverRssMb }) => serverRssMb),
      },
      first: samples[0],
      last: samples.at(-1),
      samples: samples.map(({ heapMb, nodes, listeners, serverRssMb }) => [
        heapMb,
        nodes,
        listeners,
        serverRssMb,
      ]),
    };
  } finally {
    await browser.close();
    await product.stop();
  }
}
