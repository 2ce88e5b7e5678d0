import { matchesPattern } from '../contract/address-pattern.ts';
import type { Address } from '../contract/address.ts';
import type { WhiteListEntry } from '../contract/directory.ts';

/**
 * White list: "Use this white list to exempt an address from the "Credentials used must match..." options".
 * The first entry in force at `now` (milliseconds since 1970) that the address matches, or null. Each rule asks
 * for its own address, the return-path's or the From: header's; a hit of one excuses nothing for the other.
 */
export function findWhiteListEntry(
  entries: readonly WhiteListEntry[],
  address: Address,
  now: number,
): WhiteListEntry | null {
  return entries.find((entry) => isInForce(entry, now) && matchesPattern(entry.pattern, address)) ?? null;
}

export function isInForce({ expiresAt }: WhiteListEntry, now: number): boolean {
  return expiresAt === null || now < expiresAt;
}
