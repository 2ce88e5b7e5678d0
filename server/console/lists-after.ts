import { addressKey, parseAddress } from '../contract/address.ts';
import type { AccountEntry, SetupDocument } from '../contract/setup-document.ts';
import type { SetupLists } from './console-ports.ts';

/** The lists that a setup document leads to, for the preview; a new password is in it as a mark. */
export function listsAfter(document: SetupDocument, lists: SetupLists): SetupLists {
  return {
    domains: document.domains ?? lists.domains,
    accounts: document.accounts ? accountsAfter(document.accounts, lists.accounts) : lists.accounts,
    aliases: document.aliases ?? lists.aliases,
    gateways: document.gateways ?? lists.gateways,
    whiteList: document.whiteList ?? lists.whiteList,
    localIps: document.localIps ?? lists.localIps,
    trustedIps: document.trustedIps ?? lists.trustedIps,
    allowList: document.dynamicScreen?.allowList ?? lists.allowList,
  };
}

const NEW_ACCOUNT = { displayName: '', sendAs: [], limits: {} };

/** The accounts that are given, then those that are not, disabled. */
function accountsAfter(
  given: readonly AccountEntry[],
  accounts: readonly AccountEntry[],
): readonly AccountEntry[] {
  const known = new Map(accounts.map((account) => [keyOf(account), account]));
  const kept = given.map((entry) => {
    const account = known.get(keyOf(entry));
    const { password, ...rest } = entry;
    const secret = password === undefined ? {} : { passwordHash: '(new)' };
    return { ...NEW_ACCOUNT, ...account, ...rest, enabled: entry.enabled ?? true, ...secret };
  });
  const keptKeys = new Set(given.map(keyOf));
  const omitted = accounts.filter((account) => !keptKeys.has(keyOf(account)));
  return [...kept, ...omitted.map((account) => ({ ...account, enabled: false }))];
}

function keyOf({ address }: AccountEntry): string {
  const parsed = parseAddress(address);
  return parsed === null ? address : addressKey(parsed);
}
