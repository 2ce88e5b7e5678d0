import { useQueryClient } from '@tanstack/react-query';
import type { OptionPath } from '../../server/contract/options.ts';
import type { OptionSettings } from '../../server/contract/settings.ts';
import { noteFailure } from './last-change.ts';
import { changeTo, defaultAt, valueAt, type OptionValue } from './option-values.ts';
import { useChange, type Step } from './use-change.ts';
import { callKey } from './use-call.ts';

/** Gives several options their defaults, as one change of the window that can be taken back. */
export function useResetOptions(): (paths: readonly OptionPath[], what: string) => Promise<void> {
  const queries = useQueryClient();
  const change = useChange();
  const queryKey = callKey('options.get');
  return async (paths, what) => {
    const before = queries.getQueryData<OptionSettings>(queryKey);
    const [run, ...also] = paths.map((path) => stepTo(path, defaultAt(path)));
    if (!before || !run) return;
    const undo = paths.map((path) => stepTo(path, valueAt(before, path)));
    try {
      await change({ text: what, run, also, undo, shownBy: 'options.get' });
    } catch (error) {
      noteFailure(what, error instanceof Error ? error.message : String(error));
      // Some of them may have their defaults already.
      await queries.invalidateQueries({ queryKey });
    }
  };
}

function stepTo(path: OptionPath, value: OptionValue): Step {
  const { key, change } = changeTo(path, value);
  return ['options.set', key, change];
}
