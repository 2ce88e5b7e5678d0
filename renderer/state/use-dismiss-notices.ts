import { useQueryClient } from '@tanstack/react-query';
import type { Notice } from '../../server/contract/notices.ts';
import { text } from '../text/en.ts';
import { useConsole } from './console-context.tsx';
import { noteFailure } from './last-change.ts';
import { callKey } from './use-call.ts';

/** Puts notices away. They leave the list at once, and come back where the server refuses. */
export function useDismissNotices(): (notices: readonly Notice[]) => void {
  const console = useConsole();
  const queries = useQueryClient();
  const key = callKey('notices.list');
  const dismiss = async (ids: number[]) => {
    queries.setQueryData<readonly Notice[]>(key, (shown) => shown?.filter(({ id }) => !ids.includes(id)));
    try {
      await console.call('notices.dismiss', ids);
    } catch (error) {
      noteFailure(text.shell.notices.notDismissed, error instanceof Error ? error.message : String(error));
    }
    await queries.invalidateQueries({ queryKey: key });
  };
  return (notices) => void dismiss(notices.map(({ id }) => id));
}
