import { addressKey, parseAddress, type Address } from '../contract/address.ts';
import { compilePattern, hasWildcard } from '../contract/address-pattern.ts';
import type { GatewayEntry } from '../contract/directory.ts';

interface RecipientList {
  readonly exact: ReadonlyMap<string, string>;
  readonly wildcards: readonly {
    readonly pattern: string;
    readonly matches: (address: Address) => boolean;
  }[];
}

/** Made once for each gateway as it is saved; an entry is never changed, only replaced. */
const lists = new WeakMap<GatewayEntry, RecipientList>();

/** The pattern by which the gateway lists the recipient, or null where none does. */
export function findListedRecipient(gateway: GatewayEntry, recipient: Address): string | null {
  const { exact, wildcards } = listOf(gateway);
  return (
    exact.get(addressKey(recipient)) ?? wildcards.find(({ matches }) => matches(recipient))?.pattern ?? null
  );
}

function listOf(gateway: GatewayEntry): RecipientList {
  const known = lists.get(gateway);
  if (known) return known;
  const { recipients } = gateway;
  const list = {
    exact: new Map(recipients.filter((pattern) => !hasWildcard(pattern)).flatMap(exactEntry)),
    wildcards: recipients
      .filter(hasWildcard)
      .map((pattern) => ({ pattern, matches: compilePattern(pattern) })),
  };
  lists.set(gateway, list);
  return list;
}

function exactEntry(pattern: string): readonly (readonly [string, string])[] {
  const address = parseAddress(pattern);
  return address === null ? [] : [[addressKey(address), pattern]];
}
