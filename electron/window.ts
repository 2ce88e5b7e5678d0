import { BrowserWindow } from 'electron';
import path from 'node:path';
import { APP_ORIGIN } from './app-protocol.ts';

/** The main window. Closing it hides it, so that mail goes on; `isQuitting` says when closing means closing. */
export function createMainWindow(isQuitting: () => boolean, startsHidden: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1180,
    height: 800,
    minWidth: 900,
    minHeight: 600,
    show: false,
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
    },
  });
  window.once('ready-to-show', () => {
    if (!startsHidden) window.show();
  });
  window.on('close', (event) => {
    if (isQuitting()) return;
    event.preventDefault();
    window.hide();
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
