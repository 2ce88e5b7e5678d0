import { useQueryClient } from '@tanstack/react-query';
import type { CallName, CallResult, Calls } from '../../server/contract/api.ts';
import { useConsole } from './console-context.tsx';
import { noteChange } from './last-change.ts';

/** One call with its arguments, as a value. */
export type Step = { [N in CallName]: readonly [name: N, ...args: Parameters<Calls[N]>] }[CallName];

export interface Change {
  /** What the truth bar says of it afterwards. */
  readonly text: string;
  readonly run: Step;
  /** Further steps, after it. */
  readonly also?: readonly Step[];
  /** The steps that take it back, or null where nothing does. */
  readonly undo: readonly Step[] | null;
  /** The list that shows it, asked again before the change counts as made. */
  readonly shownBy: CallName;
}

/** Makes changes: calls the server, refreshes the list that shows it, offers Undo. Rejects with the server's reason. */
export function useChange(): (change: Change) => Promise<void> {
  const console = useConsole();
  const queries = useQueryClient();
  return async ({ text, run, also = [], undo, shownBy }) => {
    const refresh = () => queries.invalidateQueries({ queryKey: [shownBy] });
    const made: (number | null)[] = [];
    for (const step of [run, ...also]) made.push(changeIn(await callStep(console.call, step)));
    await refresh();
    noteChange(
      text,
      undo &&
        (async () => {
          for (const step of undoSteps(made, undo)) await callStep(console.call, step);
          await refresh();
        }),
      made[0] ?? null,
    );
  };
}

/** By the numbers of the changes, the last one first, so that the history knows them as undone; else by the steps given. */
function undoSteps(made: readonly (number | null)[], otherwise: readonly Step[]): readonly Step[] {
  const numbers = made.filter((id) => id !== null);
  if (numbers.length !== made.length) return otherwise;
  return numbers.toReversed().map((id) => ['audit.undo', id]);
}

/** The number of the change that an answer speaks of, or null. */
export function changeIn(answer: unknown): number | null {
  if (typeof answer !== 'object' || answer === null || !('change' in answer)) return null;
  return typeof answer.change === 'number' ? answer.change : null;
}

function callStep(
  call: (name: CallName, ...args: never) => Promise<CallResult<CallName>>,
  [name, ...args]: Step,
): Promise<CallResult<CallName>> {
  return call(name, ...(args as never)); // a Step pairs each name with its own arguments
}
