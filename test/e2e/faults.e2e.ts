import type { Browser, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import views from '@data/views.json';
import { openBrowser } from '../support/chrome';
import { startProduct, type Product } from '../support/product';
import { open, visit } from '../support/visit';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const missingWord = /块瓦片取不到/;

/** What a tile may come to on its way: no server, a server that is busy, one that has forgotten us, and rubbish. */
const mishaps: readonly ((route: Route) => Promise<void>)[] = [
  (route) => route.fulfill({ status: 503, body: 'busy' }),
  (route) => route.fulfill({ status: 401, body: 'who are you' }),
  (route) => route.abort('connectionreset'),
  async (route) => {
    const whole = await (await route.fetch()).body();
    await route.fulfill({ status: 200, body: whole.subarray(0, Math.floor(whole.length / 2)) });
  },
  (route) =>
    route.fulfill({
      status: 200,
      contentType: 'text/html',
      body: '<p>Please sign in to the hotel’s network</p>',
    }),
];

/** A model with one mesh said to be compressed by Draco, and one picture of sixty thousand pixels along each edge. */
function hostileModel(what: 'picture' | 'draco'): Buffer {
  const picture = Buffer.alloc(64);
  picture.write('89504e470d0a1a0a0000000d49484452', 'hex');
  picture.writeUInt32BE(60_000, 16);
  picture.writeUInt32BE(60_000, 20);
  const compressed = {
    primitives: [
      {
        attributes: { POSITION: 0 },
        extensions: { KHR_draco_mesh_compression: { bufferView: 0, attributes: { POSITION: 0 } } },
      },
    ],
  };
  const description = JSON.stringify({
    asset: { version: '2.0' },
    buffers: [{ byteLength: picture.length }],
    bufferViews: [{ buffer: 0, byteLength: picture.length }],
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    accessors: [{ componentType: 5126, count: 3, type: 'VEC3', min: [0, 0, 0], max: [1, 1, 1] }],
    meshes: [what === 'draco' ? compressed : { primitives: [{ attributes: { POSITION: 0 }, material: 0 }] }],
    ...(what === 'draco'
      ? { extensionsUsed: ['KHR_draco_mesh_compression'], extensionsRequired: ['KHR_draco_mesh_compression'] }
      : {
          images: [{ bufferView: 0, mimeType: 'image/png' }],
          textures: [{ source: 0 }],
          materials: [{ pbrMetallicRoughness: { baseColorTexture: { index: 0 } } }],
        }),
  });
  const text = Buffer.from(description.padEnd(Math.ceil(description.length / 4) * 4));
  const head = Buffer.alloc(20);
  head.write('glTF');
  head.writeUInt32LE(2, 4);
  head.writeUInt32LE(head.length + text.length + 8 + picture.length, 8);
  head.writeUInt32LE(text.length, 12);
  head.write('JSON', 16);
  const chunk = Buffer.alloc(8);
  chunk.writeUInt32LE(picture.length);
  chunk.write('BIN', 4);
  return Buffer.concat([head, text, chunk, picture]);
}

/** A tileset that tells of a million tiles: about fifty-seven megabytes. */
function endlessTileset(): string {
  const tile = '{"boundingVolume":{"sphere":[0,0,0,1]},"geometricError":0}';
  const children = new Array<string>(1_000_000).fill(tile).join(',');
  return `{"asset":{"version":"1.1"},"geometricError":9,"root":{"boundingVolume":{"sphere":[0,0,0,1]},"geometricError":9,"children":[${children}]}}`;
}

describe('tiles made to hurt', () => {
  it('are skipped and counted, and the page goes on', async () => {
    let hostile = false;
    const sent = { picture: 0, draco: 0, endless: 0 };
    const { page, leave } = await visit(
      browser,
      `${product.url}/?w=plan&c=114.3,30.56,9000,10,-50&l=buildings,water&lang=zh`,
      {},
      async (context) => {
        await context.route(/\/tiles\/buildings\/.*\.glb/, async (route) => {
          if (!hostile) return route.continue();
          const what = sent.picture <= sent.draco ? 'picture' : 'draco';
          sent[what] += 1;
          return route.fulfill({ contentType: 'model/gltf-binary', body: hostileModel(what) });
        });
        await context.route(/\/tiles\/buildings\/cells\/.*tileset\.json/, async (route) => {
          // One such answer is enough: the others would only make the test slow.
          if (!hostile || sent.endless > 0) return route.continue();
          sent.endless += 1;
          return route.fulfill({ contentType: 'application/json', body: endlessTileset() });
        });
      },
    );
    await open(page);
    hostile = true;
    const view = views.views.find(({ id }) => id === 'optics-valley');
    await page.getByRole('button', { name: view?.title.zh ?? '' }).click();
    await page.getByText(missingWord).waitFor();
    await expect.poll(() => Math.min(sent.picture, sent.draco)).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.documentElement.dataset['scene'])).toBe('ready');
    // It still answers: another view, drawn whole.
    hostile = false;
    const home = views.views.find(({ id }) => id !== 'optics-valley');
    await page.getByRole('button', { name: home?.title.zh ?? '' }).click();
    await page.waitForFunction(() => document.documentElement.dataset['scene'] === 'ready');
    await leave();
  });
});

describe('tiles that do not come, or come torn', () => {
  it('leave the picture standing, are counted, and are healed once they can be had', async () => {
    let broken = false;
    let asked = 0;
    const { page, leave } = await visit(
      browser,
      `${product.url}/?w=plan&c=114.3,30.56,9000,10,-50&l=buildings,water&lang=zh`,
      {},
      async (context) => {
        await context.route(/\/tiles\/buildings\/.*\.glb/, async (route) => {
          if (!broken) return route.continue();
          asked += 1;
          return mishaps[asked % mishaps.length]!(route);
        });
      },
    );
    await open(page);
    broken = true;
    const view = views.views.find(({ id }) => id === 'optics-valley');
    await page.getByRole('button', { name: view?.title.zh ?? '' }).click();
    await page.getByText(missingWord).waitFor();
    expect(asked).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.documentElement.dataset['scene'])).toBe('ready');
    broken = false;
    await page.getByText(missingWord).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.documentElement.dataset['scene'])).toBe('ready');
    await leave();
  });
});
