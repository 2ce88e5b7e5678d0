import type { Address } from '../contract/address.ts';
import type { Ownership } from '../contract/directory.ts';
import type { AddressIndex } from './address-index.ts';
import { AS_DELIVERED, followAliases, type Following } from './follow-aliases.ts';

type DirectOwnership = Exclude<Ownership, { kind: 'subaddress' }>;

const SENDING: Following = { throughWildcards: false, mayFollow: (alias) => alias.membersMaySendAs };
const EXACT: Following = { throughWildcards: false, mayFollow: () => true };

/**
 * Whether the account owns the address: its primary address, an exact alias that leads to it and every alias
 * of whose chain lets its members send as it, or a sub-address of either.
 */
export function judgeOwnership(accountId: number, address: Address, index: AddressIndex): Ownership {
  const base = index.baseOf(address);
  if (base === null) return judgeDirectly(accountId, address, index);
  const claim = judgeDirectly(accountId, base, index);
  if (claim.kind !== 'not-owned') return { kind: 'subaddress', of: claim };
  if (claim.reason !== 'unrelated') return claim;
  return judgeDirectly(accountId, address, index);
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
