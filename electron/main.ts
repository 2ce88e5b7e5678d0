import { app, dialog, protocol, type BrowserWindow } from 'electron';
import path from 'node:path';
import { startServer, type GatepostServer } from '../server/app.ts';
import { APP_SCHEME, serveRenderer } from './app-protocol.ts';
import { installApplicationMenu } from './application-menu.ts';
import { chooseFolders } from './folders.ts';
import { connectIpc } from './ipc.ts';
import { askBeforeQuit } from './ask-before-quit.ts';
import { createNotifications, showNotices } from './notifications.ts';
import { denyPermissions, hardenProcess } from './security.ts';
import { electronSettingsFile } from './settings-file.ts';
import { showTray } from './tray/tray.ts';
import { createMainWindow, loadMainWindow, revealWindow } from './window.ts';
import { WindowMemory } from './window-memory.ts';

/**
 * The desktop app: one process that hosts the server and shows its window. Everything that can live in server/
 * does; here is what only Electron can do.
 */

/** Said when the window is closed for the first time. */
const SERVES_ON =
  'The mail server goes on. Its icon is in the tray or menu bar, with its state; there you open the window again or quit.';

let isQuitting = false;
let mainWindow: BrowserWindow | null = null;
let stop: (() => Promise<void>) | null = null;

const folders = chooseFolders(process.argv, app.getPath('userData'));
app.setPath('userData', folders.window);
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
hardenProcess();

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', reveal);
  app.on('activate', reveal);
  // The server runs on in the tray: a listener here keeps Electron from quitting.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', () => {
    isQuitting = true;
  });
  app.on('will-quit', drainBeforeQuit);
  app.whenReady().then(run).catch(fail);
} else {
  app.quit();
}

async function run(): Promise<void> {
  denyPermissions();
  protocol.handle(APP_SCHEME, serveRenderer(path.join(import.meta.dirname, '../renderer')));
  const server = await startServer({
    dataFolder: folders.data,
    openSettingsFile: electronSettingsFile,
    version: app.getVersion(),
    clock: Date.now,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const quit = (): void => {
    quitUnlessKept(server).catch((cause: unknown) => {
      reportFailure('quitting', cause);
    });
  };
  installApplicationMenu(process.platform, { openPage, quit });
  const endIpc = connectIpc(server, () => mainWindow);
  const endTray = showTray(server, { open: reveal, openPage, quit }, reportFailure);
  const isInFront = (): boolean => mainWindow?.isFocused() === true;
  const endNotices = showNotices(server, isInFront, openPage, reportFailure);
  const notifications = createNotifications();
  stop = async () => {
    notifications.dispose();
    endNotices();
    endTray();
    endIpc();
    await server.dispose();
  };
  const memory = new WindowMemory(folders.window);
  mainWindow = createMainWindow({
    isQuitting: () => isQuitting,
    startsHidden: process.argv.includes('--hidden'),
    memory,
    onHidden: () => {
      if (memory.toldThatItServes) return;
      memory.noteToldThatItServes();
      notifications.show(SERVES_ON, reveal);
    },
  });
  await loadMainWindow(mainWindow);
}

function reveal(): void {
  if (mainWindow) revealWindow(mainWindow);
}

function openPage(page: string): void {
  reveal();
  if (mainWindow)
    loadMainWindow(mainWindow, page).catch((cause: unknown) => {
      reportFailure('opening a page', cause);
    });
}

async function quitUnlessKept(server: GatepostServer): Promise<void> {
  if (await askBeforeQuit(server.status().counters.running)) app.quit();
}

/** Quitting waits until sessions are drained and the store is closed; only then does the process end. */
function drainBeforeQuit(event: Electron.Event): void {
  if (!stop) return;
  event.preventDefault();
  const drain = stop;
  stop = null;
  drain().then(() => {
    app.exit(0);
  }, fail);
}

function reportFailure(step: string, cause: unknown): void {
  process.stderr.write(`${step}: ${String(cause)}\n`);
}

function fail(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  dialog.showErrorBox('Gatepost could not start', text);
  app.exit(1);
}
