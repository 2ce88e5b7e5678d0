import type { Address, ReturnPath } from './address.ts';
import type { Account, Destination, GatewayEntry, Ownership, WhiteListEntry } from './directory.ts';
import type { SharingAnswer } from './facts.ts';
import type { Settings } from './settings.ts';
import type { RefusalSummary, SessionSummary, TranscriptLine, VerdictRow } from './session-log.ts';
import type { ListenerKind } from './settings.ts';

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
  /** Header lines put before the message: Return-Path:, Received:. CRLF at each end. */
  readonly traceHeader: string;
}

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
  /** Resolves once the message is on disk and survives a power cut; rejects with StoreError if it is not. */
  commit(): Promise<void>;
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

/** Asks the sharing hosts for an address. Without hosts the answer is `not-set-up`. */
export interface DomainSharing {
  readonly isSetUp: boolean;
  find(address: Address): Promise<SharingAnswer>;
}

/** Which account opened its mailbox when. */
export interface MailboxLogins {
  /** Milliseconds since 1970 of the last successful login, or null. */
  lastLoginAt(accountId: number): number | null;
}

// ---- session log ---------------------------------------------------------------------------------

export interface SessionOpening {
  readonly listener: string;
  readonly listenerKind: ListenerKind;
  readonly port: number;
  readonly ip: string;
}

/** What a session writes about itself while it runs. Never blocks, never throws, gets no secrets. */
export interface SessionRecorder {
  readonly id: string;
  line(from: TranscriptLine['from'], text: string): void;
  verdict(row: Omit<VerdictRow, 'at'>): void;
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
