import type { CallName, Handlers } from '../contract/api.ts';
import type { Saved } from '../contract/status.ts';
import type { ChangeKind } from '../contract/audit.ts';
import { ApiError } from '../contract/problem.ts';
import { stateOf } from './audited-state.ts';
import { createChangeRecorder, type ChangeRecorder } from './change-recorder.ts';
import type { ConsolePorts } from './console-ports.ts';
import type { InTurn } from './in-turn.ts';
import { RECORDED_CALLS, type RecordedCall, type Recording } from './recorded-calls.ts';
import { sessionHandlers } from './session-handlers.ts';
import { undoChange, undoOf } from './undo-change.ts';

/** The change history: what was changed, by whom and why. */
export function auditHandlers(ports: ConsolePorts): Pick<Handlers, 'audit.list' | 'audit.explain'> {
  return {
    'audit.list': async (query = {}) => {
      const { changes, more } = await ports.audit.list(query);
      const states = new Map<ChangeKind, unknown>();
      const stateNow = (kind: ChangeKind): unknown => {
        const state = states.get(kind) ?? stateOf(kind, ports);
        states.set(kind, state);
        return state;
      };
      return {
        changes: changes.map((made) => {
          const { differences: _forTheServer, ...shown } = made;
          return { ...shown, undo: undoOf(made, stateNow(made.kind)) };
        }),
        more,
      };
    },
    'audit.explain': async (id, reason) => {
      if (!(await ports.audit.explain(id, reason)))
        throw new ApiError('not-found', 'The history does not hold this change any more.');
    },
  };
}

/** Who calls: `Anna on this computer`, `Web console`. */
export type HandlersFor = (by: string) => Handlers;

/** The calls, with each change that one of them makes written down as that of whoever calls. */
export function recordingHandlers(
  handlers: Omit<Handlers, 'audit.undo' | 'sessions.disconnect'>,
  ports: ConsolePorts,
  inTurn: InTurn,
): HandlersFor {
  const record = createChangeRecorder(ports, ports.audit, inTurn);
  const names = Object.keys(RECORDED_CALLS) as readonly RecordedCall[]; // Object.keys widens to string[]
  return (by) => ({
    ...handlers,
    // Each name has the handler of its own call; Object.fromEntries forgets the names.
    ...(Object.fromEntries(
      names.map((name) => [name, recorded(name, handlers[name] as AnyHandler, record, by)]),
    ) as Pick<Handlers, RecordedCall>),
    'audit.undo': (id) => undoChange(id, by, ports, record),
    ...sessionHandlers(ports, by),
  });
}

type AnyHandler = (...args: readonly unknown[]) => unknown;

function recorded(name: RecordedCall, handler: AnyHandler, record: ChangeRecorder, by: string): AnyHandler {
  // The arguments are those of this very call; TypeScript cannot follow the name through the table.
  const { kind, about, rename } = RECORDED_CALLS[name] as Recording<CallName> & {
    readonly about?: (...args: readonly unknown[]) => readonly string[];
    readonly rename?: (...args: readonly unknown[]) => { readonly from: string; readonly to: string } | null;
  };
  return async (...args) => {
    const { answer, change } = await record(
      { kind, by, about: about?.(...args), rename: rename?.(...args) },
      () => handler(...args),
    );
    return isSaved(answer) ? { ...answer, change } : answer;
  };
}

function isSaved(answer: unknown): answer is Saved {
  return typeof answer === 'object' && answer !== null && 'change' in answer && 'revision' in answer;
}
