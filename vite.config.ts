import react from '@vitejs/plugin-react';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type EnvironmentOptions } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Not bundled: what the runtime provides, and the one native module, which ships beside the bundle. */
const external = [...builtinModules, /^node:/, 'electron', /^@node-rs\/argon2/];

/** A bundle for Node: the Electron main process, its preload, the headless host. */
function nodeEnvironment(
  outDir: string,
  input: Record<string, string>,
  format: 'es' | 'cjs',
): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: {
      noExternal: true,
      external: ['electron'],
      // Not `import`: a library that is required must get its CommonJS side, or a function of it is an object.
      conditions: ['node', 'module', 'default'],
    },
    build: {
      outDir: here(outDir),
      emptyOutDir: true,
      copyPublicDir: false,
      ssr: true,
      target: 'node24',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input,
        external,
        output: { format, entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js' },
      },
    },
  };
}

/** The threads that the server starts, each from a file of its own beside the bundle. */
const workers = {
  worker: here('./server/store/worker.ts'),
  'log-worker': here('./server/log/history/log-worker.ts'),
  'what-if-worker': here('./server/what-if/what-if-worker.ts'),
};

export default defineConfig({
  root: here('./renderer'),
  base: './',
  plugins: [react()],
  environments: {
    client: {
      build: { outDir: here('./out/renderer'), emptyOutDir: true, target: 'chrome140', sourcemap: true },
    },
    main: nodeEnvironment('./out/main', { main: here('./electron/main.ts'), ...workers }, 'es'),
    // A sandboxed preload cannot be an ES module.
    preload: nodeEnvironment('./out/preload', { preload: here('./electron/preload.ts') }, 'cjs'),
    headless: nodeEnvironment('./out/headless', { headless: here('./server/headless.ts'), ...workers }, 'es'),
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
    },
  },
});
