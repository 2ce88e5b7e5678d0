import { useEffect, useRef, useState } from 'react';
import type { ExportFormat } from '../../server/contract/log-history.ts';
import { saveFile } from '../parts/save-file.ts';
import { useConsole } from './console-context.tsx';
import { exportAll, exportName } from './log-export.ts';
import { queryOf, type LogFilter } from './log-filter.ts';

export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly sessions: number }
  /** `backTo`: where it ended although there are older ones; milliseconds since 1970. */
  | {
      readonly kind: 'done';
      readonly sessions: number;
      readonly fileName: string;
      readonly backTo: number | null;
    }
  | { readonly kind: 'failed'; readonly because: string };

export interface LogExporter {
  readonly state: ExportState;
  /** `most`: sessions. */
  readonly start: (format: ExportFormat, most: number) => Promise<void>;
  /** Saves what there is. */
  readonly stop: () => void;
}

/** Exports what a filter lets pass to a file of the user's. Nothing is saved once the dialog is gone. */
export function useLogExport(filter: LogFilter): LogExporter {
  const console = useConsole();
  const [state, setState] = useState<ExportState>({ kind: 'idle' });
  const isStopped = useRef(false);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);

  const start = async (format: ExportFormat, most: number) => {
    isStopped.current = false;
    setState({ kind: 'running', sessions: 0 });
    try {
      const now = new Date();
      const file = await exportAll(queryOf(filter, now.getTime()), format, most, {
        ask: (query, wanted) => console.call('log.export', query, wanted),
        onProgress: (sessions) => {
          setState({ kind: 'running', sessions });
        },
        isStopped: () => isStopped.current || isGone.current,
      });
      if (isGone.current) return;
      const fileName = exportName(format, now);
      if (file.sessions > 0) saveFile(fileName, file.parts, format);
      setState({ kind: 'done', sessions: file.sessions, fileName, backTo: file.more?.startedAt ?? null });
    } catch (error) {
      setState({ kind: 'failed', because: error instanceof Error ? error.message : String(error) });
    }
  };
  return {
    state,
    start,
    stop: () => {
      isStopped.current = true;
    },
  };
}
