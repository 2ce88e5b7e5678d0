import type { Address } from '../contract/address.ts';
import type { Ownership } from '../contract/directory.ts';
import type { AddressIndex } from './address-index.ts';
import { AS_DELIVERED, followAliases, type Following } from './follow-aliases.ts';

type DirectOwnership = Exclude<Ownership, { kind: 'subaddress' | 'send-as' }>;

const SENDING: Following = { throughWildcards: false, mayFollow: (alias) => alias.membersMaySendAs };
const EXACT: Following = { throughWildcards: false, mayFollow: () => true };

/**
 * Whether the account owns the address: its primary address, an exact alias that leads to it and every alias
 * of whose chain lets its members send as it, or a sub-address of either. Where it does not, the administrator
 * may still let it send as the address; that speaks for this account alone, and for no sub-address.
 */
export function judgeOwnership(accountId: number, address: Address, index: AddressIndex): Ownership {
  const owned = judgeByHolder(accountId, address, index);
  const pattern = owned.kind === 'not-owned' ? index.sendAsEntry(accountId, address) : null;
  return pattern === null ? owned : { kind: 'send-as', pattern };
}

function judgeByHolder(accountId: number, address: Address, index: AddressIndex): Ownership {
  const base = index.baseOf(address);
  if (base === null) return judgeDirectly(accountId, address, index);
  const claim = judgeDirectly(accountId, base, index);
  if (claim.kind !== 'not-owned') return { kind: 'subaddress', of: claim };
  if (claim.reason !== 'unrelated') return claim;
  return judgeDirectly(accountId, address, index);
}

/** The address is that of an account, or of an exact alias of an account that takes mail. */
export function addressExists(address: Address, index: AddressIndex): boolean {
  if (index.accountAt(index.baseOf(address) ?? address) !== null) return true;
  return [...followAliases(address, index, EXACT).accounts].some(({ enabled }) => enabled);
}

function judgeDirectly(accountId: number, address: Address, index: AddressIndex): DirectOwnership {
  if (index.accountAt(address)?.id === accountId) return { kind: 'primary' };
  const leadsThere = (following: Following): boolean =>
    [...followAliases(address, index, following).accounts].some(({ id }) => id === accountId);

  const holder = index.exactHolder(address);
  if (holder?.kind === 'alias') {
    if (leadsThere(SENDING)) return { kind: 'alias', alias: holder.alias.pattern };
    if (leadsThere(EXACT)) return { kind: 'not-owned', reason: 'alias-forbids-sending' };
  }
  return { kind: 'not-owned', reason: leadsThere(AS_DELIVERED) ? 'wildcard-alias' : 'unrelated' };
}
