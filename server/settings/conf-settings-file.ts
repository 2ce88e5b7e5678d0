import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import type { SettingsFile } from '../contract/database.ts';
import type { Settings } from '../contract/settings.ts';

/**
 * `config.json` in the data folder, in the very format of electron-store, which is `conf` underneath: the desktop
 * app and the headless host read each other's settings. Opened anew for each use, so that nothing read earlier
 * is written back.
 */
export function confSettingsFile(dataFolder: string): SettingsFile {
  const path = join(dataFolder, 'config.json');
  const open = (): Conf<Settings> =>
    new Conf<Settings>({
      cwd: dataFolder,
      configName: 'config',
      // It holds the logins of smart hosts and sharing hosts.
      configFileMode: 0o600,
      // A broken file is for open-settings.ts to set aside; conf would empty it.
      clearInvalidConfig: false,
    });
  return {
    path,
    read: () => (existsSync(path) ? open().store : undefined),
    write: (settings) => {
      open().store = settings;
    },
  };
}
