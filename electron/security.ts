import { app, session } from 'electron';
import { isAppUrl } from './app-protocol.ts';

/**
 * The points of Electron's security checklist that hold for the whole process: no navigation, no new windows, no
 * webview, no permission but one for the window's own page. The rest stands where it belongs: web preferences in
 * window.ts, the sender check in ipc.ts, the content security policy in app-protocol.ts, fuses in
 * electron-builder.yml.
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

/** The window's Copy buttons write text to the clipboard; it asks for nothing else. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';

/** To be called once the app is ready. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permission === ALLOWED_PERMISSION && isAppUrl(contents.getURL()));
  });
  session.defaultSession.setPermissionCheckHandler((_contents, permission, origin) => {
    return permission === ALLOWED_PERMISSION && isAppUrl(`${origin}/`);
  });
}
