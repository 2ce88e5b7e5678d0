import { app, dialog, protocol, type BrowserWindow } from 'electron';
import path from 'node:path';
import { startServer, type GatepostServer } from '../server/app.ts';
import { APP_SCHEME, serveRenderer } from './app-protocol.ts';
import { installApplicationMenu } from './application-menu.ts';
import { chooseFolders } from './folders.ts';
import { connectIpc } from './ipc.ts';
import { showNotices } from './notifications.ts';
import { denyPermissions, hardenProcess } from './security.ts';
import { electronSettingsFile } from './settings-file.ts';
import { createTray } from './tray.ts';
import { createMainWindow, loadMainWindow, revealWindow } from './window.ts';

/**
 * The desktop app: one process that hosts the server and shows its window. Everything that can live in server/
 * does; here is what only Electron can do.
 */

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
  installApplicationMenu(process.platform, quit);
  const server = await startServer({
    dataFolder: folders.data,
    openSettingsFile: electronSettingsFile,
    version: app.getVersion(),
    clock: Date.now,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const endIpc = connectIpc(server, () => mainWindow);
  const endTray = followStatusInTray(server);
  const endNotices = showNotices(server, () => mainWindow, openPage);
  stop = async () => {
    endNotices();
    endTray();
    endIpc();
    await server.dispose();
  };
  mainWindow = createMainWindow(() => isQuitting, process.argv.includes('--hidden'));
  await loadMainWindow(mainWindow);
}

function followStatusInTray(server: GatepostServer): () => void {
  const tray = createTray({ open: reveal, quit });
  const refresh = (): void => {
    tray.show(server.status());
  };
  refresh();
  const unsubscribe = server.on('changed', ({ what }) => {
    if (what.includes('status')) refresh();
  });
  return () => {
    unsubscribe();
    tray.dispose();
  };
}

function reveal(): void {
  if (mainWindow) revealWindow(mainWindow);
}

function openPage(page: string): void {
  reveal();
  if (mainWindow) loadMainWindow(mainWindow, page).catch(reportFailure);
}

function quit(): void {
  app.quit();
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

function reportFailure(error: unknown): void {
  process.stderr.write(`opening a page: ${String(error)}\n`);
}

function fail(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  dialog.showErrorBox('Gatepost could not start', text);
  app.exit(1);
}
