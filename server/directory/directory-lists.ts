import type {
  Account,
  AliasEntry,
  CommentedNetwork,
  DomainEntry,
  GatewayEntry,
  WhiteListEntry,
} from '../contract/directory.ts';

/** Everything the directory holds at one moment, as plain lists in the order the administrator gave them. */
export interface DirectoryLists {
  readonly domains: readonly DomainEntry[];
  readonly accounts: readonly AccountRecord[];
  readonly aliases: readonly AliasEntry[];
  readonly gateways: readonly GatewayEntry[];
  readonly whiteList: readonly WhiteListRecord[];
  readonly localIps: readonly string[];
  readonly trustedIps: readonly CommentedNetwork[];
  /** Networks that the Dynamic Screen never blocks. */
  readonly allowList: readonly CommentedNetwork[];
}

/** An account with its secret. The id never changes and is never given to another account. */
export interface AccountRecord extends Account {
  /** PHC string; null where nobody can sign in to the account. */
  readonly passwordHash: string | null;
  /** Grows with every change of the password or of `enabled`; what was verified before no longer counts. */
  readonly credentialVersion: number;
  readonly createdAt: number;
}

/** The account as everybody may know it: a password hash is nobody's business outside the directory. */
export function withoutSecret(record: AccountRecord): Account {
  const { id, address, displayName, enabled, sendAs, limits, frozen } = record;
  return { id, address, displayName, enabled, sendAs, limits, frozen };
}

export type WhiteListRecord = WhiteListEntry & {
  readonly createdAt: number;
  /** When the administrator last said that it stays though nobody uses it; null: never. */
  readonly keptAt: number | null;
};

export const EMPTY_LISTS: DirectoryLists = {
  domains: [],
  accounts: [],
  aliases: [],
  gateways: [],
  whiteList: [],
  localIps: [],
  trustedIps: [],
  allowList: [],
};
