import { z } from 'zod';
import {
  type AccountFreeze,
  addressSchema,
  type AliasEntry,
  aliasEntrySchema,
  type CommentedNetwork,
  type DomainEntry,
  domainEntrySchema,
  type GatewayEntry,
  gatewayEntrySchema,
  trustedNetworkSchema,
  type WhiteListEntry,
  whiteListEntrySchema,
} from './directory.ts';
import type { SendingUse } from './facts.ts';
import type { ScreenedNetwork } from './screened-network.ts';
import { domainSchema, networkSchema, type OwnLimits, type SendingLimits } from './settings.ts';
import { accountEntrySchema } from './setup-document.ts';
import type { Saved } from './status.ts';

export interface AccountView {
  readonly address: string;
  readonly displayName: string;
  readonly enabled: boolean;
  readonly sendAs: readonly string[];
  readonly limits: OwnLimits;
  readonly frozen: AccountFreeze | null;
  readonly hasPassword: boolean;
  readonly messages: number;
  readonly lastSignInAt: number | null;
}

/** What an account has sent, for its limits. */
export interface AccountUsage {
  readonly address: string;
  readonly used: SendingUse;
  /** The limits that hold for it. */
  readonly limits: SendingLimits;
}

export type WhiteListView = WhiteListEntry & {
  readonly createdAt: number;
  /** When the administrator last said that it stays though nobody uses it; null: never. */
  readonly keptAt: number | null;
  readonly hits: number;
  readonly lastUsedAt: number | null;
};

export interface ListCalls {
  'whiteList.list': () => readonly WhiteListView[];
  /** `previous` is the pattern of the entry that this one replaces, or null for a new one. */
  'whiteList.save': (entry: WhiteListEntry, previous: string | null) => Saved;
  'whiteList.remove': (pattern: string) => Saved;
  /** Says that entries stay though nobody uses them; those that are gone are passed over. */
  'whiteList.keep': (patterns: readonly string[]) => void;
  'networks.list': () => {
    readonly localIps: readonly string[];
    readonly trustedIps: readonly CommentedNetwork[];
  };
  'networks.setLocal': (ranges: readonly string[]) => Saved;
  'networks.saveTrusted': (entry: CommentedNetwork, previous: string | null) => Saved;
  'networks.removeTrusted': (range: string) => Saved;
  'screen.list': () => {
    readonly blocked: readonly ScreenedNetwork[];
    readonly allowList: readonly CommentedNetwork[];
  };
  /** `until` in milliseconds since 1970; null blocks until removed by hand. */
  'screen.block': (network: string, until: number | null, reason: string) => Saved;
  'screen.unblock': (network: string) => Saved;
  'screen.allow': (entry: CommentedNetwork) => Saved;
  'screen.disallow': (range: string) => Saved;
  'accounts.list': () => readonly AccountView[];
  /** Without password and passwordHash the stored one stays. */
  'accounts.save': (account: z.infer<typeof accountEntrySchema>, previous: string | null) => Saved;
  /** Disables and removes the login; mail is kept. Refused where mail would be lost. */
  'accounts.remove': (address: string) => Saved;
  'domains.list': () => readonly DomainEntry[];
  'domains.save': (entry: DomainEntry, previous: string | null) => Saved;
  'domains.remove': (name: string) => Saved;
  'aliases.list': () => readonly AliasEntry[];
  'aliases.save': (entry: AliasEntry, previous: string | null) => Saved;
  'aliases.remove': (pattern: string) => Saved;
  'gateways.list': () => readonly GatewayEntry[];
  'gateways.save': (entry: GatewayEntry, previous: string | null) => Saved;
  'gateways.remove': (domain: string) => Saved;
  /** Lets a frozen account send again. */
  'accounts.unfreeze': (address: string) => Saved;
  /** What every account has sent lately; those that sent nothing are absent. */
  'accounts.usage': () => readonly AccountUsage[];
}

const patternArgument = z.string().min(1).max(320);

const previousArgument = z.string().max(320).nullable().default(null);

const none = z.tuple([]);

export const LIST_ARGUMENTS = {
  'whiteList.list': none,
  'whiteList.save': z.tuple([whiteListEntrySchema, previousArgument]),
  'whiteList.remove': z.tuple([patternArgument]),
  'whiteList.keep': z.tuple([z.array(patternArgument).max(20_000)]),
  'networks.list': none,
  'networks.setLocal': z.tuple([z.array(networkSchema)]),
  'networks.saveTrusted': z.tuple([trustedNetworkSchema, previousArgument]),
  'networks.removeTrusted': z.tuple([networkSchema]),
  'screen.list': none,
  'screen.block': z.tuple([networkSchema, z.int().nonnegative().nullable(), z.string().max(200)]),
  'screen.unblock': z.tuple([networkSchema]),
  'screen.allow': z.tuple([trustedNetworkSchema]),
  'screen.disallow': z.tuple([networkSchema]),
  'accounts.list': none,
  'accounts.save': z.tuple([accountEntrySchema, previousArgument]),
  'accounts.remove': z.tuple([addressSchema]),
  'domains.list': none,
  'domains.save': z.tuple([domainEntrySchema, previousArgument]),
  'domains.remove': z.tuple([domainSchema]),
  'aliases.list': none,
  'aliases.save': z.tuple([aliasEntrySchema, previousArgument]),
  'aliases.remove': z.tuple([patternArgument]),
  'gateways.list': none,
  'gateways.save': z.tuple([gatewayEntrySchema, previousArgument]),
  'gateways.remove': z.tuple([domainSchema]),
  'accounts.unfreeze': z.tuple([addressSchema]),
  'accounts.usage': none,
};
