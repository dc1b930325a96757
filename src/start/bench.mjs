import { install } from './install.mjs';

/** Benches are TypeScript of the same tree as the product: Vite runs them as they stand. */
export async function bench(root, args) {
  await install(root);
  const { createServer } = await import('vite');
  const vite = await createServer({
    root,
    configFile: 'vite.server.config.ts',
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    const { main } = await vite.ssrLoadModule('/test/bench/run.ts');
    return await main(args);
  } finally {
    await vite.close();
  }
}
