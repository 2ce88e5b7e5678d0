import { z } from 'zod';
import {
  addressSchema,
  aliasEntrySchema,
  domainEntrySchema,
  gatewayEntrySchema,
  trustedNetworkSchema,
  whiteListEntrySchema,
  type AccountFreeze,
  type AliasEntry,
  type CommentedNetwork,
  type DomainEntry,
  type GatewayEntry,
  type WhiteListEntry,
} from './directory.ts';
import {
  EXPORT_FORMATS,
  logCursorSchema,
  logQuerySchema,
  statsRangeArgument,
  type ExportFormat,
  type LogCursor,
  type LogExport,
  type LogQuery,
  type LogStats,
} from './log-history.ts';
import { AUDIT_ARGUMENTS, type AuditCalls } from './audit.ts';
import { FIRST_RUN_ARGUMENTS, type FirstRunCalls } from './first-run.ts';
import { HEALTH_ARGUMENTS, type HealthCalls } from './health.ts';
import { OPTION_ACTIVITY_ARGUMENTS, type OptionActivityCalls } from './option-activity.ts';
import { WHAT_IF_ARGUMENTS, type WhatIfCalls } from './what-if.ts';
import { EVENT_NAMES } from './event-names.ts';
import { OPTION_KEYS, type OptionKey, type OptionPath } from './options.ts';
import type { SessionDetail, SessionSummary } from './session-log.ts';
import {
  domainSchema,
  networkSchema,
  settingsSchema,
  type ListenerSettings,
  type OptionSettings,
  type OwnLimits,
  type SendingLimits,
  type Settings,
} from './settings.ts';
import {
  accountEntrySchema,
  domainSharingChangeSchema,
  outboundChangeSchema,
  setupDocumentSchema,
  type SetupDocument,
  type WrittenSetupDocument,
} from './setup-document.ts';
import type { SendingUse, SharingAnswer } from './facts.ts';
import type { DeliveryFailure, Notice, ScreenedNetwork } from './services.ts';

/**
 * The API of the console, typed once. The server implements it, Electron IPC and loopback HTTP carry it, the
 * window calls it. Arguments are parsed at the border by CALL_ARGUMENTS.
 */

/** Something the administrator should know about what has just been saved, or about the state in force. */
export interface Warning {
  /** `trusted-covers-internet`, `no-submission-listener`, ...; stable, for tests and links. */
  readonly code: string;
  readonly text: string;
  readonly option: OptionPath | null;
}

/** The answer to every change. */
export interface Saved {
  readonly revision: number;
  readonly warnings: readonly Warning[];
  /** The number of the change in the change history, by which it can be undone; null where nothing has changed. */
  readonly change: number | null;
}

export type ListenerState = Readonly<ListenerSettings> &
  (
    | { readonly state: 'listening'; readonly boundPort: number }
    /** The wished port needs a permission this process lacks; mail is taken on another one. */
    | {
        readonly state: 'fallback';
        readonly boundPort: number;
        readonly reason: string;
        readonly remedy: string;
      }
    | { readonly state: 'failed'; readonly reason: string; readonly remedy: string }
    | { readonly state: 'disabled' }
  );

export interface CertificateState {
  readonly subject: string;
  readonly issuer: string;
  readonly notAfter: number;
  readonly selfSigned: boolean;
  /** SHA-256, in colon-separated upper-case hex. */
  readonly fingerprint: string;
}

export interface ServerStatus {
  readonly version: string;
  readonly hostname: string;
  readonly startedAt: number;
  readonly policyRevision: number;
  readonly listeners: readonly ListenerState[];
  readonly certificate: CertificateState;
  readonly storage: { readonly state: 'ok' | 'read-only' | 'failed'; readonly detail: string };
  /** The administrator lets no new mail in for now; null while it is taken. A restart ends it. */
  readonly paused: IntakePause | null;
  readonly counters: LogCounters;
  /**
   * Whether what an option needs is there; the option says so where it is not. `popBeforeSmtp`: a POP3 listener is
   * open, so that mailbox logins are seen.
   */
  readonly features: { readonly domainSharing: boolean; readonly popBeforeSmtp: boolean };
  readonly warnings: readonly Warning[];
  /** Events the administrator must see: a settings file set aside, a store reopened. */
  readonly notices: readonly string[];
}

/**
 * SMTP listeners answer new connections with 421 4.3.2; running sessions go on, mailboxes can be fetched, and what
 * waits is sent. Milliseconds since 1970.
 */
export interface IntakePause {
  readonly since: number;
  /** Null: until it is ended by hand. */
  readonly until: number | null;
}

/** Sessions that came in; deliveries to other servers are not counted. */
export interface LogCounters {
  readonly running: number;
  readonly accepted: number;
  readonly blocked: number;
  readonly deferred: number;
  readonly closed: number;
  /** Sessions that the log had to leave out under load. */
  readonly dropped: number;
}

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

/** One recipient of one message that waits to be sent. */
export interface QueuedMessage {
  readonly id: string;
  readonly messageId: string;
  /** Of the session that it came in by; see the log. Empty for a notice that the server itself wrote. */
  readonly sessionId: string;
  readonly queuedAt: number;
  readonly sender: string;
  readonly recipient: string;
  readonly gateway: string | null;
  readonly sizeBytes: number;
  /** `sending`: under way now. `etrn`: until the gateway's server asks for it. */
  readonly state: 'waiting' | 'held' | 'sending' | 'etrn';
  readonly attempts: number;
  readonly nextAttemptAt: number;
  /** When it goes back to its sender unless it can be delivered. */
  readonly expiresAt: number;
  readonly lastFailure: DeliveryFailure | null;
}

export interface QueueQuery {
  /** Looked for in sender, recipient, message id and the reason of the last failure. */
  readonly text?: string | undefined;
  readonly state?: QueuedMessage['state'] | undefined;
  readonly limit?: number | undefined;
}

/** How the last question to a sharing host ended. */
export interface SharingHostStatus {
  readonly host: string;
  readonly port: number;
  readonly lastAskedAt: number | null;
  readonly lastAnswer: string | null;
  readonly ok: boolean | null;
}

export interface SharingStatus {
  readonly enabled: boolean;
  readonly hosts: readonly SharingHostStatus[];
  readonly cached: { readonly found: number; readonly notFound: number; readonly errors: number };
}

/** One host's answer to a test, with the conversation it was read from. */
export interface SharingTest {
  readonly answer: SharingAnswer;
  readonly hosts: readonly {
    readonly host: string;
    readonly port: number;
    readonly answer: 'found' | 'not-found' | 'error';
    readonly detail: string;
    readonly transcript: readonly string[];
  }[];
}

/** A key that signs mail of a domain, and the DNS record that must hold its other half. */
export interface DkimKeyView {
  readonly domain: string;
  readonly selector: string;
  readonly algorithm: 'rsa' | 'ed25519';
  readonly createdAt: number;
  /** Signs now. At most one key of each algorithm of a domain does. */
  readonly active: boolean;
  readonly recordName: string;
  readonly recordValue: string;
}

export interface DkimCheck {
  readonly state: 'published' | 'missing' | 'different' | 'error';
  /** What was found, or what to do; one sentence. */
  readonly detail: string;
  readonly found: readonly string[];
}

/** By which ways a test notice went out. */
export interface NoticeTest {
  /** `absent`: no desktop app listens, as where Gatepost runs as a service. */
  readonly desktop: 'shown' | 'off' | 'absent';
  readonly mail:
    | { readonly kind: 'sent'; readonly to: string }
    | { readonly kind: 'off' }
    /** `because`: one sentence. */
    | { readonly kind: 'not-sent'; readonly because: string };
}

export interface MailboxMessage {
  readonly uid: number;
  readonly receivedAt: number;
  readonly sizeBytes: number;
  readonly returnPath: string;
}

export interface LogPage {
  /** Newest first. */
  readonly sessions: readonly SessionSummary[];
  readonly counters: LogCounters;
}

/** Sessions in memory and of the stored days, newest first. */
export interface LogSearchPage extends LogPage {
  /** What started at this time or later was looked at; null: all that is kept was. A search is bounded in time. */
  readonly searchedBackTo: number | null;
  /** Given as `before`, the search goes on from here; null at the end. A page without sessions may have more. */
  readonly more: LogCursor | null;
}

/** What an import would change, one line per difference. */
export interface SetupPreview {
  readonly changes: readonly {
    readonly path: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  readonly warnings: readonly Warning[];
}

export interface Diagnostics {
  readonly version: string;
  readonly runtime: Readonly<Record<string, string>>;
  readonly dataFolder: string;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
  readonly status: ServerStatus;
}

/** An option's change: the fields of a rule, or the value of a switch. Checked against the option's own schema. */
export type OptionChange =
  boolean | Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface Calls extends AuditCalls, FirstRunCalls, HealthCalls, OptionActivityCalls, WhatIfCalls {
  'status.get': () => ServerStatus;
  'diagnostics.get': () => Diagnostics;
  'setup.export': () => WrittenSetupDocument;
  'setup.preview': (document: SetupDocument) => SetupPreview;
  'setup.apply': (document: SetupDocument) => Saved;
  'options.get': () => OptionSettings;
  'options.set': (key: OptionKey, change: OptionChange) => Saved;
  /** The logins of hosts and smart hosts have an empty password: whoever changes a host leaves out its `login`. */
  'settings.get': () => Settings;
  'settings.set': (change: SettingsChange) => Saved;
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
  /** The next to be tried first. */
  'queue.list': (query?: QueueQuery) => readonly QueuedMessage[];
  /** Each answers how many entries it changed; ids that are gone are passed over. */
  'queue.retry': (ids: readonly string[]) => number;
  'queue.hold': (ids: readonly string[]) => number;
  'queue.release': (ids: readonly string[]) => number;
  /** Deletes without a word to anybody. */
  'queue.remove': (ids: readonly string[]) => number;
  /** Sends back to the sender at once. */
  'queue.bounce': (ids: readonly string[]) => number;
  'domainSharing.status': () => SharingStatus;
  /** Asks every host about the address now, past the cache. */
  'domainSharing.test': (address: string) => SharingTest;
  'domainSharing.flush': () => void;
  'dkim.list': () => readonly DkimKeyView[];
  /** Makes a key; it signs once it is activated. */
  'dkim.create': (domain: string, selector: string, algorithm: DkimKeyView['algorithm']) => DkimKeyView;
  /** Asks DNS for the record. */
  'dkim.check': (domain: string, selector: string) => DkimCheck;
  'dkim.activate': (domain: string, selector: string, active: boolean) => void;
  'dkim.remove': (domain: string, selector: string) => void;
  /** Newest first. */
  'notices.list': () => readonly Notice[];
  'notices.dismiss': (ids: readonly number[]) => void;
  /** Tells a notice that says it is a test, by every way that is on. Answers when the mail is stored. */
  'notices.test': () => NoticeTest;
  /** Accepts no new mail until then, at most 30 days ahead; null: until `server.resume`. */
  'server.pause': (until: number | null) => void;
  'server.resume': () => void;
  'mailboxes.list': (address: string) => readonly MailboxMessage[];
  'log.tail': (count: number) => LogPage;
  'log.search': (query: LogQuery) => LogSearchPage;
  /** The newest session of this id; with `startedAt` the one that started then. */
  'log.session': (id: string, startedAt?: number) => SessionDetail;
  /** Numbers of the stored days from `from` until before `to`, in milliseconds since 1970. */
  'log.stats': (from: number, to: number) => LogStats;
  /** What matches, as text that is saved to a file; at most 10,000 rows, or 500 transcripts, and 8 MB. */
  'log.export': (query: LogQuery, format: ExportFormat) => LogExport;
  /** Ends a running session with 421; false where it has ended already. */
  'sessions.disconnect': (id: string) => boolean;
}

export type CallName = keyof Calls;
export type CallResult<N extends CallName> = ReturnType<Calls[N]>;
/** What the server implements. */
export type Handlers = {
  readonly [N in CallName]: (...args: Parameters<Calls[N]>) => CallResult<N> | Promise<CallResult<N>>;
};

export const settingsChangeSchema = z.strictObject({
  hostname: settingsSchema.shape.hostname.optional(),
  listeners: settingsSchema.shape.listeners.optional(),
  allowPlaintextAuthFrom: settingsSchema.shape.allowPlaintextAuthFrom.optional(),
  dynamicScreen: settingsSchema.shape.dynamicScreen.partial().optional(),
  limits: settingsSchema.shape.limits.partial().optional(),
  log: settingsSchema.shape.log.partial().optional(),
  notices: settingsSchema.shape.notices.partial().optional(),
  /** A host given without `login` keeps the login stored for the same host and port. */
  domainSharing: domainSharingChangeSchema.optional(),
  outbound: outboundChangeSchema.optional(),
  dns: settingsSchema.shape.dns.partial().optional(),
});
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

const none = z.tuple([]);
const queueIdsArgument = z.tuple([z.array(z.string().min(1).max(100)).max(10_000)]);
const selectorArgument = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'is not a selector of letters, digits and hyphens');
const patternArgument = z.string().min(1).max(320);
const previousArgument = z.string().max(320).nullable().default(null);
const optionKeySchema = z.enum(OPTION_KEYS as readonly [OptionKey, ...OptionKey[]]); // z.enum wants a tuple

/** How the arguments of each call are parsed at the border; unknown keys and bad values are refused with their path. */
export const CALL_ARGUMENTS: { readonly [N in CallName]: z.ZodType<Parameters<Calls[N]>> } = {
  'status.get': none,
  'diagnostics.get': none,
  'setup.export': none,
  'setup.preview': z.tuple([setupDocumentSchema]),
  'setup.apply': z.tuple([setupDocumentSchema]),
  'options.get': none,
  'options.set': z.tuple([
    optionKeySchema,
    // The option's own schema judges it, every key of it: a record would let "__proto__" pass unseen.
    z.custom<OptionChange>((change) => change !== undefined, 'is missing'),
  ]),
  'settings.get': none,
  'settings.set': z.tuple([settingsChangeSchema]),
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
  'queue.list': z.tuple([
    z
      .strictObject({
        text: z.string().max(200).optional(),
        state: z.enum(['waiting', 'held', 'sending', 'etrn']).optional(),
        limit: z.int().min(1).max(10_000).optional(),
      })
      .optional(),
  ]),
  'queue.retry': queueIdsArgument,
  'queue.hold': queueIdsArgument,
  'queue.release': queueIdsArgument,
  'queue.remove': queueIdsArgument,
  'queue.bounce': queueIdsArgument,
  'domainSharing.status': none,
  'domainSharing.test': z.tuple([addressSchema]),
  'domainSharing.flush': none,
  'dkim.list': none,
  'dkim.create': z.tuple([domainSchema, selectorArgument, z.enum(['rsa', 'ed25519'])]),
  'dkim.check': z.tuple([domainSchema, selectorArgument]),
  'dkim.activate': z.tuple([domainSchema, selectorArgument, z.boolean()]),
  'dkim.remove': z.tuple([domainSchema, selectorArgument]),
  'notices.list': none,
  'notices.dismiss': z.tuple([z.array(z.int()).max(1000)]),
  'notices.test': none,
  'server.pause': z.tuple([z.int().nonnegative().nullable()]),
  'server.resume': none,
  'mailboxes.list': z.tuple([addressSchema]),
  'log.tail': z.tuple([z.int().min(1).max(10_000)]),
  'log.search': z.tuple([logQuerySchema]),
  'log.session': z.tuple([z.string().min(1).max(32), logCursorSchema.shape.startedAt.optional()]),
  'log.stats': statsRangeArgument,
  'log.export': z.tuple([logQuerySchema, z.enum(EXPORT_FORMATS)]),
  'sessions.disconnect': z.tuple([z.string().min(1).max(32)]),
  ...AUDIT_ARGUMENTS,
  ...FIRST_RUN_ARGUMENTS,
  ...HEALTH_ARGUMENTS,
  ...OPTION_ACTIVITY_ARGUMENTS,
  ...WHAT_IF_ARGUMENTS,
};

/** The lists whose change makes the window ask again. */
export type ChangedData =
  | 'options'
  | 'settings'
  | 'status'
  | 'whiteList'
  | 'networks'
  | 'screen'
  | 'accounts'
  | 'domains'
  | 'aliases'
  | 'gateways'
  | 'queue'
  | 'domainSharing'
  | 'dkim'
  | 'notices'
  | 'audit';

/** What the server tells without being asked. */
export interface Events {
  /** At most ten a second: rows that are new or changed since the last one, newest revision of each. */
  sessions: { readonly rows: readonly SessionSummary[]; readonly counters: LogCounters };
  /** At most once a second, and only when they have changed. */
  counters: LogCounters;
  changed: { readonly what: readonly ChangedData[]; readonly revision: number };
  /** Something happened that the administrator should hear of; rate-limited by the server. */
  notice: Notice;
}
export type EventName = keyof Events;
export const eventNamesSchema = z.array(z.enum(EVENT_NAMES)).max(EVENT_NAMES.length);

/** Subscribes; returns what unsubscribes. What nobody listens to is not sent. */
export type Subscribe = <E extends EventName>(event: E, listener: (payload: Events[E]) => void) => () => void;

/** The window's view of the server, whatever carries it. */
export interface Console {
  readonly call: <N extends CallName>(name: N, ...args: Parameters<Calls[N]>) => Promise<CallResult<N>>;
  readonly on: Subscribe;
}
