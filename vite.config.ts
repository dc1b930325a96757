import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { viteStaticCopy } from 'vite-plugin-static-copy';

const engine = 'node_modules/@cesium/engine';

interface SiteEntry {
  readonly kind?: string;
  readonly url?: string;
}

/** What the site adds to the scene, as far as a page alone can show it: 天地图 needs a key that stays secret. */
function siteAlone(): readonly SiteEntry[] {
  try {
    const { entries } = JSON.parse(readFileSync('data/site.json', 'utf8')) as { entries: SiteEntry[] };
    return entries.filter(({ kind }) => kind !== 'tianditu');
  } catch {
    // A list that cannot be read adds nothing; the server says so.
    return [];
  }
}
const alone = siteAlone();
const addresses = alone.flatMap(({ url = '' }) => (/^https?:/i.test(url) && URL.canParse(url) ? [url] : []));
const hosts = [...new Set(addresses.map((url) => ` ${new URL(url).origin}`))].join('');

/** The page's own policy, so that a static copy of `dist/` is as closed as the server's answer. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval' blob:",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  `img-src 'self' data: blob:${hosts}`,
  "font-src 'self' data:",
  `connect-src 'self' data: blob:${hosts}`,
  "object-src 'none'",
  "base-uri 'self'",
].join('; ');

const withPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

/** The list lies beside the page, where a page without a server of ours looks for it. */
const withSite: Plugin = {
  name: 'site-scene',
  apply: 'build',
  generateBundle() {
    this.emitFile({
      type: 'asset',
      fileName: 'site.json',
      source: JSON.stringify({ version: 1, entries: alone }),
    });
  },
};

/** Engine internals that only matter while debugging the engine itself; removing them saves about 35 KB gz. */
const withoutEngineDebugChecks: Plugin = {
  name: 'engine-without-debug-checks',
  apply: 'build',
  transform: {
    filter: { id: /@cesium[\\/]engine[\\/]Source/ },
    handler: (code) => ({
      code: code.replace(/\/\/>>includeStart\('debug'[\s\S]*?\/\/>>includeEnd\('debug'\);?/g, ''),
      map: null,
    }),
  },
};

export default defineConfig({
  base: './',
  plugins: [
    react(),
    withPolicy,
    withSite,
    withoutEngineDebugChecks,
    // Folder sources only: a glob here writes outside dist.
    viteStaticCopy({
      targets: [
        { src: `${engine}/Build/Workers`, dest: 'cesium' },
        { src: `${engine}/Build/ThirdParty`, dest: 'cesium' },
        { src: `${engine}/Source/Assets`, dest: 'cesium' },
        // What unpacks Draco and KTX2, which a site's meshes are packed with, and I3S whatever it is packed with.
        { src: `${engine}/Source/ThirdParty/draco_decoder.wasm`, dest: 'cesium/ThirdParty' },
        { src: `${engine}/Source/ThirdParty/basis_transcoder.wasm`, dest: 'cesium/ThirdParty' },
      ],
    }),
  ],
  define: { CESIUM_BASE_URL: JSON.stringify('./cesium/') },
  resolve: {
    tsconfigPaths: true,
    // Resium imports `Viewer` from `cesium`, whose widgets need `eval`; the shim keeps them out of the page.
    alias: [{ find: /^cesium$/, replacement: new URL('src/scene/cesiumShim.ts', import.meta.url).pathname }],
  },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // First, or the engine's group takes React and Vite's loader along and the shell waits for all of it.
            { name: 'packages', tags: ['$initial'], test: /node_modules[\\/]|preload-helper/, priority: 1 },
            { name: 'engine', test: /node_modules[\\/](@cesium|cesium|resium)[\\/]/ },
            { name: 'turf', test: /node_modules[\\/](@turf|jsts|polyclip|rbush|sweepline)/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4173', '/tiles': 'http://127.0.0.1:4173' } },
});
