import type { Saved } from '../contract/status.ts';
import type { ChangeRecord, KeptChange } from '../contract/audit.ts';
import { ApiError } from '../contract/problem.ts';
import { applyState } from './apply-state.ts';
import { stateOf } from './audited-state.ts';
import { CHANGED_DATA } from './changed-data.ts';
import type { ChangeRecorder, ChangeToRecord } from './change-recorder.ts';
import type { ConsolePorts } from './console-ports.ts';
import type { Rename } from './recorded-calls.ts';
import type { Difference } from './state-differences.ts';
import { readDifferences, takeBack } from './take-back.ts';

/** Takes a change back, as a change of its own: through the same checks as any other, and recorded like any other. */
export async function undoChange(
  id: number,
  by: string,
  ports: ConsolePorts,
  record: ChangeRecorder,
): Promise<Saved> {
  const first = await known(id, ports);
  const { kind } = first;
  const differences = readDifferences(first.differences ?? '[]');
  const toRecord: ChangeToRecord = {
    kind,
    by,
    about: kind === 'account' || kind === 'screen' ? namesIn(differences) : undefined,
    rename: renameBack(differences),
    undoing: { id, summary: summaryOfUndo(first) },
  };
  const { answer, change } = await record(toRecord, async () => {
    const because = reasonAgainst(await known(id, ports));
    if (because !== null) throw new ApiError('conflict', because);
    const before = stateOf(kind, ports);
    await applyState(kind, { before, after: takeBack(before, differences), differences }, ports);
    return ports.putInForce(CHANGED_DATA[kind]);
  });
  return { ...answer, change };
}

/** Whether the change could be undone now. `state` is that of its kind. */
export function undoOf(made: KeptChange, state: unknown): ChangeRecord['undo'] {
  const because = reasonAgainst(made) ?? conflictWith(made, state);
  return because === null ? { possible: true } : { possible: false, because };
}

async function known(id: number, { audit }: Pick<ConsolePorts, 'audit'>): Promise<KeptChange> {
  const made = await audit.find(id);
  if (made === null) throw new ApiError('not-found', 'The history does not hold this change any more.');
  return made;
}

/** What speaks against it whatever is in force. */
function reasonAgainst({ kind, undoneBy, differences }: KeptChange): string | null {
  if (undoneBy !== null) return 'It has been undone already.';
  if (differences === null)
    return 'It changed too much at once. Import an export from before it, where you have one.';
  const isKeyGone = readDifferences(differences).some(
    ({ path, after }) => kind === 'dkim' && path.length === 2 && after === undefined,
  );
  return isKeyGone ? 'Its private key was deleted for good. Make a new key.' : null;
}

function conflictWith({ differences }: KeptChange, state: unknown): string | null {
  try {
    takeBack(state, readDifferences(differences ?? '[]'));
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}

/** `Undone: …` of a change; of an undoing that is itself taken back, `Made again: …` of the first change. */
function summaryOfUndo({ summary, undoes }: KeptChange): string {
  const [, verb, first] = /^(Undone|Made again): (.*)$/s.exec(summary) ?? [];
  if (undoes === null || first === undefined) return `Undone: ${summary}`;
  return verb === 'Undone' ? `Made again: ${first}` : `Undone: ${first}`;
}

function renameBack(differences: readonly Difference[]): Rename | null {
  const address = differences.find(({ path }) => path.length === 3 && path[2] === 'address');
  return address ? { from: String(address.after), to: String(address.before) } : null;
}

function namesIn(differences: readonly Difference[]): readonly string[] {
  return differences.flatMap(({ path: [, entry] }) => (typeof entry === 'object' ? [entry[0]] : []));
}
