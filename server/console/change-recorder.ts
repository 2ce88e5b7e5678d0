import type { ChangeKind } from '../contract/audit.ts';
import { stateOf, type AuditPorts } from './audited-state.ts';
import { wordsOf } from './change-summary.ts';
import type { AuditPort } from './console-ports.ts';
import { fieldsOf, unfoldedFieldsOf, type Field } from './difference-fields.ts';
import type { InTurn } from './in-turn.ts';
import { concerning, keyOf, type Rename } from './recorded-calls.ts';
import { differencesBetween, partsOf, type Difference } from './state-differences.ts';

/** A change of more values than this is told in part, and not taken back as a whole. */
const MOST_DIFFERENCES = 1000;

export interface ChangeToRecord {
  readonly kind: ChangeKind;
  /** From where it is made: `Web console`. */
  readonly by: string;
  /** The entries it is about; undefined: all that differ. */
  readonly about?: readonly string[] | undefined;
  readonly rename?: Rename | null | undefined;
  /** The change that it takes back, and its sentence then. */
  readonly undoing?: { readonly id: number; readonly summary: string } | undefined;
}

export interface Recorded<T> {
  readonly answer: T;
  /** The record's id; null where nothing has changed, or where it could not be written. */
  readonly change: number | null;
}

/**
 * Makes changes one after the other, and writes down what each has changed before it is answered. So the history has
 * the order of the changes, and a change that was acknowledged has its record; one that died with the process between
 * the two has none. Where a record cannot be written the change stays, and the notices say so.
 */
export type ChangeRecorder = <T>(change: ChangeToRecord, make: () => T | Promise<T>) => Promise<Recorded<T>>;

export function createChangeRecorder(ports: AuditPorts, audit: AuditPort, inTurn: InTurn): ChangeRecorder {
  return (change, make) =>
    inTurn(async () => {
      const before = stateOf(change.kind, ports);
      const record = () => {
        const differences = madeBy(change, before, stateOf(change.kind, ports));
        return differences.length === 0 ? null : write(change, differences, audit);
      };
      let answer;
      try {
        answer = await make();
      } catch (cause) {
        // What was changed before the call failed has been changed.
        await record();
        throw cause;
      }
      return { answer, change: await record() };
    });
}

function write(
  { kind, by, undoing }: ChangeToRecord,
  differences: readonly Difference[],
  audit: AuditPort,
): Promise<number | null> {
  const { subject, summary } = wordsOf(kind, differences);
  const isTold = differences.length <= MOST_DIFFERENCES;
  return audit.add({
    by,
    kind,
    subject,
    summary: undoing?.summary ?? summary,
    fields: isTold ? fieldsFor(kind, differences) : fieldsInPart(kind, differences),
    undoes: undoing?.id ?? null,
    differences: isTold ? JSON.stringify(differences) : null,
  });
}

function fieldsFor(kind: ChangeKind, differences: readonly Difference[]): readonly Field[] {
  return kind === 'setup' ? fieldsOf(differences) : unfoldedFieldsOf(differences);
}

function fieldsInPart(kind: ChangeKind, differences: readonly Difference[]): readonly Field[] {
  const left = differences.length - MOST_DIFFERENCES;
  const rest = { path: '…', before: null, after: `${left.toLocaleString('en')} more` };
  return [...fieldsFor(kind, differences.slice(0, MOST_DIFFERENCES)), rest];
}

function madeBy(
  { about, rename }: ChangeToRecord,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly Difference[] {
  if (!rename) return concerning(differencesBetween(before, after), about);
  const [was, is] = [accountNamed(before, rename.from), accountNamed(after, rename.to)];
  if (was === null || is === null || was === is) return concerning(differencesBetween(before, after), about);
  const list = before['accounts'];
  const accounts = Array.isArray(list)
    ? list.map((account: object) =>
        Reflect.get(account, 'address') === was ? { ...account, address: is } : account,
      )
    : list;
  // First, so that it is taken back last: until then the others are found under the new address.
  const address: Difference = { path: ['accounts', [is], 'address'], before: was, after: is };
  return [address, ...concerning(differencesBetween({ ...before, accounts }, after), [is])];
}

/** The account's address as it is written in the list. */
function accountNamed({ accounts }: Readonly<Record<string, unknown>>, name: string): string | null {
  if (!Array.isArray(accounts)) return null;
  return [...partsOf(accounts).keys()].find((address) => keyOf(address) === keyOf(name)) ?? null;
}
