import { Menu, nativeTheme, powerMonitor, Tray } from 'electron';
import type { GatepostServer } from '../../server/app.ts';
import { askServer } from '../ask-server.ts';
import { setStartsAtLogin, startsAtLogin } from '../login-item.ts';
import { trayIcon } from './tray-icon.ts';
import { trayMenu, type TrayActions } from './tray-menu.ts';
import { describeTray, type TrayFacts, type TrayState } from './tray-state.ts';

/** Sessions come and go many times a second; nobody reads a tooltip that fast. */
const REDRAW_MS = 500;
/** The queue and the disk change without anybody telling. */
const LOOK_AGAIN_MS = 30_000;

export type WindowActions = Pick<TrayActions, 'open' | 'openPage' | 'quit'>;

/** The icon by which the office sees that mail is served while the window is hidden. Returns what ends it. */
export function showTray(
  server: GatepostServer,
  window: WindowActions,
  reportError: (step: string, cause: unknown) => void,
): () => void {
  let shown: TrayState = describeTray({ status: server.status(), health: null }, timeOfDay).state;
  const tray = new Tray(trayIcon(shown));
  tray.on('click', window.open);
  let timer: NodeJS.Timeout | null = null;
  let isEnded = false;

  const run = (step: string, work: Promise<unknown>): void => {
    work.then(
      () => {
        redrawSoon();
      },
      (cause: unknown) => {
        reportError(step, cause);
      },
    );
  };
  const actions: TrayActions = {
    ...window,
    pause: (forMs) => {
      run('pausing', askServer(server, 'server.pause', forMs === null ? null : Date.now() + forMs));
    },
    resume: () => {
      run('resuming', askServer(server, 'server.resume'));
    },
    startAtLogin: (isOn) => {
      run('starting at login', setStartsAtLogin(isOn));
    },
  };

  async function redraw(): Promise<void> {
    const [health, page, atLogin] = await Promise.all([
      askServer(server, 'health.get'),
      askServer(server, 'log.search', { result: 'blocked', limit: 3 }),
      startsAtLogin(),
    ]);
    if (isEnded) return;
    const facts: TrayFacts = { status: server.status(), health };
    const { state, line } = describeTray(facts, timeOfDay);
    shown = state;
    tray.setImage(trayIcon(state));
    tray.setToolTip(`Gatepost: ${line}`);
    const menu = { ...facts, line, blocked: page.sessions.slice(0, 3), startsAtLogin: atLogin };
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(menu, actions, timeOfDay)));
  }

  function redrawSoon(): void {
    if (isEnded) return;
    timer ??= setTimeout(() => {
      timer = null;
      redraw().catch((cause: unknown) => {
        reportError('drawing the tray', cause);
      });
    }, REDRAW_MS);
  }

  const followTheme = (): void => {
    tray.setImage(trayIcon(shown));
  };
  nativeTheme.on('updated', followTheme);
  powerMonitor.on('resume', redrawSoon);
  const unsubscribe = [server.on('changed', redrawSoon), server.on('counters', redrawSoon)];
  const lookAgain = setInterval(redrawSoon, LOOK_AGAIN_MS);
  redraw().catch((cause: unknown) => {
    reportError('drawing the tray', cause);
  });
  return () => {
    isEnded = true;
    clearInterval(lookAgain);
    if (timer) clearTimeout(timer);
    nativeTheme.off('updated', followTheme);
    powerMonitor.off('resume', redrawSoon);
    for (const end of unsubscribe) end();
    tray.destroy();
  };
}

function timeOfDay(milliseconds: number): string {
  return new Date(milliseconds).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
