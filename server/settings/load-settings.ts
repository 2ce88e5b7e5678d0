import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { SettingsFile } from '../contract/database.ts';
import type { Settings } from '../contract/settings.ts';
import { deepFreeze } from './deep-freeze.ts';
import type { Generations } from './generations.ts';
import { parseSettings, type ParsedSettings } from './parse-settings.ts';

export interface LoadedSettings {
  readonly settings: Settings;
  /** Whether the file already holds these settings. */
  readonly isSaved: boolean;
  /** Why nothing may be written, or null: a file that is not understood is never written over. */
  readonly readOnlyBecause: string | null;
  /** What the administrator must know of how these settings came about. */
  readonly notices: readonly string[];
}

/**
 * The settings to start with. A broken file is set aside and the newest good generation used; without one the
 * defaults, with every listener closed: ports that nobody confirmed are not opened. Only where there is no trace of
 * earlier settings is it a first start, with `defaults` as they are.
 */
export function loadSettings(
  file: SettingsFile,
  generations: Generations,
  defaults: Settings,
  now: number,
): LoadedSettings {
  const content = readContent(file);
  switch (content.kind) {
    case 'good':
      return {
        settings: content.settings,
        isSaved: content.migratedFrom === null,
        readOnlyBecause: null,
        notices: [],
      };
    case 'absent': {
      if (generations.newestGood() === null)
        return { settings: deepFreeze(defaults), isSaved: false, readOnlyBecause: null, notices: [] };
      return replacement(generations, defaults, 'The settings file is missing.', null);
    }
    case 'newer': {
      const because = `The settings file was written by a later version (layout ${content.schema}). It is left as it is; settings cannot be changed here.`;
      return replacement(generations, defaults, because, because);
    }
    case 'unreadable': {
      const because = `The settings file cannot be read: ${content.reason}. Settings cannot be changed until it can.`;
      return replacement(generations, defaults, because, because);
    }
    case 'bad': {
      const setAside = setFileAside(file.path, now);
      if (setAside === null) {
        const because = `The settings file is damaged (${content.reason}) and could not be set aside. Settings cannot be changed until it is removed.`;
        return replacement(generations, defaults, because, because);
      }
      const because = `The settings file was damaged (${content.reason}) and was set aside as ${setAside}.`;
      return replacement(generations, defaults, because, null);
    }
  }
}

type Content =
  | Exclude<ParsedSettings, { kind: 'bad' }>
  | { readonly kind: 'absent' }
  | { readonly kind: 'bad' | 'unreadable'; readonly reason: string };

function readContent(file: SettingsFile): Content {
  try {
    const raw = file.read();
    if (raw === undefined) return { kind: 'absent' };
    const parsed = parseSettings(raw);
    if (parsed.kind !== 'bad') return parsed;
    const [first] = parsed.problems;
    return { kind: 'bad', reason: first ? `${first.path}: ${first.reason}` : 'no settings in it' };
  } catch (cause) {
    if (cause instanceof SyntaxError) return { kind: 'bad', reason: 'it is not valid JSON' };
    return { kind: 'unreadable', reason: cause instanceof Error ? cause.message : String(cause) };
  }
}

function replacement(
  generations: Generations,
  defaults: Settings,
  because: string,
  readOnlyBecause: string | null,
): LoadedSettings {
  const generation = generations.newestGood();
  if (generation)
    return {
      settings: generation.settings,
      isSaved: false,
      readOnlyBecause,
      notices: [`${because} The last good settings (${generation.name}) are in use.`],
    };
  const listeners = defaults.listeners.map((listener) => ({ ...listener, enabled: false }));
  return {
    settings: deepFreeze({ ...defaults, listeners }),
    isSaved: false,
    readOnlyBecause,
    notices: [
      `${because} No earlier settings were found: the defaults are in use, and no port is opened until you enable it.`,
    ],
  };
}

/** Renames the file; answers its new name, or null where it had to stay. */
function setFileAside(path: string, now: number): string | null {
  const stamp = new Date(now).toISOString().replace(/[-:.]/g, '');
  const name = basename(path).replace(/(\.json)?$/, `.bad-${stamp}.json`);
  const target = join(dirname(path), name);
  try {
    renameSync(path, target);
    return name;
  } catch {
    return copyAside(path, target) ? name : null;
  }
}

/** On Windows another program that has the file open forbids to rename it, yet not to copy it. */
function copyAside(path: string, target: string): boolean {
  try {
    copyFileSync(path, target);
    rmSync(path, { force: true });
    return true;
  } catch {
    return false;
  }
}
