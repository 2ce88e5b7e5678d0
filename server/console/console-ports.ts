import type { Address } from '../contract/address.ts';
import type { ChangeHistory, NewChange } from '../contract/audit.ts';
import type { Clock } from '../contract/clock.ts';
import type {
  DkimCheck,
  DkimKeyView,
  MailboxMessage,
  QueuedMessage,
  QueueQuery,
  SharingStatus,
  SharingTest,
} from '../contract/delivery-calls.ts';
import type { ChangedData } from '../contract/events.ts';
import type { AccountUsage, AccountView, WhiteListView } from '../contract/list-calls.ts';
import type { LogPage, LogSearchPage } from '../contract/log-calls.ts';
import type { NoticeTest } from '../contract/notice-calls.ts';
import type { Notice } from '../contract/notices.ts';
import type { ScreenedNetwork } from '../contract/screened-network.ts';
import type { Diagnostics, Saved, ServerStatus, Warning } from '../contract/status.ts';
import type {
  AccountFreeze,
  AliasEntry,
  CommentedNetwork,
  DomainEntry,
  GatewayEntry,
  WhiteListEntry,
} from '../contract/directory.ts';
import type {
  DnsReport,
  FirstRun,
  FirstRunCalls,
  PortCheck,
  TestAttempt,
  TestMessage,
} from '../contract/first-run.ts';
import type { Health, RelayTest } from '../contract/health.ts';
import type { ExportFormat, LogExport, LogQuery, LogStats, LogCursor } from '../contract/log-history.ts';
import type { OptionActivity } from '../contract/option-activity.ts';
import type { Problem } from '../contract/problem.ts';
import type { SessionDetail } from '../contract/session-log.ts';
import type { Settings } from '../contract/settings.ts';
import type { AccountEntry } from '../contract/setup-document.ts';
import type { JudgedPolicy, Probe, ProbeResult, WhatIfReport, WhatIfSession } from '../contract/what-if.ts';

/** What the console needs of the rest of the server; app.ts brings it together. */

export interface SettingsPort {
  readonly current: Settings;
  /** Throws ApiError where the result is not valid or cannot be written; then nothing has changed. */
  update(change: (current: Settings) => unknown): Settings;
}

/** One list of the directory. What does not fit is rejected with ApiError, and then nothing has changed. */
export interface EditableList<Entry, View = Entry> {
  list(): readonly View[] | Promise<readonly View[]>;
  /** `previous` names the entry that this one replaces; null adds one. */
  save(entry: Entry, previous: string | null): Promise<void>;
  remove(name: string): Promise<void>;
}

/** All lists of the directory as a setup document writes them; of passwords the hashes. */
export interface SetupLists {
  readonly domains: readonly DomainEntry[];
  readonly accounts: readonly AccountEntry[];
  readonly aliases: readonly AliasEntry[];
  readonly gateways: readonly GatewayEntry[];
  readonly whiteList: readonly WhiteListEntry[];
  readonly localIps: readonly string[];
  readonly trustedIps: readonly CommentedNetwork[];
  readonly allowList: readonly CommentedNetwork[];
}

/** A list that is given replaces that list; accounts that it omits are disabled. */
export type ListsChange = { readonly [L in keyof SetupLists]?: SetupLists[L] | undefined };

export type AccountState = AccountEntry & { readonly frozen: AccountFreeze | null };

export interface DirectoryPort {
  readonly whiteList: EditableList<WhiteListEntry, WhiteListView> & {
    /** Notes that the administrator wants to keep entries though nobody uses them. */
    keep(patterns: readonly string[]): Promise<void>;
  };
  readonly trustedIps: EditableList<CommentedNetwork>;
  readonly allowList: EditableList<CommentedNetwork>;
  readonly accounts: EditableList<AccountEntry, AccountView>;
  readonly domains: EditableList<DomainEntry>;
  readonly aliases: EditableList<AliasEntry>;
  readonly gateways: EditableList<GatewayEntry>;
  exportLists(): SetupLists;
  /** The accounts as an export writes them, with what froze them. */
  accountStates(): readonly AccountState[];
  /** What does not fit together in the lists after the change, by its path in a setup document; changes nothing. */
  check(change: ListsChange): readonly Problem[];
  /** One transaction. */
  replace(change: ListsChange): Promise<void>;
}

export interface ScreenPort {
  list(): readonly ScreenedNetwork[];
  /** Answers why the network cannot be blocked, or null where it is. */
  block(network: string, until: number | null, reason: string): string | null;
  /** Brings back a block that was lifted, as it was. Answers why it cannot, or null where it has. */
  putBack(entry: ScreenedNetwork): string | null;
  /** False where it was not blocked. */
  unblock(network: string): boolean;
}

export interface LogPort {
  tail(count: number): LogPage;
  search(query: LogQuery): Promise<LogSearchPage>;
  session(id: string, startedAt?: number): Promise<SessionDetail | null>;
  stats(from: number, to: number): Promise<LogStats>;
  activity(days: number): Promise<readonly OptionActivity[]>;
  export(query: LogQuery, format: ExportFormat): Promise<LogExport>;
}

/** By the ids of `QueuedMessage`. Each answers how many entries it changed; what is being sent is left alone. */
export interface QueuePort {
  list(query: QueueQuery): Promise<readonly QueuedMessage[]>;
  retry(ids: readonly string[]): Promise<number>;
  hold(ids: readonly string[]): Promise<number>;
  release(ids: readonly string[]): Promise<number>;
  remove(ids: readonly string[]): Promise<number>;
  bounce(ids: readonly string[]): Promise<number>;
}

export interface SharingPort {
  status(): SharingStatus;
  /** Asks every host now. */
  test(address: Address): Promise<SharingTest>;
  /** Forgets what was answered. */
  flush(): void;
}

export interface MailPort {
  /** Null where there is no such account. */
  mailbox(address: string): Promise<readonly MailboxMessage[] | null>;
}

export interface DkimPort {
  list(): readonly DkimKeyView[];
  find(domain: string, selector: string): DkimKeyView | null;
  /** Null where the domain has a key of that selector. */
  create(domain: string, selector: string, algorithm: DkimKeyView['algorithm']): Promise<DkimKeyView | null>;
  check(key: DkimKeyView): Promise<DkimCheck>;
  activate(key: DkimKeyView, active: boolean): Promise<void>;
  remove(key: DkimKeyView): Promise<void>;
}

export interface SendingPort {
  /** Accounts that have sent something within the last day. */
  usage(): readonly AccountUsage[];
  /** Lets a frozen account send again, as if it had sent nothing yet. Rejects as `EditableList` does. */
  unfreeze(address: string): Promise<void>;
  /** Brings back a freeze that was lifted by mistake, with its time and reason. */
  freezeAgain(address: string, freeze: AccountFreeze): Promise<void>;
}

/** What has been changed; see ChangeHistory. */
export interface AuditPort extends Omit<ChangeHistory, 'add'> {
  /** Null where it cannot be written; then the notices say so. */
  add(change: Omit<NewChange, 'at'>): Promise<number | null>;
}

export interface NoticePort {
  /** Newest first. */
  list(): readonly Notice[];
  dismiss(ids: readonly number[]): void;
  test(): Promise<NoticeTest>;
}

/** The sessions of all listeners that run now. */
export interface SessionsPort {
  /** Ends a session at once; false where none has this id. `because` is noted in its transcript. */
  disconnect(id: string, because: string): boolean;
}

/** Whether new mail is let in. */
export interface IntakePort {
  close(until: number | null): void;
  open(): void;
}

export interface HealthPort {
  get(): Promise<Health>;
  /** Takes a second or two; never rejects. */
  testRelay(): Promise<RelayTest>;
}

export interface FirstRunPort {
  /** `withDns`: also looks up what DNS calls this machine, which can take a second. */
  suggest(withDns: boolean): Promise<FirstRun['suggestions']>;
  now(): number;
  checkPorts(wishes: Parameters<FirstRunCalls['ports.check']>[0]): Promise<readonly PortCheck[]>;
  checkDns(domain: string, publicIps: readonly string[]): Promise<DnsReport>;
  sendTestMessage(account: string, password: string): Promise<TestMessage>;
  attempt(sender: string): Promise<TestAttempt>;
}

/** What is in force now, and what would be. */
export interface JudgedChange {
  readonly now: JudgedPolicy;
  readonly draft: JudgedPolicy;
}

export interface WhatIfPort {
  judge(change: JudgedChange, from: number, to: number): Promise<WhatIfReport>;
  /** Null where the log no longer has the session. */
  session(place: LogCursor, change: JudgedChange): Promise<WhatIfSession | null>;
  probe(probe: Omit<Probe, 'draft'>, policy: JudgedPolicy): Promise<ProbeResult>;
}

export interface ConsolePorts {
  readonly whatIf: WhatIfPort;
  readonly firstRun: FirstRunPort;
  readonly health: HealthPort;
  readonly settings: SettingsPort;
  readonly directory: DirectoryPort;
  readonly screen: ScreenPort;
  readonly dkim: DkimPort;
  readonly log: LogPort;
  readonly queue: QueuePort;
  readonly mail: MailPort;
  readonly domainSharing: SharingPort;
  readonly sending: SendingPort;
  readonly notices: NoticePort;
  readonly audit: AuditPort;
  readonly intake: IntakePort;
  readonly sessions: SessionsPort;
  readonly clock: Clock;
  readonly status: () => ServerStatus;
  readonly diagnostics: () => Promise<Diagnostics>;
  readonly warnings: (settings: Settings, lists: SetupLists) => readonly Warning[];
  /**
   * Puts what has been saved in force for the next message: policy, listeners, certificate. Resolves when it is,
   * and the window has been told.
   */
  readonly putInForce: (what: readonly ChangedData[]) => Promise<Saved>;
}
