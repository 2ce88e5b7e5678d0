import { app, Menu, nativeImage, Tray } from 'electron';
import type { ServerStatus } from '../server/contract/api.ts';
import attentionIcon from './assets/tray-attention.png?inline';
import runningIcon from './assets/tray-running.png?inline';

export interface TrayActions {
  readonly open: () => void;
  readonly quit: () => void;
}

/** The icon by which the office sees that mail is served while the window is hidden. */
export interface StatusTray {
  show(status: ServerStatus): void;
  dispose(): void;
}

export function createTray(actions: TrayActions): StatusTray {
  const tray = new Tray(nativeImage.createFromDataURL(runningIcon));
  tray.on('click', actions.open);
  const show = (status: ServerStatus | null): void => {
    const { line, needsAttention } = describeStatus(status);
    tray.setImage(nativeImage.createFromDataURL(needsAttention ? attentionIcon : runningIcon));
    tray.setToolTip(`Gatepost: ${line}`);
    tray.setContextMenu(Menu.buildFromTemplate(menuTemplate(line, actions)));
  };
  show(null);
  return {
    show,
    dispose: () => {
      tray.destroy();
    },
  };
}

function menuTemplate(line: string, actions: TrayActions): Electron.MenuItemConstructorOptions[] {
  const { openAtLogin } = app.getLoginItemSettings();
  return [
    { id: 'status', label: line, enabled: false },
    { type: 'separator' },
    { id: 'open', label: 'Open Gatepost', click: actions.open },
    {
      id: 'login',
      label: 'Start at login',
      type: 'checkbox',
      checked: openAtLogin,
      click: (item) => {
        app.setLoginItemSettings({ openAtLogin: item.checked, args: ['--hidden'] });
      },
    },
    { type: 'separator' },
    { id: 'quit', label: 'Quit Gatepost (stops the mail server)', click: actions.quit },
  ];
}

/** The status in a few words, and whether somebody should look. */
export function describeStatus(status: ServerStatus | null): {
  readonly line: string;
  readonly needsAttention: boolean;
} {
  if (!status) return { line: 'starting', needsAttention: false };
  if (status.storage.state !== 'ok') return { line: 'stopped: storage failed', needsAttention: true };
  const open = status.listeners.filter(({ state }) => state === 'listening' || state === 'fallback');
  const failed = status.listeners.filter(({ state }) => state === 'failed');
  if (open.length === 0) return { line: 'no port is open', needsAttention: true };
  const running = status.counters.running;
  const sessions = `${String(running)} ${running === 1 ? 'session' : 'sessions'}`;
  if (failed.length === 0) return { line: `running, ${sessions}`, needsAttention: false };
  return { line: `running, but ${failed.map(({ name }) => name).join(', ')} failed`, needsAttention: true };
}
