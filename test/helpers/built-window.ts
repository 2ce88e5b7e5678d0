import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type Plugin } from 'vite';

export interface BuiltWindow {
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/** Builds the window as it ships into a folder of its own, so that tests never meet an old one. */
export async function buildWindow(plugins: readonly Plugin[] = []): Promise<BuiltWindow> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gatepost-window-'));
  await inProduction(() =>
    build({
      configFile: false,
      root: fileURLToPath(new URL('../../renderer', import.meta.url)),
      base: './',
      plugins: [react(), ...plugins],
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true, target: 'chrome140' },
    }),
  );
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A test runner sets NODE_ENV, and Vite would follow it: React would be the one for development, half as large again. */
async function inProduction(work: () => Promise<unknown>): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}
