/**
 * The `electron` module as the main process sees it under the stand-in. Real: Node, the order of events, the
 * cloning of IPC values, the preload's isolated world, Chromium. Recorded: tray, menus, dialogs, notifications, login
 * items.
 * Everything else throws.
 */
import { app } from './app.ts';
import { BrowserWindow, webContents } from './browser-window.ts';
import {
  dialog,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  screen,
  shell,
  Tray,
} from './desktop.ts';
import { ipcMain } from './ipc-main.ts';
import { protocol, session } from './protocol.ts';
import { strict } from './strict.ts';

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
  webContents,
};

// electron-store does `import electron from 'electron'`, and asks for ipcRenderer to learn which process it is in.
// eslint-disable-next-line no-restricted-syntax -- the shape of the module it stands in for
export default strict('electron', {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  ipcRenderer: undefined,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
  webContents,
});
