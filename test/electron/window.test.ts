import { describe, expect, test, vi } from 'vitest';
import { createMainWindow } from '../../electron/window.ts';
import type { WindowPlace } from '../../electron/window-place.ts';
import type { BrowserWindow } from '../helpers/fake-electron-window.ts';

vi.mock('electron', () => import('../helpers/fake-electron-window.ts'));

const MAXIMIZED: WindowPlace = {
  bounds: { x: 10, y: 10, width: 1000, height: 700 },
  isMaximized: true,
};

function open({ startsHidden, isQuitting = false }: { startsHidden: boolean; isQuitting?: boolean }) {
  const kept: WindowPlace[] = [];
  const made: unknown = createMainWindow({
    startsHidden,
    isQuitting: () => isQuitting,
    memory: { place: MAXIMIZED, keepPlace: (place) => kept.push(place) },
    onHidden: () => undefined,
  });
  const window = made as BrowserWindow; // the mock above
  window.emit('ready-to-show');
  return { window, kept };
}

describe('a window that was left maximized', () => {
  test('is so again when it is opened', () => {
    const { window } = open({ startsHidden: false });
    expect([window.isShown, window.isLarge]).toEqual([true, true]);
  });

  test('stays hidden where the program starts hidden, and is maximized when it is opened', () => {
    const { window } = open({ startsHidden: true });
    expect(window.isShown).toBe(false);
    window.show();
    expect(window.isLarge).toBe(true);
  });

  test('is remembered as it was left where it was never opened', () => {
    const { window, kept } = open({ startsHidden: true, isQuitting: true });
    window.close();
    expect(kept).toEqual([]);
  });

  test('is remembered as it is when the program ends', () => {
    const { window, kept } = open({ startsHidden: false, isQuitting: true });
    window.close();
    expect(kept).toEqual([MAXIMIZED]);
  });
});
