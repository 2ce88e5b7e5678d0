import { existsSync } from 'node:fs';
import path from 'node:path';
import Store from 'electron-store';
import type { SettingsFile } from '../server/contract/database.ts';
import type { Settings } from '../server/contract/settings.ts';

/**
 * The settings file through electron-store: the same file, in the same format, that the headless host reads and
 * writes through conf. Opened anew for each use, so that nothing read earlier is written back.
 */
export function electronSettingsFile(dataFolder: string): SettingsFile {
  const file = path.join(dataFolder, 'config.json');
  const open = (): Store<Settings> =>
    // A broken file is for the server to set aside; the library would empty it.
    new Store<Settings>({ cwd: dataFolder, configFileMode: 0o600, clearInvalidConfig: false });
  return {
    path: file,
    read: () => (existsSync(file) ? open().store : undefined),
    write: (settings) => {
      open().store = settings;
    },
  };
}
