import { useQueryClient } from '@tanstack/react-query';
import type { SetupPreview } from '../../server/contract/settings-calls.ts';
import { ApiError, pathInFirstArgument, type Problem } from '../../server/contract/problem.ts';
import { problemsOf } from '../../server/contract/problems-of.ts';
import { setupDocumentSchema, type SetupDocument } from '../../server/contract/setup-document.ts';
import { saveFile } from '../parts/save-file.ts';
import { serverText } from '../text/en/server.ts';
import { useConsole } from './console-context.tsx';
import { noteChange } from './last-change.ts';

/** A document that was read: what it would change, or what is wrong with it. */
export type Import =
  | { readonly kind: 'ready'; readonly document: SetupDocument; readonly preview: SetupPreview }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

export interface Setup {
  /** Asks the server for the document and hands it to the user as a file. */
  readonly exportTo: (fileName: string) => Promise<void>;
  /** Reads a document and asks the server what it would change. Nothing is changed. */
  readonly preview: (written: string) => Promise<Import>;
  /** Applies it as a whole; rejects with the server's reason, and then nothing is changed. */
  readonly apply: (document: SetupDocument, changes: number) => Promise<void>;
}

export function useSetup(): Setup {
  const console = useConsole();
  const queries = useQueryClient();
  return {
    exportTo: async (fileName) => {
      const document = await console.call('setup.export');
      saveFile(fileName, [`${JSON.stringify(document, null, 2)}\n`], 'json');
    },
    preview: async (written) => {
      const read = readDocument(written);
      if (read.kind === 'refused') return read;
      try {
        const preview = await console.call('setup.preview', read.document);
        return { kind: 'ready', document: read.document, preview };
      } catch (error) {
        return { kind: 'refused', problems: problemsOfFailure(error) };
      }
    },
    apply: async (document, changes) => {
      const { change } = await console.call('setup.apply', document);
      await queries.invalidateQueries();
      const undo = change === null ? null : () => console.call('audit.undo', change);
      noteChange(serverText.setup.done(changes), undo, change);
    },
  };
}

function readDocument(
  written: string,
): { readonly kind: 'read'; readonly document: SetupDocument } | Extract<Import, { kind: 'refused' }> {
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    return { kind: 'refused', problems: [{ path: '', reason: serverText.setup.notJson(because) }] };
  }
  const parsed = setupDocumentSchema.safeParse(value);
  if (parsed.success) return { kind: 'read', document: parsed.data };
  return { kind: 'refused', problems: problemsOf(parsed.error) };
}

/** What the server finds wrong, with the path inside the document. */
export function problemsOfFailure(error: unknown): readonly Problem[] {
  if (error instanceof ApiError && error.failure.problems.length > 0) {
    return error.withPaths(pathInFirstArgument).failure.problems;
  }
  return [{ path: '', reason: error instanceof Error ? error.message : String(error) }];
}
