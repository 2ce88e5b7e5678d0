import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import type { GatepostServer } from '../server/app.ts';
import { isAppUrl } from './app-protocol.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from './channels.ts';
import { EVENT_NAMES } from '../server/contract/api.ts';

/** Carries the console's API over IPC: calls in, events out to the window that exists then. Returns what ends it. */
export function connectIpc(server: GatepostServer, currentWindow: () => BrowserWindow | null): () => void {
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, args: unknown) => {
    refuseForeignSender(event);
    return server.call(name, args);
  });
  const unsubscribe = EVENT_NAMES.map((name) =>
    server.on(name, (payload) => {
      const window = currentWindow();
      if (window && !window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, name, payload);
    }),
  );
  return () => {
    ipcMain.removeHandler(CALL_CHANNEL);
    for (const end of unsubscribe) end();
  };
}

function refuseForeignSender(event: IpcMainInvokeEvent): void {
  if (!isAppUrl(event.senderFrame?.url ?? '')) throw new Error('refused: not sent by the Gatepost window');
}
