import type { TestProject } from 'vitest/node';
import { buildWindow } from '../helpers/built-window.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the window that all files of a run share. */
    windowFolder: string;
  }
}

/** Builds the window once for a run of the browser tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const built = await buildWindow();
  project.provide('windowFolder', built.folder);
  return built.remove;
}
