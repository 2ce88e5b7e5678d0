import { isDeepStrictEqual } from 'node:util';
import type { Settings } from '../contract/settings.ts';
import type { ConsolePorts, ListsChange } from './console-ports.ts';
import { atFirstArgument } from './settings-handlers.ts';

/**
 * Saves settings and lists together, or nothing. The settings are written first, because they alone can be put back
 * with certainty when the directory's transaction fails; neither is in force before both are saved.
 */
export async function applyTogether(
  after: Settings,
  lists: ListsChange,
  { settings, directory }: Pick<ConsolePorts, 'settings' | 'directory'>,
): Promise<void> {
  const before = settings.current;
  const isChanged = !isDeepStrictEqual(after, before);
  if (isChanged) atFirstArgument(() => settings.update(() => after));
  try {
    await directory.replace(lists);
  } catch (error) {
    if (isChanged) settings.update(() => before);
    throw error;
  }
}
