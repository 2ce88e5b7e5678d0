import type { Address } from './address.ts';
import type { Account, Destination, GatewayEntry, Ownership, WhiteListEntry } from './directory.ts';
import type { Settings } from './settings.ts';

/** The directory at one moment: immutable, so that one message sees one policy. Questions cost no I/O. */
export interface DirectoryView {
  /** Grows with every change to any list. */
  readonly revision: number;
  readonly whiteList: readonly WhiteListEntry[];
  readonly gateways: readonly GatewayEntry[];
  /** Where `<Postmaster>` (RFC 5321 §4.5.1) and logins without `@` belong; null while no domain is local. */
  readonly firstLocalDomain: string | null;
  /** `domain` in canonical form. */
  domainKind(domain: string): 'local' | 'gateway' | 'remote';
  /** What separates `user` from `tag` in a local domain; empty where sub-addresses are off or the domain is not local. */
  subaddressSeparator(domain: string): string;
  /** The account whose primary address this is, or a sub-address of it; disabled accounts too. */
  findAccount(address: Address): Account | null;
  /** Whether mail to the address could be delivered here: an account, or an alias (exact or wildcard). */
  destination(address: Address): Destination;
  ownership(accountId: number, address: Address): Ownership;
  /**
   * Whether the address is that of an account, or of an exact alias of one. A wildcard alias catches every name and so
   * proves none; that somebody may send as it makes no address exist.
   */
  addressExists(address: Address): boolean;
  gateway(domain: string): GatewayEntry | null;
  /** The range of the list that holds the address, as listed; null where none does. */
  localRange(ip: string): string | null;
  trustedRange(ip: string): string | null;
  allowListRange(ip: string): string | null;
}

export type SignInResult =
  | { readonly kind: 'signed-in'; readonly account: Account }
  /** One reply and one timing for the client; the reason is for the log. */
  | { readonly kind: 'refused'; readonly reason: 'unknown-account' | 'wrong-password' | 'account-disabled' }
  /** The hash queue is full: `454 4.7.0`. */
  | { readonly kind: 'busy' };

export interface Directory {
  view(): DirectoryView;
  /** `login` is a full address; without `@` the first local domain is added. Rejects when storage fails. */
  signIn(login: string, password: string): Promise<SignInResult>;
  /** Counts a hit of a white list entry and its time; never blocks, never fails. */
  noteWhiteListUse(pattern: string, at: number): void;
}

/** The policy in force: settings and directory of one moment, with one number for both. */
export interface PolicySnapshot {
  readonly revision: number;
  readonly settings: Settings;
  readonly directory: DirectoryView;
}
