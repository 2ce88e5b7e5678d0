import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { sharedWindow } from './shared-window.ts';
import { startWindowBench, type OpenedWindow, type WindowBench } from '../helpers/opened-window.ts';

/** A browser for the tests of one file. The window that a test opens is closed after it, and must be without faults. */
export function useWindowBench(): Pick<WindowBench, 'open'> {
  let bench: WindowBench;
  let opened: OpenedWindow | null = null;
  beforeAll(async () => {
    bench = await startWindowBench(sharedWindow());
  });
  afterAll(() => bench.dispose());
  afterEach(async () => {
    const faults = opened?.faults ?? [];
    await opened?.close();
    opened = null;
    expect(faults).toEqual([]);
  });
  return {
    open: async (...scenario) => {
      opened = await bench.open(...scenario);
      return opened;
    },
  };
}
