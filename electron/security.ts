import { app, session } from 'electron';

/**
 * The points of Electron's security checklist that hold for the whole process: no permission for any page, no
 * navigation, no new windows, no webview. The rest stands where it belongs: web preferences in window.ts, the
 * sender check in ipc.ts, the content security policy in app-protocol.ts, fuses in electron-builder.yml.
 */
export function hardenProcess(): void {
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** To be called once the app is ready. */
export function denyAllPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.defaultSession.setPermissionCheckHandler(() => false);
}
