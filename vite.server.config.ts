import { defineConfig } from 'vite';

/** The programs that run under Node: server, fleet, builder and their workers; packages stay outside. */
export default defineConfig({
  publicDir: false,
  resolve: { tsconfigPaths: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: '.build',
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        server: 'src/server/main.ts',
        fleet: 'src/server/fleet/main.ts',
        databaseWorker: 'src/server/database/worker.ts',
        city: 'src/builder/main.ts',
      },
      output: { entryFileNames: '[name].mjs' },
    },
  },
});
