import type { PolicySnapshot } from '../contract/directory-view.ts';
import type { OpenDirectory } from '../directory/open-directory.ts';
import type { SettingsStore } from '../settings/open-settings.ts';

/**
 * The policy that sessions see: settings and directory as they were when the last change was complete. While a
 * setup document is being applied, no message sees half of it.
 */
export class PolicyInForce {
  readonly #settings: SettingsStore;
  readonly #directory: OpenDirectory;
  #snapshot: PolicySnapshot;
  #settingsRevision: number;

  constructor(settings: SettingsStore, directory: OpenDirectory) {
    this.#settings = settings;
    this.#directory = directory;
    this.#settingsRevision = settings.revision;
    this.#snapshot = this.#take();
  }

  get current(): PolicySnapshot {
    return this.#snapshot;
  }

  /** From now on, what has been saved. */
  refresh(): void {
    this.#settingsRevision = this.#settings.revision;
    this.#snapshot = this.#take();
  }

  /** From now on, what the directory has saved by itself; settings that are being changed wait for `refresh`. */
  refreshDirectory(): void {
    this.#snapshot = this.#take(this.#snapshot.settings);
  }

  #take(settings = this.#settings.current): PolicySnapshot {
    const directory = this.#directory.view();
    // Both only grow, so that the sum does with every change of either.
    return { revision: this.#settingsRevision + directory.revision, settings, directory };
  }
}
