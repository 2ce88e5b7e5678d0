import { app, Notification } from 'electron';
import type { GatepostServer } from '../server/app.ts';
import { askServer } from './ask-server.ts';

/** Windows shows notifications only of the app that its shortcut names: `appId` in electron-builder.yml. */
const APP_ID = 'io.gatepost.app';
const TURN_OFF = 'Turn these off';

export interface Notifications {
  /** Without a sound; `onClick` is what a click leads to. */
  readonly show: (text: string, onClick: () => void) => void;
  readonly dispose: () => void;
}

/** Notifications of the desktop, where it has any. */
export function createNotifications(): Notifications {
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID);
  /** A notification that is garbage hears no click. */
  const shown = new Set<Notification>();
  return {
    show: (text, onClick) => {
      if (Notification.isSupported()) present(shown, text, onClick, null);
    },
    dispose: () => {
      for (const notification of shown) notification.close();
      shown.clear();
    },
  };
}

/**
 * Shows the server's loud notices, with the switch that turns them off; which and how often is the server's business.
 * None to whoever has the window in front: there they are in the header. Returns what ends it.
 */
export function showNotices(
  server: Pick<GatepostServer, 'onAlert' | 'call'>,
  isInFront: () => boolean,
  openPage: (page: string) => void,
  reportError: (step: string, cause: unknown) => void,
): () => void {
  const shown = new Set<Notification>();
  const turnOff = (): void => {
    askServer(server, 'settings.set', { notices: { desktop: false } }).catch((cause: unknown) => {
      reportError('turning notifications off', cause);
    });
  };
  const unsubscribe = server.onAlert((notices) => {
    const newest = notices.at(-1);
    if (!newest || !Notification.isSupported() || (isInFront() && newest.code !== 'test')) return;
    const others = notices.length - 1;
    const text = others === 0 ? newest.text : `${newest.text} And ${String(others)} more.`;
    present(
      shown,
      text,
      () => {
        openPage(newest.page);
      },
      turnOff,
    );
  });
  return () => {
    unsubscribe();
    for (const notification of shown) notification.close();
    shown.clear();
  };
}

/** Buttons are shown by macOS alone; elsewhere the page behind the click leads to the switch. */
function present(
  shown: Set<Notification>,
  text: string,
  onClick: () => void,
  turnOff: (() => void) | null,
): void {
  const actions = turnOff === null ? [] : [{ type: 'button' as const, text: TURN_OFF }];
  const notification = new Notification({ title: app.getName(), body: text, silent: true, actions });
  const forget = (): void => {
    shown.delete(notification);
  };
  notification.on('click', () => {
    forget();
    onClick();
  });
  notification.on('action', () => {
    forget();
    turnOff?.();
  });
  notification.on('close', forget);
  notification.on('failed', forget);
  shown.add(notification);
  notification.show();
}
