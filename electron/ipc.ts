import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { chooseEvents, type GatepostServer } from '../server/app.ts';
import { eventNamesSchema } from '../server/contract/events.ts';
import { userName } from './user-name.ts';
import { isAppUrl } from './app-protocol.ts';
import { CALL_CHANNEL, CHOICE_CHANNEL, EVENT_CHANNEL } from './channels.ts';

/**
 * Carries the console's API over IPC: calls in, and out the events that the window of that moment has chosen. Returns
 * what ends it.
 */
export function connectIpc(server: GatepostServer, currentWindow: () => BrowserWindow | null): () => void {
  const { choose } = chooseEvents(server.on, (name, payload) => {
    const window = currentWindow();
    if (window && !window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, name, payload);
  });
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, args: unknown) => {
    refuseForeignSender(event);
    return server.call(name, args, `${userName()} on this computer`);
  });
  ipcMain.handle(CHOICE_CHANNEL, (event, names: unknown) => {
    refuseForeignSender(event);
    choose(eventNamesSchema.parse(names));
  });
  return () => {
    ipcMain.removeHandler(CALL_CHANNEL);
    ipcMain.removeHandler(CHOICE_CHANNEL);
    choose([]);
  };
}

function refuseForeignSender(event: IpcMainInvokeEvent): void {
  if (!isAppUrl(event.senderFrame?.url ?? '')) throw new Error('refused: not sent by the Gatepost window');
}
