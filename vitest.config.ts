import { defineConfig } from 'vitest/config';

/** Two kinds of test: on plain Node with real sockets, and through the window in a real Chromium. */
export default defineConfig({
  test: {
    reporters: ['default', './test/helpers/plain-count-reporter.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'node', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**'] },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['./test/e2e/build-once.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          // A browser has processes of its own: two at a time fill two cores.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['server/policy/**'],
      reporter: ['text-summary'],
      thresholds: { branches: 100, functions: 100, lines: 100, statements: 100 },
    },
  },
});
