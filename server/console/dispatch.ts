import { randomBytes } from 'node:crypto';
import { CALL_ARGUMENTS, type CallName, type Handlers } from '../contract/api.ts';
import { StoreError } from '../contract/message-store.ts';
import { ApiError, type ApiFailure, type Problem } from '../contract/problem.ts';
import { problemsOf } from '../contract/problems-of.ts';

/** What became of a call, as every transport carries it. */
export type CallOutcome =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: ApiFailure };

export type ReportError = (step: string, cause: unknown) => void;

/**
 * Carries out one call that came from outside: name and arguments are anything. A bad argument is refused with its
 * path, `[0].accounts[2].address` for the first argument's. What goes wrong inside is reported under a number that
 * the caller is told, and nothing else of it.
 */
export async function callConsole(
  handlers: Handlers,
  reportError: ReportError,
  name: unknown,
  args: unknown,
): Promise<CallOutcome> {
  if (!isCallName(name)) return refused('unknown-call', 'There is no such call.');
  const parsed = CALL_ARGUMENTS[name].safeParse(args);
  if (!parsed.success)
    return refused('bad-arguments', `The arguments of ${name} are not valid.`, problemsOf(parsed.error));
  try {
    // The schema of this very call has parsed the arguments; TypeScript cannot follow the name through the table.
    const handler = handlers[name] as (...args: readonly unknown[]) => unknown;
    return { ok: true, value: await handler(...parsed.data) };
  } catch (error) {
    if (error instanceof ApiError) return { ok: false, failure: error.failure };
    if (error instanceof StoreError) {
      reportError(name, error);
      const why = error.kind === 'disk-full' ? 'the disk is full' : 'the storage cannot be used';
      return refused('unavailable', `Nothing has been changed: ${why}.`);
    }
    const number = randomBytes(4).toString('hex');
    reportError(`${name} [${number}]`, error);
    return refused('internal', `Something went wrong inside (${number}); the server's log says what.`);
  }
}

export function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(CALL_ARGUMENTS, name);
}

function refused(kind: ApiFailure['kind'], message: string, problems: readonly Problem[] = []): CallOutcome {
  return { ok: false, failure: { kind, message, problems } };
}
