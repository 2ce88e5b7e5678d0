import { useQueryClient } from '@tanstack/react-query';
import type { OptionPath } from '../../server/contract/options.ts';
import type { OptionSettings } from '../../server/contract/settings.ts';
import { useConsole } from './console-context.tsx';
import { noteChange, noteFailure } from './last-change.ts';
import { changeTo, defaultAt, valueAt, type OptionValue } from './option-values.ts';
import { callKey } from './use-call.ts';

/** Gives several options their defaults, as one change that can be taken back. */
export function useResetOptions(): (paths: readonly OptionPath[], what: string) => Promise<void> {
  const console = useConsole();
  const queries = useQueryClient();
  const key = callKey('options.get');

  const setAll = async (paths: readonly OptionPath[], valueOf: (path: OptionPath) => OptionValue) => {
    try {
      for (const path of paths) {
        const { key: option, change } = changeTo(path, valueOf(path));
        await console.call('options.set', option, change);
      }
    } finally {
      await queries.invalidateQueries({ queryKey: key });
    }
  };

  return async (paths, what) => {
    const before = queries.getQueryData<OptionSettings>(key);
    if (!before) return;
    try {
      await setAll(paths, defaultAt);
      noteChange(what, () => setAll(paths, (path) => valueAt(before, path)));
    } catch (error) {
      noteFailure(what, error instanceof Error ? error.message : String(error));
    }
  };
}
