import { z } from 'zod';
import { parseAddress, formatAddress, type Address } from './address.ts';
import { domainSchema, hostSchema, networkSchema, sharingHostSchema, type OwnLimits } from './settings.ts';

/** What lives here: domains, accounts, aliases, gateways and the lists of the policy. Stored in mail.db. */

/** An address in text form, written canonically after parsing. */
export const addressSchema = z.string().transform((text, context) => {
  const address = parseAddress(text.trim());
  if (address !== null) return formatAddress(address);
  context.addIssue({ code: 'custom', message: 'is not an address such as user@example.com' });
  return z.NEVER;
});

/** An address in which `*` stands for any characters and `?` for one. A quoted local part may have blanks in it. */
const patternSchema = z
  .string()
  .trim()
  .min(1)
  .max(320)
  .regex(
    /^(?:"(?:[^"\\\p{Cc}]|\\\P{Cc})*"@)?[^\s<>\p{Cc}]+$/u,
    'may not contain blanks, control characters or angle brackets',
  );
const commentSchema = z.string().max(1000);
/** Milliseconds since 1970, or an ISO 8601 time in text; null where it never ends. */
export const expirySchema = z.union([
  z.int().nonnegative(),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  z.null(),
]);

export const domainEntrySchema = z.strictObject({
  name: domainSchema,
  /** What separates `user` from `tag` in a sub-address; the empty string turns sub-addresses off. */
  subaddressSeparator: z
    .string()
    .max(1)
    .regex(/^[+=_~^-]?$/, 'is not one of + = _ ~ ^ -')
    .default('+'),
});
export type DomainEntry = Readonly<z.infer<typeof domainEntrySchema>>;

export const aliasEntrySchema = z.strictObject({
  /** An exact address, or one with `*` and `?`. A wildcard alias delivers but confers no ownership. */
  pattern: patternSchema,
  targets: z.array(addressSchema).min(1).max(1000),
  membersMaySendAs: z.boolean().default(true),
});
export type AliasEntry = Readonly<z.infer<typeof aliasEntrySchema>>;

export const gatewayEntrySchema = z.strictObject({
  domain: domainSchema,
  /** The server that this domain's mail is forwarded to. */
  host: hostSchema,
  port: z.int().min(1).max(65535).default(25),
  /** (gateway screen) "Authentication is required when sending mail as a user of this gateway". */
  sendersMustAuth: z.union([z.boolean(), z.literal('report')]).default(true),
  /** Accounts that may send with addresses of this gateway under the gateway exemption. */
  sendingAccounts: z.union([z.literal('any'), z.array(addressSchema)]).default('any'),
  /** How the way to its server is secured. */
  tls: sharingHostSchema.shape.tls,
  /**
   * Which recipients are taken on at RCPT: any, those of the list, or those that the gateway's server takes when it
   * is asked.
   */
  recipientCheck: z.enum(['accept-all', 'list', 'ask-server']).default('accept-all'),
  /** For `list`: addresses of this domain; `*` and `?` stand for any characters and for one. */
  recipients: z.array(patternSchema).max(100_000).default([]),
  /** `push`: sent at once and tried again. `etrn`: waits until the gateway's server asks (RFC 1985). */
  delivery: z.enum(['push', 'etrn']).default('push'),
  /** Accounts with which the gateway's server may sign in to ask for its mail by ETRN. */
  etrnAccounts: z.array(addressSchema).max(100).default([]),
  /** How long its mail is kept before it goes back to its sender. */
  retryHours: z.int().min(1).max(720).default(120),
});
export type GatewayEntry = Readonly<z.infer<typeof gatewayEntrySchema>>;

/** An address that an account may send as, or `*@domain` for all of a domain. Confers no mailbox. */
export const sendAsPatternSchema = z.string().transform((text, context) => {
  const trimmed = text.trim();
  const domain = trimmed.startsWith('*@') ? domainSchema.safeParse(trimmed.slice(2)) : null;
  if (domain?.success === true) return `*@${domain.data}`;
  const address = parseAddress(trimmed);
  // `"*"@domain` is a mailbox, but written canonically it would mean the whole domain.
  if (address !== null && address.localPart !== '*') return formatAddress(address);
  context.addIssue({ code: 'custom', message: 'is neither an address nor *@ and a domain' });
  return z.NEVER;
});

export const whiteListEntrySchema = z.strictObject({
  pattern: patternSchema.regex(/[@*]/, 'matches no address: it has neither @ nor *'),
  comment: commentSchema.default(''),
  /** Who asked for it, so that somebody can be asked whether it is still needed. */
  owner: z.string().trim().max(200).default(''),
  expiresAt: expirySchema.default(null),
});
export type WhiteListEntry = Readonly<z.infer<typeof whiteListEntrySchema>>;

export const trustedNetworkSchema = z.strictObject({
  range: networkSchema,
  comment: commentSchema.default(''),
});
/** A range of the Trusted IPs or of the Dynamic Screen's allow list. */
export type CommentedNetwork = Readonly<z.infer<typeof trustedNetworkSchema>>;

/** An account without its secret. `address` is unique and canonical. */
export interface Account {
  readonly id: number;
  readonly address: Address;
  readonly displayName: string;
  readonly enabled: boolean;
  /** Canonical, see sendAsPatternSchema. */
  readonly sendAs: readonly string[];
  /** Limits of its own; what is absent is that of the option `accountLimits`. */
  readonly limits: OwnLimits;
  /** Why and since when it cannot send; null where it can. */
  readonly frozen: AccountFreeze | null;
}

export interface AccountFreeze {
  readonly since: number;
  readonly reason: string;
}

/**
 * How an account comes to own an address. A wildcard alias never confers ownership, and an alias
 * whose members may not send as it neither: both are named so that the log can say why.
 */
export type Ownership =
  | { readonly kind: 'primary' }
  | { readonly kind: 'alias'; readonly alias: string }
  | { readonly kind: 'subaddress'; readonly of: Exclude<Ownership, { kind: 'subaddress' }> }
  /** Beyond the page: the administrator lets the account send as this address. */
  | { readonly kind: 'send-as'; readonly pattern: string }
  | { readonly kind: 'not-owned'; readonly reason: 'unrelated' | 'wildcard-alias' | 'alias-forbids-sending' };

/**
 * Where mail for an address goes. An unknown address of a local domain is `unknown`. `unheldTargets`: addresses of local
 * domains to which aliases lead and that nobody here holds; another server of the domain may.
 */
export type Destination =
  | {
      readonly kind: 'local';
      readonly accountIds: readonly number[];
      readonly forwardTo: readonly Address[];
      readonly unheldTargets: readonly Address[];
    }
  | { readonly kind: 'gateway'; readonly domain: string }
  | { readonly kind: 'remote' }
  | { readonly kind: 'unknown'; readonly unheldTargets: readonly Address[] };
