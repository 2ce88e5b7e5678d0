import type { SessionSummary } from '../../server/contract/session-log.ts';
import type { TrayFacts } from './tray-state.ts';

const MINUTE_MS = 60_000;
const LONGEST_LABEL = 70;

export interface TrayActions {
  readonly open: () => void;
  /** A route of the window. */
  readonly openPage: (page: string) => void;
  /** Milliseconds from now; null: until it is resumed. */
  readonly pause: (forMs: number | null) => void;
  readonly resume: () => void;
  readonly startAtLogin: (isOn: boolean) => void;
  readonly quit: () => void;
}

export interface TrayMenuFacts extends TrayFacts {
  readonly line: string;
  /** The newest first, at most three. */
  readonly blocked: readonly SessionSummary[];
  readonly startsAtLogin: boolean;
}

/** The menu of the tray: what the office needs without the window. */
export function trayMenu(
  { line, status, blocked, startsAtLogin }: TrayMenuFacts,
  actions: TrayActions,
  time: (milliseconds: number) => string,
): Electron.MenuItemConstructorOptions[] {
  return [
    { id: 'status', label: line, enabled: false },
    { type: 'separator' },
    { id: 'open', label: 'Open Gatepost', click: actions.open },
    {
      id: 'log',
      label: 'Live log',
      click: () => {
        actions.openPage('/log');
      },
    },
    { type: 'separator' },
    status.paused === null
      ? { id: 'pause', label: 'Pause accepting mail', submenu: pauses(actions) }
      : { id: 'resume', label: 'Resume accepting mail', click: actions.resume },
    { type: 'separator' },
    ...blockedItems(blocked, actions, time),
    {
      id: 'login',
      label: 'Start at login',
      type: 'checkbox',
      checked: startsAtLogin,
      click: (item) => {
        actions.startAtLogin(item.checked);
      },
    },
    { type: 'separator' },
    { id: 'quit', label: 'Quit Gatepost (stops the mail server)', click: actions.quit },
  ];
}

function pauses({ pause }: TrayActions): Electron.MenuItemConstructorOptions[] {
  return [
    {
      id: 'pause-15',
      label: 'For 15 minutes',
      click: () => {
        pause(15 * MINUTE_MS);
      },
    },
    {
      id: 'pause-60',
      label: 'For 1 hour',
      click: () => {
        pause(60 * MINUTE_MS);
      },
    },
    {
      id: 'pause-on',
      label: 'Until I resume',
      click: () => {
        pause(null);
      },
    },
  ];
}

function blockedItems(
  blocked: readonly SessionSummary[],
  { openPage }: TrayActions,
  time: (milliseconds: number) => string,
): Electron.MenuItemConstructorOptions[] {
  if (blocked.length === 0) return [];
  return [
    { id: 'blocked', label: 'Blocked last', enabled: false },
    ...blocked.map(({ id, startedAt, sender, ip, refusal }): Electron.MenuItemConstructorOptions => ({
      id: `blocked-${id}`,
      label: shorten(`${time(startedAt)}  ${sender ?? ip}: ${refusal?.reason ?? 'blocked'}`),
      click: () => {
        openPage(`/log?${new URLSearchParams({ session: id, at: String(startedAt) }).toString()}`);
      },
    })),
    { type: 'separator' },
  ];
}

/** Senders write what they like; an ampersand would underline the next letter. */
function shorten(label: string): string {
  const characters = Array.from(label.replace(/\p{C}+/gu, ' '));
  const short =
    characters.length <= LONGEST_LABEL ? characters : [...characters.slice(0, LONGEST_LABEL - 1), '…'];
  return short.join('').replaceAll('&', '&&');
}
