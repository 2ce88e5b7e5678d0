import { app, Menu } from 'electron';

export interface MenuActions {
  /** A route of the window. */
  readonly openPage: (page: string) => void;
  readonly quit: () => void;
}

/** What is opened most; the keys are those of the window, which hears them itself. */
const PAGES = [
  { label: 'Dashboard', page: '/dashboard', key: '1' },
  { label: 'Live log', page: '/log', key: '2' },
  { label: 'SMTP Authentication', page: '/smtp-authentication', key: '3' },
  { label: 'White list', page: '/white-list', key: '4' },
  { label: 'Dynamic Screen', page: '/dynamic-screen', key: '5' },
] as const;

/** The menu bar: what each system's users expect of one window, and nothing that reloads or inspects it. */
export function installApplicationMenu(platform: NodeJS.Platform, actions: MenuActions): void {
  const isMac = platform === 'darwin';
  app.setAboutPanelOptions({
    applicationName: app.getName(),
    applicationVersion: app.getVersion(),
    copyright: 'A mail server for small offices that knows who is sending.',
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      isMac ? macAppMenu(actions) : fileMenu(actions),
      { role: 'editMenu' },
      {
        label: '&View',
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
        ],
      },
      { label: '&Go', submenu: PAGES.map((page) => pageItem(page, actions)) },
      { role: 'windowMenu' },
      ...(isMac ? [] : [{ label: '&Help', submenu: [{ label: 'About Gatepost', role: 'about' as const }] }]),
    ]),
  );
}

function macAppMenu({ quit }: MenuActions): Electron.MenuItemConstructorOptions {
  return {
    label: app.getName(),
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { label: 'Quit Gatepost', accelerator: 'Cmd+Q', click: quit },
    ],
  };
}

function fileMenu({ quit }: MenuActions): Electron.MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      { role: 'close', label: 'Close window' },
      { label: 'Quit Gatepost', accelerator: 'Ctrl+Q', click: quit },
    ],
  };
}

function pageItem(
  { label, page, key }: (typeof PAGES)[number],
  { openPage }: MenuActions,
): Electron.MenuItemConstructorOptions {
  return {
    label,
    accelerator: `CmdOrCtrl+${key}`,
    registerAccelerator: false,
    click: () => {
      openPage(page);
    },
  };
}
