import { app, Notification, type BrowserWindow } from 'electron';
import type { GatepostServer } from '../server/app.ts';
import type { Notice } from '../server/contract/services.ts';

/** Windows shows notifications only of the app that its shortcut names: `appId` in electron-builder.yml. */
const APP_ID = 'io.gatepost.app';

/**
 * Shows the server's notices as notifications of the desktop, without a sound, and none to whoever has the window in
 * front: there they are in the header. How many there are is the server's business. Returns what ends it.
 */
export function showNotices(
  server: Pick<GatepostServer, 'on'>,
  currentWindow: () => BrowserWindow | null,
  openPage: (page: string) => void,
): () => void {
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID);
  /** A notification that is garbage hears no click. */
  const shown = new Set<Notification>();

  function show({ text, page }: Notice): void {
    const notification = new Notification({ title: app.getName(), body: text, silent: true });
    const forget = (): void => {
      shown.delete(notification);
    };
    notification.on('click', () => {
      forget();
      openPage(page);
    });
    notification.on('close', forget);
    notification.on('failed', forget);
    shown.add(notification);
    notification.show();
  }

  const unsubscribe = server.on('notice', (notice) => {
    if (Notification.isSupported() && currentWindow()?.isFocused() !== true) show(notice);
  });
  return () => {
    unsubscribe();
    for (const notification of shown) notification.close();
    shown.clear();
  };
}
