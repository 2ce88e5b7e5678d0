import { z } from 'zod';
import type { OptionPath } from './options.ts';
import type { ListenerSettings } from './settings.ts';

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

export interface Diagnostics {
  readonly version: string;
  readonly runtime: Readonly<Record<string, string>>;
  readonly dataFolder: string;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
  readonly status: ServerStatus;
}

export interface StatusCalls {
  'status.get': () => ServerStatus;
  'diagnostics.get': () => Diagnostics;
  /** Accepts no new mail until then, at most 30 days ahead; null: until `server.resume`. */
  'server.pause': (until: number | null) => void;
  'server.resume': () => void;
}

const none = z.tuple([]);

export const STATUS_ARGUMENTS = {
  'status.get': none,
  'diagnostics.get': none,
  'server.pause': z.tuple([z.int().nonnegative().nullable()]),
  'server.resume': none,
};
