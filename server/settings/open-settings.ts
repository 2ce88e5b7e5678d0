import { dirname, join } from 'node:path';
import { ApiError } from '../contract/problem.ts';
import { problemsOf } from '../contract/problems-of.ts';
import type { Clock } from '../contract/clock.ts';
import type { SettingsFile } from '../contract/database.ts';
import { settingsSchema, type Settings } from '../contract/settings.ts';
import { deepFreeze } from './deep-freeze.ts';
import { Generations } from './generations.ts';
import { loadSettings } from './load-settings.ts';

export interface SettingsPorts {
  readonly file: SettingsFile;
  readonly clock: Clock;
  /** What a first start begins with. */
  readonly defaults: Settings;
}

/** The settings in force: an immutable snapshot in memory that every save replaces as a whole. */
export interface SettingsStore {
  readonly current: Settings;
  /** Grows by one with every save. */
  readonly revision: number;
  readonly notices: readonly string[];
  /** Why settings cannot be changed, or null. */
  readonly readOnlyBecause: string | null;
  /**
   * Checks what `change` makes of the current settings, writes the file and then puts it in force.
   * Throws ApiError `bad-arguments` with the paths, or `unavailable` where the file cannot be written; then
   * nothing has changed.
   */
  update(change: (current: Settings) => unknown): Settings;
  /** Runs after every save. Returns what ends it. */
  onChange(listener: (settings: Settings) => void): () => void;
}

export function openSettings(ports: SettingsPorts): SettingsStore {
  const { file, clock } = ports;
  const generations = new Generations(join(dirname(file.path), 'config.d'));
  const loaded = loadSettings(file, generations, ports.defaults, clock());
  const notices = new Set(loaded.notices);
  const listeners = new Set<(settings: Settings) => void>();
  let current = loaded.settings;
  let revision = 1;

  const save = (settings: Settings): void => {
    file.write(settings);
    try {
      generations.keep(settings, clock());
    } catch (cause) {
      notices.add(`The settings are saved, but no copy of them could be kept: ${messageOf(cause)}`);
    }
  };

  if (!loaded.isSaved && loaded.readOnlyBecause === null) {
    try {
      save(current);
    } catch (cause) {
      notices.add(`The settings file cannot be written: ${messageOf(cause)}`);
    }
  }

  return {
    get current() {
      return current;
    },
    get revision() {
      return revision;
    },
    get notices() {
      return [...notices];
    },
    readOnlyBecause: loaded.readOnlyBecause,
    update(change) {
      if (loaded.readOnlyBecause !== null) throw new ApiError('unavailable', loaded.readOnlyBecause);
      const next = checked(change(current));
      try {
        save(next);
      } catch (cause) {
        throw new ApiError('unavailable', `The settings file cannot be written: ${messageOf(cause)}`);
      }
      current = next;
      revision++;
      for (const listener of [...listeners]) listener(current);
      return current;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function checked(value: unknown): Settings {
  const parsed = settingsSchema.safeParse(value);
  if (parsed.success) return deepFreeze(parsed.data);
  throw new ApiError('bad-arguments', 'These settings cannot be saved', problemsOf(parsed.error));
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
