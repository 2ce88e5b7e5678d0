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
  await build({
    configFile: false,
    root: fileURLToPath(new URL('../../renderer', import.meta.url)),
    base: './',
    plugins: [react(), ...plugins],
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, target: 'chrome140' },
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
