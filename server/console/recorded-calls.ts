import { addressKey, parseAddress } from '../contract/address.ts';
import type { CallName, Calls } from '../contract/api.ts';
import type { ChangeKind } from '../contract/audit.ts';
import type { Difference } from './state-differences.ts';

/** Calls by which the administrator changes the installation: each is written into the change history. */
export type RecordedCall = Extract<
  CallName,
  | 'options.set'
  | 'settings.set'
  | 'setup.apply'
  | `${'whiteList' | 'accounts' | 'domains' | 'aliases' | 'gateways'}.${'save' | 'remove'}`
  | 'accounts.unfreeze'
  | `networks.${'setLocal' | 'saveTrusted' | 'removeTrusted'}`
  | `screen.${'block' | 'unblock' | 'allow' | 'disallow'}`
  | `dkim.${'create' | 'activate' | 'remove'}`
>;

export interface Recording<N extends CallName> {
  readonly kind: ChangeKind;
  /**
   * The entries that the call is about, where the server itself may change others of the same list meanwhile: it blocks
   * networks, and freezes accounts. Null: the whole list.
   */
  readonly about?: (...args: Parameters<Calls[N]>) => readonly string[];
  /** The address that an account has had, and the one that the call gives it. */
  readonly rename?: (...args: Parameters<Calls[N]>) => Rename | null;
}

export interface Rename {
  readonly from: string;
  readonly to: string;
}

export const RECORDED_CALLS: { readonly [N in RecordedCall]: Recording<N> } = {
  'options.set': { kind: 'option' },
  'settings.set': { kind: 'settings' },
  'setup.apply': { kind: 'setup' },
  'whiteList.save': { kind: 'whiteList' },
  'whiteList.remove': { kind: 'whiteList' },
  'networks.setLocal': { kind: 'localIps' },
  'networks.saveTrusted': { kind: 'trustedIps' },
  'networks.removeTrusted': { kind: 'trustedIps' },
  'screen.block': { kind: 'screen', about: (network) => [network] },
  'screen.unblock': { kind: 'screen', about: (network) => [network] },
  'screen.allow': { kind: 'allowList' },
  'screen.disallow': { kind: 'allowList' },
  'accounts.save': {
    kind: 'account',
    about: ({ address }) => [address],
    rename: ({ address }, previous) => (previous === null ? null : { from: previous, to: address }),
  },
  'accounts.remove': { kind: 'account', about: (address) => [address] },
  'accounts.unfreeze': { kind: 'account', about: (address) => [address] },
  'domains.save': { kind: 'domain' },
  'domains.remove': { kind: 'domain' },
  'aliases.save': { kind: 'alias' },
  'aliases.remove': { kind: 'alias' },
  'gateways.save': { kind: 'gateway' },
  'gateways.remove': { kind: 'gateway' },
  'dkim.create': { kind: 'dkim' },
  'dkim.activate': { kind: 'dkim' },
  'dkim.remove': { kind: 'dkim' },
};

/** The differences that concern the entries with these names. */
export function concerning(
  differences: readonly Difference[],
  names: readonly string[] | undefined,
): readonly Difference[] {
  if (names === undefined) return differences;
  const keys = new Set(names.map(keyOf));
  return differences.filter(({ path: [, entry] }) => typeof entry === 'object' && keys.has(keyOf(entry[0])));
}

/** Two spellings of one address name one account. */
export function keyOf(name: string): string {
  const address = parseAddress(name);
  return address === null ? name : addressKey(address);
}
