import Store from 'electron-store';
import type { SettingsFile } from '../server/contract/services.ts';
import type { Settings } from '../server/contract/settings.ts';

/** The settings file through electron-store: the format that the headless host reads and writes through conf. */
export function openSettingsFile(folder: string): SettingsFile {
  const store = new Store<Settings>({ cwd: folder, configFileMode: 0o600, clearInvalidConfig: false });
  return {
    path: store.path,
    read: () => store.store,
    write: (settings) => {
      store.store = settings;
    },
  };
}
