import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { AuditQuery, ChangeRecord } from '../../server/contract/audit.ts';
import { useConsole } from './console-context.tsx';
import { text } from '../text/en.ts';
import { noteChange, noteFailure } from './last-change.ts';

/** The change history, page by page; `fetchNextPage` goes further back. Asked again when something is changed. */
export function useChangeHistory(query: Omit<AuditQuery, 'before' | 'limit'>) {
  const console = useConsole();
  return useInfiniteQuery({
    queryKey: ['audit.list', 'pages', query],
    queryFn: ({ pageParam }) =>
      console.call('audit.list', { ...query, ...(pageParam !== null && { before: pageParam }) }),
    initialPageParam: null as number | null, // TanStack infers the type of the others from it
    getNextPageParam: ({ changes, more }) => (more ? (changes.at(-1)?.id ?? null) : null),
  });
}

/** Takes a change back; the truth bar shows what came of it, and how that is taken back in turn. */
export function useUndo(): (change: ChangeRecord) => Promise<void> {
  const console = useConsole();
  const queries = useQueryClient();
  return async ({ id, summary }) => {
    try {
      const saved = await console.call('audit.undo', id);
      await queries.invalidateQueries({ queryKey: ['audit.list'] });
      const undone = saved.change;
      noteChange(
        text.shell.undone(summary),
        undone === null ? null : () => console.call('audit.undo', undone),
        undone,
      );
    } catch (error) {
      noteFailure(summary, error instanceof Error ? error.message : String(error));
    }
  };
}

/** Says why a change was made. Rejects with the server's reason. */
export function useExplain(): (id: number, reason: string) => Promise<void> {
  const console = useConsole();
  const queries = useQueryClient();
  return async (id, reason) => {
    await console.call('audit.explain', id, reason);
    await queries.invalidateQueries({ queryKey: ['audit.list'] });
  };
}
