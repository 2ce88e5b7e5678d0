import { BrowserWindow, screen } from 'electron';
import path from 'node:path';
import { APP_ORIGIN } from './app-protocol.ts';
import type { WindowMemory } from './window-memory.ts';
import { LEAST_SIZE, placeWindow } from './window-place.ts';

export interface MainWindowOptions {
  /** Closing means closing. */
  readonly isQuitting: () => boolean;
  readonly startsHidden: boolean;
  readonly memory: Pick<WindowMemory, 'place' | 'keepPlace'>;
  /** The window was put away; the server goes on. */
  readonly onHidden: () => void;
}

/** The main window, where it was left. Closing it hides it, so that mail goes on. */
export function createMainWindow({
  isQuitting,
  startsHidden,
  memory,
  onHidden,
}: MainWindowOptions): BrowserWindow {
  const left = memory.place;
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...placeWindow(left, screens),
    minWidth: LEAST_SIZE.width,
    minHeight: LEAST_SIZE.height,
    show: false,
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
    },
  });
  // Maximizing shows a window, so that one that starts hidden has to wait.
  if (left?.isMaximized === true)
    window.once('show', () => {
      window.maximize();
    });
  window.once('ready-to-show', () => {
    if (!startsHidden) window.show();
  });
  window.on('close', (event) => {
    // A hidden one was remembered when it was put away, or was never opened.
    if (window.isVisible())
      memory.keepPlace({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
    if (isQuitting()) return;
    event.preventDefault();
    window.hide();
    onHidden();
  });
  return window;
}

/** `page`: a route of the window; where the window is loaded already, it stays loaded and goes there. */
export function loadMainWindow(window: BrowserWindow, page = '/'): Promise<void> {
  return window.loadURL(`${APP_ORIGIN}/index.html#${page}`);
}

/** Brings the window to the front, however it was put away. */
export function revealWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
