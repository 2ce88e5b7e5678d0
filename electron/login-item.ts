import { app } from 'electron';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Started at login, Gatepost stays in the tray. */
const HIDDEN = '--hidden';

export async function startsAtLogin(): Promise<boolean> {
  if (process.platform !== 'linux') return app.getLoginItemSettings({ args: [HIDDEN] }).openAtLogin;
  return access(autostartFile()).then(
    () => true,
    () => false,
  );
}

export async function setStartsAtLogin(isOn: boolean): Promise<void> {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: isOn, args: [HIDDEN] });
    return;
  }
  // Electron has no login items on Linux; desktops read this folder (Desktop Application Autostart Specification).
  const file = autostartFile();
  if (!isOn) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, autostartEntry());
}

function autostartFile(): string {
  return path.join(app.getPath('appData'), 'autostart', 'gatepost.desktop');
}

function autostartEntry(): string {
  const program = [process.execPath, ...(app.isPackaged ? [] : [app.getAppPath()]), HIDDEN];
  const command = program.map((word) => `"${word.replace(/["`$\\]/g, '\\$&')}"`).join(' ');
  return ['[Desktop Entry]', 'Type=Application', `Name=${app.getName()}`, `Exec=${command}`, ''].join('\n');
}
