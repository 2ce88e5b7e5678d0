import { Menu } from 'electron';

/** The menu bar: what each system's users expect of one window, and nothing that reloads or inspects it. */
export function installApplicationMenu(platform: NodeJS.Platform, quit: () => void): void {
  const appMenu: Electron.MenuItemConstructorOptions[] =
    platform === 'darwin'
      ? [
          {
            label: 'Gatepost',
            submenu: [
              { role: 'about' },
              { type: 'separator' },
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              { type: 'separator' },
              { label: 'Quit Gatepost', accelerator: 'Cmd+Q', click: quit },
            ],
          },
        ]
      : [{ label: 'File', submenu: [{ label: 'Quit Gatepost', accelerator: 'Ctrl+Q', click: quit }] }];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...appMenu,
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { role: 'togglefullscreen' },
        ],
      },
      { role: 'windowMenu' },
    ]),
  );
}
