import type { Address, ReturnPath } from './address.ts';
import type { Account, Destination, GatewayEntry, Ownership, WhiteListEntry } from './directory.ts';
import type { NoticeCode } from './notice-codes.ts';
import type { AuthenticityFact, FromHeader, GatewayAnswer, SharingAnswer } from './facts.ts';
import type { Settings, SharingHost } from './settings.ts';
import type {
  JudgedStep,
  RefusalSummary,
  SessionKind,
  SessionSummary,
  TranscriptLine,
  VerdictRow,
} from './session-log.ts';

/** Interfaces through which the parts of the server meet in app.ts; none of them imports another. */

/** Milliseconds since 1970. A parameter everywhere, so that tests can turn it. */
export type Clock = () => number;

/** Stops what was started. Idempotent. */
export type Dispose = () => Promise<void>;

// ---- database ------------------------------------------------------------------------------------

export type SqlValue = string | number | bigint | Uint8Array | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface SqlStatement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/**
 * The tables that one part of the server keeps in mail.db. Step n (counted from 1) brings them from version n-1 to
 * version n; steps are only ever added. Each runs once, in a transaction of its own.
 */
export interface Migrations {
  /** Names the set for ever: `store`, `directory`. */
  readonly name: string;
  readonly steps: readonly string[];
}

/** mail.db, owned by the storage worker. Every write is one durable transaction; rejections are StoreError. */
export interface Database {
  /** Runs all statements or none; answers the rows that each one returns (`RETURNING`, `SELECT`). */
  transaction(statements: readonly SqlStatement[]): Promise<readonly (readonly SqlRow[])[]>;
  query(sql: string, params?: readonly SqlValue[]): Promise<readonly SqlRow[]>;
}

/** The settings file: electron-store in the app, conf in the headless host. Writes are atomic. */
export interface SettingsFile {
  readonly path: string;
  /** What the file holds; undefined where there is none. Throws SyntaxError where it is not JSON. */
  read(): unknown;
  write(value: Settings): void;
}

// ---- directory ---------------------------------------------------------------------------------

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

// ---- messages ----------------------------------------------------------------------------------

/** Delivery status notification parameters, passed on as given (RFC 3461 §4). */
export interface DsnRequest {
  readonly notify: readonly ('NEVER' | 'SUCCESS' | 'FAILURE' | 'DELAY')[];
  readonly originalRecipient: string | null;
}

export type Delivery =
  | { readonly kind: 'mailbox'; readonly accountId: number; readonly recipient: Address }
  | {
      readonly kind: 'queue';
      readonly recipient: Address;
      /** The gateway domain whose server gets it, or null: by MX or smart host. */
      readonly gateway: string | null;
      readonly dsn: DsnRequest;
    };

export interface MessageEnvelope {
  /** Unique, sorts by time, lower-case letters and digits; also the file name of the body. */
  readonly id: string;
  readonly receivedAt: number;
  readonly sessionId: string;
  readonly clientIp: string;
  readonly account: Address | null;
  readonly returnPath: ReturnPath;
  readonly deliveries: readonly Delivery[];
  readonly smtpUtf8: boolean;
  readonly eightBit: boolean;
  /** RFC 3461 ENVID and RET. */
  readonly dsnEnvelopeId: string | null;
  readonly dsnReturn: 'FULL' | 'HDRS' | null;
}

/** Room that is kept before a message for what is only known after its last byte. */
export const TRACE_HEADER_MAX_BYTES = 16_384;

/** Why the store could not take a message. */
export class StoreError extends Error {
  /** `disk-full`: 452 4.3.1. `unavailable`: 451 4.3.0. */
  readonly kind: 'disk-full' | 'unavailable';

  constructor(kind: 'disk-full' | 'unavailable', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.kind = kind;
  }
}

export interface IncomingMessage {
  /** Takes the next bytes; resolves when more may come. Rejects with StoreError. The chunk may not be changed afterwards. */
  write(chunk: Uint8Array): Promise<void>;
  /**
   * Resolves once the message is on disk and survives a power cut; rejects with StoreError if it is not.
   * `traceHeader` is put before the message, CRLF at each end: `Return-Path:` first, then what was found out and done
   * (`Authentication-Results:`, `DKIM-Signature:`), then `Received:`. At most TRACE_HEADER_MAX_BYTES.
   */
  commit(traceHeader: string): Promise<void>;
  /** Forgets the message and what was written of it. */
  discard(): Promise<void>;
}

export interface MessageStore {
  /** Rejects with StoreError where nothing can be stored now. */
  begin(envelope: MessageEnvelope): Promise<IncomingMessage>;
}

/** A message as a mailbox session sees it. */
export interface MaildropMessage {
  readonly uid: number;
  /** Exact number of octets that `read` answers. */
  readonly sizeBytes: number;
}

/** What lay in a mailbox at one moment, oldest first. */
export interface Maildrop {
  /** With the UID it names a message for ever (RFC 9051 §2.3.1.1); 0 where nothing was ever delivered. */
  readonly uidValidity: number;
  readonly messages: readonly MaildropMessage[];
}

/** The accounts' INBOXes, for those who fetch mail. Everything rejects with StoreError where the disk fails. */
export interface Maildrops {
  open(accountId: number): Promise<Maildrop>;
  /** The message as it is served: trace header and content, CRLF at each end. Null where it is gone. */
  read(accountId: number, uid: number): Promise<Uint8Array | null>;
  /**
   * Resolves once the messages are gone and a power cut does not bring them back; all or none. After a rejection
   * other than `disk-full` nobody knows which.
   */
  remove(accountId: number, uids: readonly number[]): Promise<void>;
}

// ---- mail for elsewhere ----------------------------------------------------------------------------

/** Why a delivery did not succeed. */
export interface DeliveryFailure {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The server that said so, or null where none was reached. */
  readonly host: string | null;
  /** SMTP reply code, or null where the failure was ours: no DNS answer, no connection. */
  readonly code: number | null;
  /** RFC 3463: `4.4.1`, `5.1.1`. */
  readonly enhanced: string;
  /** The server's words or ours, one line. */
  readonly text: string;
}

/** One recipient of one message that waits to be sent. */
export interface QueueEntry {
  readonly id: number;
  readonly message: QueuedEnvelope;
  readonly recipient: Address;
  /** The gateway domain whose server gets it, or null. */
  readonly gateway: string | null;
  readonly dsn: DsnRequest;
  /** Deliveries tried so far. */
  readonly attempts: number;
  readonly nextAttemptAt: number;
  /** `held`: until the administrator lets it go. `etrn`: parked until it is asked for, at most until `nextAttemptAt`. */
  readonly state: 'waiting' | 'held' | 'etrn';
  /** When it was last asked for, by the gateway's server (ETRN) or by the administrator; null where it never was. */
  readonly askedForAt: number | null;
  /** When the sender was told that it still waits; null while nobody was. */
  readonly delayToldAt: number | null;
  readonly lastFailure: DeliveryFailure | null;
}

/** What delivery needs to know of a stored message. */
export type QueuedEnvelope = Pick<
  MessageEnvelope,
  | 'id'
  | 'receivedAt'
  | 'sessionId'
  | 'account'
  | 'returnPath'
  | 'smtpUtf8'
  | 'eightBit'
  | 'dsnEnvelopeId'
  | 'dsnReturn'
> & {
  /** Exactly the octets that are sent on: see `DeliveryQueue.open`. */
  readonly sizeBytes: number;
};

/** What becomes of a queue entry. */
export type QueueChange =
  /** Delivered, bounced or given up: the entry goes. */
  | { readonly kind: 'done'; readonly id: number }
  | {
      readonly kind: 'deferred';
      readonly id: number;
      readonly nextAttemptAt: number;
      readonly failure: DeliveryFailure;
      /** The sender is told of the delay in the same change. */
      readonly delayToldAt: number | null;
    }
  /** Waits until it is asked for (RFC 1985): no attempt is counted, and it is due at `until` if nobody asks. */
  | { readonly kind: 'parked'; readonly id: number; readonly until: number }
  /** The recipient turned out to live here, or elsewhere than thought: these deliveries take the entry's place. */
  | { readonly kind: 'rerouted'; readonly id: number; readonly deliveries: readonly Delivery[] };

/** A message that the server itself writes: a delivery report, a notice to the postmaster. */
export interface OwnMessage {
  readonly envelope: MessageEnvelope;
  /** Trace header and content, CRLF at each line's end. */
  readonly content: Uint8Array;
}

/** Which entries are listed: those for which everything given here is so. */
export interface QueueSearch {
  /** In sender, recipient, message id or the last failure; letters of ASCII without regard to case. */
  readonly text?: string | undefined;
  readonly state?: QueueEntry['state'] | undefined;
  readonly only?: ReadonlySet<number> | undefined;
  readonly except?: ReadonlySet<number> | undefined;
  readonly limit: number;
}

/**
 * The queue, as delivery works through it. Everything rejects with StoreError where the disk fails. Ids are never
 * given out again.
 */
export interface DeliveryQueue {
  /**
   * Entries to be tried at `now`, longest due first, without those in `except` (they are under way). What was put off
   * by a clock that has been set back since is due too. Held entries never are; parked ones once their time is over.
   */
  due(now: number, limit: number, except: ReadonlySet<number>): Promise<readonly QueueEntry[]>;
  /** When the next entry that is not in `except` is due; null where nothing waits. */
  nextDueAt(except: ReadonlySet<number>): Promise<number | null>;
  /** The next to be tried first. */
  list(search: QueueSearch): Promise<readonly QueueEntry[]>;
  /** Those with these ids that are there, oldest first. */
  find(ids: readonly number[]): Promise<readonly QueueEntry[]>;
  /**
   * The message as it is sent on: without the `Return-Path:` that the store put before it (RFC 5321 §4.4). Rejects
   * where its content is gone.
   */
  open(messageId: string): Promise<AsyncIterable<Uint8Array>>;
  /** Exactly the octets that `open` yields. */
  sizeOf(messageId: string): Promise<number>;
  /**
   * One durable transaction: all changes and all messages, or none. Entries that are gone are passed over; the messages
   * are stored all the same. After a rejection other than `disk-full` nobody knows which: `find` tells, for what was
   * done or rerouted is gone.
   */
  settle(changes: readonly QueueChange[], messages: readonly OwnMessage[]): Promise<void>;
  /**
   * The entries are asked for and due at `at`, whatever their schedule said; held and parked ones too, which then wait
   * no longer. Answers how many.
   */
  retry(ids: readonly number[], at: number): Promise<number>;
  /** The gateway's server asks (ETRN): all its entries but the held ones are due at `at`. Answers how many. */
  retryGateway(gateway: string, at: number): Promise<number>;
  /** Answers how many. */
  hold(ids: readonly number[]): Promise<number>;
  /** Told whenever an entry may have been added or become due; answers what ends the telling. */
  onNews(listener: () => void): () => void;
}

// ---- DNS -------------------------------------------------------------------------------------------

export interface MxRecord {
  readonly preference: number;
  /** Canonical, without the final dot; empty for the null MX (RFC 7505). */
  readonly exchange: string;
}

/** RFC 6698 §2.1. `data` is the certificate association. */
export interface TlsaRecord {
  readonly usage: number;
  readonly selector: number;
  readonly matchingType: number;
  readonly data: Uint8Array;
}

export interface DnsRecords {
  readonly A: string;
  readonly AAAA: string;
  readonly MX: MxRecord;
  /** The strings of one record, joined. */
  readonly TXT: string;
  readonly TLSA: TlsaRecord;
  readonly CNAME: string;
  readonly PTR: string;
  /** Names of the servers that have a zone. */
  readonly NS: string;
}
export type DnsType = keyof DnsRecords;

/**
 * - `found`: at least one record; `secure`: the validating server says that DNSSEC proves it;
 * - `none`: the name or the type does not exist; `failed`: nobody knows (SERVFAIL, time-out, bogus signatures).
 */
export type DnsAnswer<T> =
  | { readonly kind: 'found'; readonly records: readonly T[]; readonly secure: boolean }
  | { readonly kind: 'none'; readonly secure: boolean }
  | { readonly kind: 'failed'; readonly reason: string };

/** Never rejects. Answers within ten seconds. */
export interface Dns {
  resolve<T extends DnsType>(name: string, type: T): Promise<DnsAnswer<DnsRecords[T]>>;
}

// ---- authenticity ----------------------------------------------------------------------------------

/** What is asked of a message while it passes through. The chunks may not be changed afterwards. */
export interface MessageObserver<Result> {
  write(chunk: Uint8Array): Promise<void>;
  /** After the last byte. Never rejects: what could not be found out is a result too. */
  finish(): Promise<Result>;
  /** The message ended without its dot. */
  abort(): void;
}

/** What came of SPF, DKIM, DMARC and ARC (RFC 7208, 6376, 9989, 8617). */
export interface AuthenticityResult {
  /** The `Authentication-Results:` field (RFC 8601), folded, CRLF at each end. */
  readonly header: string;
  readonly fact: AuthenticityFact;
}

export interface MessageToCheck {
  readonly clientIp: string;
  /**
   * The client is on the Trusted IPs list: a server that passes mail on to this one, whose own address SPF does not
   * know. Then SPF is not asked, and DMARC can pass but not fail.
   */
  readonly isTrusted: boolean;
  readonly helo: string;
  readonly returnPath: ReturnPath;
  /** Names the checking server in the field: authserv-id. */
  readonly hostname: string;
}

/** A message from elsewhere that is being checked while it arrives. */
export interface AuthenticityCheck extends Pick<MessageObserver<AuthenticityResult>, 'write' | 'abort'> {
  /**
   * After the last byte. `from` is the From: field as the strict reader sees it: it alone decides whose policy DMARC
   * asks for. Never rejects, and answers within ten seconds: what is not known then is a temporary error.
   */
  finish(from: FromHeader): Promise<AuthenticityResult>;
}

/** Checks what comes in and signs what goes out. */
export interface Authenticity {
  check(message: MessageToCheck): AuthenticityCheck;
  /**
   * Signs for the domain of the From: address where a key is active for it, or for a parent domain of it. The result is
   * the `DKIM-Signature:` fields, folded, CRLF at each end; empty where there is no key.
   */
  sign(fromDomain: string): MessageObserver<string>;
}

// ---- guards, features of later stages -------------------------------------------------------------

export interface ScreenedNetwork {
  /** `192.0.2.7` or `2001:db8::/64`. */
  readonly network: string;
  readonly reason: string;
  /** The session that caused it, or null where the administrator did. */
  readonly sessionId: string | null;
  readonly since: number;
  /** Null: until it is removed by hand. */
  readonly until: number | null;
  /** How often this network has been blocked, this time included. */
  readonly offences: number;
  /** Connections refused while blocked. */
  readonly hits: number;
  readonly addedBy: 'rule' | 'administrator';
}

/** Where an address lives that may live on a sharing host, with what delivery needs to get there. */
export type SharingLocation =
  Exclude<SharingAnswer, { kind: 'found' }> | { readonly kind: 'found'; readonly host: SharingHost };

/**
 * Asks the sharing hosts for an address; answers are kept for a while. While the feature is off or has no hosts, the
 * answer is `not-set-up` and nobody is asked. Never rejects; answers within five seconds.
 */
export interface DomainSharing {
  readonly isSetUp: boolean;
  find(address: Address): Promise<SharingAnswer>;
  /** The same question, for delivery. */
  locate(address: Address): Promise<SharingLocation>;
  /** The host that was found refuses mail for the address: the next question is asked anew. */
  forget(address: Address): void;
  /**
   * Whether a RCPT for the address after `MAIL FROM:<>` could be a sharing host's own question: it comes from the
   * address of such a host, or the address is being asked for at this moment. Such a question is answered from what is
   * known here, or servers would ask one another in circles.
   */
  couldBeQuestion(clientIp: string, recipient: Address): Promise<boolean>;
}

/** Asks a gateway's server whether it takes mail for an address; answers are kept for a while. Never rejects. */
export interface GatewayRecipients {
  ask(gateway: GatewayEntry, recipient: Address): Promise<GatewayAnswer>;
  /** What is known already, without asking anybody; null where nothing is. */
  known(gateway: GatewayEntry, recipient: Address): GatewayAnswer | null;
  /** Whether the gateway's server is being asked for the address at this moment. */
  isAsking(gateway: GatewayEntry, recipient: Address): boolean;
}

/** Something that happened and that the administrator should hear of without looking. */
export interface Notice {
  readonly id: number;
  readonly at: number;
  /** `network-blocked`, `account-frozen`, ...: what decides about its rate, its icon and its page. */
  readonly code: NoticeCode;
  /** One sentence. Never a secret. */
  readonly text: string;
  /** What it is about: a network, an account, a domain. One notice for one subject within an hour. */
  readonly subject: string;
  /** The page of the window on which something can be done about it, with its query. */
  readonly page: string;
  /** What an earlier notice of this code and subject told of has ended. */
  readonly isOver: boolean;
}

/** A notice that is to be told; without `isOver` something has begun. */
export type NewNotice = Pick<Notice, 'code' | 'text' | 'subject' | 'page'> & Partial<Pick<Notice, 'isOver'>>;

/** Takes notices; what was told lately is not told again. Never blocks, never fails. */
export interface NoticeBoard {
  tell(notice: NewNotice): void;
}

/** Which account opened its mailbox when. */
export interface MailboxLogins {
  /** Milliseconds since 1970 of the last successful login, or null. */
  lastLoginAt(accountId: number): number | null;
}

// ---- session log ---------------------------------------------------------------------------------

export interface SessionOpening {
  readonly listener: string;
  readonly listenerKind: SessionKind;
  readonly port: number;
  readonly ip: string;
}

/** What a session writes about itself while it runs. Never blocks, never throws, gets no secrets. */
export interface SessionRecorder {
  readonly id: string;
  line(from: TranscriptLine['from'], text: string): void;
  /** `step`: what was judged, where it can be judged again. */
  verdict(row: Omit<VerdictRow, 'at'>, step?: JudgedStep): void;
  /** A refusal outside the policy: protocol errors, limits, storage. 4xx counts as deferred, else as blocked. */
  refused(refusal: RefusalSummary): void;
  update(change: Partial<Pick<SessionSummary, 'tls' | 'helo' | 'account' | 'sender' | 'bytes'>>): void;
  recipient(address: string): void;
  accepted(): void;
  close(): void;
}

export interface SessionLog {
  open(session: SessionOpening): SessionRecorder;
}

/** The policy in force: settings and directory of one moment, with one number for both. */
export interface PolicySnapshot {
  readonly revision: number;
  readonly settings: Settings;
  readonly directory: DirectoryView;
}
