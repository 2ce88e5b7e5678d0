import { useQueryClient } from '@tanstack/react-query';
import { describeOption, type OptionPath } from '../../server/contract/options.ts';
import type { OptionSettings } from '../../server/contract/settings.ts';
import { text } from '../text/en.ts';
import { useConsole } from './console-context.tsx';
import { noteChange } from './last-change.ts';
import { setOptionFailure } from './option-failures.ts';
import { changeTo, valueAt, withValue, type OptionValue } from './option-values.ts';
import { callKey, useCall } from './use-call.ts';

/** The options in force; undefined until the server has answered. */
export function useOptions(): OptionSettings | undefined {
  return useCall('options.get').data;
}

/**
 * Sets options. The window shows the new value at once; where the server refuses, the value goes back and the
 * reason stands beside it.
 */
export function useSetOption(): (path: OptionPath, value: OptionValue) => Promise<void> {
  const console = useConsole();
  const queries = useQueryClient();
  const key = callKey('options.get');

  const show = (path: OptionPath, value: OptionValue) => {
    queries.setQueryData<OptionSettings>(key, (shown) => shown && withValue(shown, path, value));
  };
  const set = async (path: OptionPath, value: OptionValue) => {
    const before = queries.getQueryData<OptionSettings>(key);
    if (!before) return null;
    await queries.cancelQueries({ queryKey: key });
    show(path, value);
    try {
      const { key: option, change } = changeTo(path, value);
      const saved = await console.call('options.set', option, change);
      setOptionFailure(path, null);
      return saved.change;
    } catch (error) {
      show(path, valueAt(before, path));
      setOptionFailure(path, error instanceof Error ? error.message : String(error));
      throw error;
    }
  };

  return async (path, value) => {
    const before = queries.getQueryData<OptionSettings>(key);
    if (!before) return;
    const previous = valueAt(before, path);
    let made: number | null;
    try {
      made = await set(path, value);
    } catch {
      return; // shown beside the option
    }
    const label = describeOption(path).label;
    const undo = async () => {
      if (made === null) return set(path, previous);
      await console.call('audit.undo', made);
      return queries.invalidateQueries({ queryKey: key });
    };
    noteChange(text.options.nowIs(label, value), undo, made);
  };
}
