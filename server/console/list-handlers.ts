import type { Handlers } from '../contract/api.ts';
import type { ChangedData } from '../contract/events.ts';
import type { Saved } from '../contract/status.ts';
import { ApiError } from '../contract/problem.ts';
import type { ConsolePorts, EditableList } from './console-ports.ts';

type ListCall =
  | `${'accounts' | 'aliases' | 'domains' | 'gateways' | 'whiteList'}.${'list' | 'save' | 'remove'}`
  | 'whiteList.keep';

/** White list, accounts, domains, aliases and gateways: each is listed, and changed entry by entry. */
export function listHandlers({ directory, putInForce }: ConsolePorts): Pick<Handlers, ListCall> {
  // Aliases and gateways follow an account to its new address.
  const accounts = editing('accounts', directory.accounts, ['accounts', 'aliases', 'gateways'], putInForce);
  const aliases = editing('aliases', directory.aliases, ['aliases'], putInForce);
  const domains = editing('domains', directory.domains, ['domains'], putInForce);
  const gateways = editing('gateways', directory.gateways, ['gateways'], putInForce);
  const whiteList = editing('whiteList', directory.whiteList, ['whiteList'], putInForce);
  return {
    'accounts.list': () => directory.accounts.list(),
    'accounts.save': accounts.save,
    'accounts.remove': accounts.remove,
    'aliases.list': () => directory.aliases.list(),
    'aliases.save': aliases.save,
    'aliases.remove': aliases.remove,
    'domains.list': () => directory.domains.list(),
    'domains.save': domains.save,
    'domains.remove': domains.remove,
    'gateways.list': () => directory.gateways.list(),
    'gateways.save': gateways.save,
    'gateways.remove': gateways.remove,
    'whiteList.list': () => directory.whiteList.list(),
    'whiteList.save': whiteList.save,
    'whiteList.remove': whiteList.remove,
    'whiteList.keep': async (patterns) => {
      await directory.whiteList.keep(patterns);
      await putInForce(['whiteList']);
    },
  };
}

export interface Editing<Entry> {
  readonly save: (entry: Entry, previous: string | null) => Promise<Saved>;
  readonly remove: (name: string) => Promise<Saved>;
}

/** The changes of one list as calls: changed, then put in force. `name` is the list's in a setup document. */
export function editing<Entry>(
  name: string,
  list: EditableList<Entry, unknown>,
  what: readonly ChangedData[],
  putInForce: ConsolePorts['putInForce'],
): Editing<Entry> {
  return {
    save: async (entry, previous) => {
      await withArgumentPaths(list.save(entry, previous), entryPath(name));
      return putInForce(what);
    },
    remove: async (entryName) => {
      await list.remove(entryName);
      return putInForce(what);
    },
  };
}

/** `aliases[7].pattern`, where the entry ended up in its list, is `[0].pattern` for who sent that entry. */
function entryPath(name: string): (path: string) => string {
  return (path) => (path.startsWith(`${name}[`) ? path.slice(name.length).replace(/^\[\d+\]/, '[0]') : '');
}

/** What the change is refused for, with the paths of a setup document turned into those of the call's arguments. */
export async function withArgumentPaths(
  change: Promise<void>,
  argumentPath: (path: string) => string,
): Promise<void> {
  try {
    await change;
  } catch (error) {
    throw error instanceof ApiError ? error.withPaths(argumentPath) : error;
  }
}
