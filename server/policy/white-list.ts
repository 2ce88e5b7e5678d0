import { compilePattern } from '../contract/address-pattern.ts';
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
  return entries.find((entry) => isInForce(entry, now) && matcherOf(entry)(address)) ?? null;
}

export function isInForce({ expiresAt }: WhiteListEntry, now: number): boolean {
  return expiresAt === null || now < expiresAt;
}

/** An entry never changes, and a From: field can ask the whole list for thousands of addresses. */
const matchers = new WeakMap<WhiteListEntry, (address: Address) => boolean>();

function matcherOf(entry: WhiteListEntry): (address: Address) => boolean {
  const known = matchers.get(entry);
  if (known !== undefined) return known;
  const matcher = compilePattern(entry.pattern);
  matchers.set(entry, matcher);
  return matcher;
}
