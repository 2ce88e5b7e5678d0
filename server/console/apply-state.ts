import { ApiError } from '../contract/problem.ts';
import type { ScreenedNetwork } from '../contract/screened-network.ts';
import type { ChangeKind } from '../contract/audit.ts';
import type { AccountEntry } from '../contract/setup-document.ts';
import type { Settings } from '../contract/settings.ts';
import { applyTogether } from './apply-together.ts';
import type { AccountState, ConsolePorts, ListsChange } from './console-ports.ts';
import { settingsProblems } from './settings-problems.ts';
import { partsOf, type Difference } from './state-differences.ts';

export interface StateChange {
  readonly before: unknown;
  /** The same, with the differences taken back. */
  readonly after: unknown;
  readonly differences: readonly Difference[];
}

/** Makes a state of `stateOf` the one in force, through the same checks as any change. Throws what those throw. */
export async function applyState(kind: ChangeKind, change: StateChange, ports: ConsolePorts): Promise<void> {
  switch (kind) {
    case 'screen':
      applyScreen(change, ports);
      return;
    case 'dkim':
      await applyDkim(change, ports);
      return;
    case 'account':
      await applyAccounts(change, ports);
      return;
    default:
      await applyDocument(change, ports);
  }
}

/** What `stateOf` lays out as a setup document; of it, what has been taken back. */
interface DocumentState extends Omit<Settings, 'dynamicScreen'>, Omit<ListsChange, 'allowList'> {
  readonly dynamicScreen: Settings['dynamicScreen'] & Pick<ListsChange, 'allowList'>;
}

async function applyDocument({ before, after }: StateChange, ports: ConsolePorts): Promise<void> {
  const [one, other] = [partOf(before), partOf(after)];
  const { whiteList, localIps, trustedIps, domains, accounts, aliases, gateways, dynamicScreen, ...rest } =
    other;
  const { allowList, ...screen } = dynamicScreen ?? {};
  const { current } = ports.settings;
  const settings = { ...current, ...rest, dynamicScreen: { ...current.dynamicScreen, ...screen } };
  const [problem] = settingsProblems(settings);
  if (problem)
    throw new ApiError('conflict', `It would contradict what is set now: ${problem.path} ${problem.reason}.`);
  const lists: ListsChange = {
    whiteList,
    localIps,
    trustedIps,
    domains,
    accounts,
    aliases,
    gateways,
    allowList,
  };
  const listsBefore: ListsChange = { ...one, allowList: one.dynamicScreen?.allowList };
  const changed = Object.entries(lists).filter(([name, list]) => list !== Reflect.get(listsBefore, name));
  await applyTogether(settings, withoutHashes(Object.fromEntries(changed)), ports);
}

/** `stateOf` has made it, and taking back leaves what it knows nothing of as it was. */
function partOf(state: unknown): Partial<DocumentState> {
  return state as Partial<DocumentState>;
}

/** Without a hash an account keeps the one it has, whatever becomes of it meanwhile. */
function withoutHashes({ accounts, ...lists }: ListsChange): ListsChange {
  if (accounts === undefined) return lists;
  return { ...lists, accounts: accounts.map(({ passwordHash: _kept, ...account }) => account) };
}

/** An account that was added is disabled and not removed: it may have mail. */
async function applyAccounts(
  { before, after, differences }: StateChange,
  ports: ConsolePorts,
): Promise<void> {
  const [one, other] = [accountsIn(before), accountsIn(after)];
  const names = new Set(
    differences.flatMap(({ path: [, entry] }) => (typeof entry === 'object' ? entry : [])),
  );
  for (const name of names) {
    const place = partsOf(one).get(name)?.place ?? -1;
    const was = one[place];
    if (!was) continue;
    const next = one.length === other.length ? other[place] : { ...was, enabled: false };
    if (next) await saveAccount(was, next, ports);
  }
}

async function saveAccount(
  was: AccountState,
  { frozen, passwordHash: _kept, ...entry }: AccountState,
  { directory, sending }: ConsolePorts,
): Promise<void> {
  await directory.accounts.save(entry satisfies AccountEntry, was.address);
  if (frozen !== null && was.frozen === null) await sending.freezeAgain(entry.address, frozen);
  if (frozen === null && was.frozen !== null) await sending.unfreeze(entry.address);
}

function accountsIn(state: unknown): readonly AccountState[] {
  return (state as { readonly accounts: readonly AccountState[] }).accounts; // made by stateOf
}

function applyScreen({ after, differences }: StateChange, { screen }: ConsolePorts): void {
  const list = (after as { readonly screen: readonly Omit<ScreenedNetwork, 'hits'>[] }).screen; // made by stateOf
  for (const name of new Set(
    differences.flatMap(({ path: [, entry] }) => (typeof entry === 'object' ? entry : [])),
  )) {
    const entry = list.find(({ network }) => network === name);
    const because = entry ? screen.putBack({ ...entry, hits: 0 }) : null;
    if (because !== null) throw new ApiError('conflict', `${name} cannot be blocked again: ${because}.`);
    if (!entry) screen.unblock(name);
  }
}

async function applyDkim({ differences }: StateChange, { dkim }: ConsolePorts): Promise<void> {
  const keyOf = (path: Difference['path']) =>
    dkim.list().find(({ recordName }) => recordName === (typeof path[1] === 'object' ? path[1][0] : ''));
  const added = differences.find(({ path, before }) => path.length === 2 && before === undefined);
  const signed = differences.find(({ before }) => before === true);
  const signsNow = differences.find(({ after }) => after === true);
  if (added) {
    const key = keyOf(added.path);
    if (key?.active) throw new ApiError('conflict', 'The key signs now. Stop it from signing first.');
    if (key) await dkim.remove(key);
    return;
  }
  const [key, becomes] = signed ? [keyOf(signed.path), true] : [signsNow && keyOf(signsNow.path), false];
  if (key) await dkim.activate(key, becomes);
}
