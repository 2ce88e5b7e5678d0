import type { Migrations, SqlRow, SqlStatement, SqlValue } from '../contract/database.ts';
import type { QueueChange } from '../contract/delivery-queue.ts';
import type { Failure } from './failure.ts';

/** What the server's thread and the storage worker say to each other. Plain data: it is cloned on the way. */

export interface WorkerData {
  readonly dataFolder: string;
  readonly migrations: readonly Migrations[];
  /** Whether files without a row may be removed: not while this process may be writing some. */
  readonly maySweep: boolean;
}

export interface StoredMessage {
  readonly id: string;
  readonly receivedAt: number;
  /** As served, without the envelope lines. */
  readonly sizeBytes: number;
  /** Where the served bytes begin. */
  readonly bodyOffset: number;
  /** Where the bytes begin that are sent on. */
  readonly sentOffset: number;
  readonly returnPath: string;
  readonly envelope: string;
  readonly deliveries: readonly StoredDelivery[];
  /** The whole file's content; null where the file is written already. */
  readonly content: Uint8Array<ArrayBuffer> | null;
}

export type StoredDelivery =
  | { readonly kind: 'mailbox'; readonly accountId: number }
  | {
      readonly kind: 'queue';
      readonly recipient: string;
      readonly gateway: string | null;
      readonly dsn: string;
    };

export type StoredQueueChange =
  | Extract<QueueChange, { kind: 'done' | 'parked' }>
  | (Omit<Extract<QueueChange, { kind: 'deferred' }>, 'failure'> & { readonly failure: string })
  | { readonly kind: 'rerouted'; readonly id: number; readonly deliveries: readonly StoredDelivery[] };

/** One caller's share of a transaction that many callers share. */
export type CommitItem =
  | { readonly kind: 'message'; readonly message: StoredMessage }
  /** Messages of an account's INBOX that go for good; see remove-messages.ts. */
  | { readonly kind: 'removal'; readonly accountId: number; readonly uids: readonly number[] }
  /** What became of queue entries, with the messages that the server wrote about it; see change-queue.ts. */
  | {
      readonly kind: 'settlement';
      readonly changes: readonly StoredQueueChange[];
      readonly messages: readonly StoredMessage[];
    }
  | { readonly kind: 'statements'; readonly statements: readonly SqlStatement[] };

export type ItemOutcome =
  | { readonly kind: 'done'; readonly rows: readonly (readonly SqlRow[])[] }
  | { readonly kind: 'refused'; readonly message: string };

export type ToWorker =
  | { readonly kind: 'commit'; readonly items: readonly CommitItem[]; readonly at: number }
  | {
      readonly kind: 'query';
      readonly id: number;
      readonly sql: string;
      readonly params: readonly SqlValue[];
    }
  /** `cleanly`: nothing was left behind that the next start would have to sweep. */
  | { readonly kind: 'close'; readonly cleanly: boolean };

export type FromWorker =
  | {
      readonly kind: 'ready';
      readonly sqliteVersion: string;
      readonly afterUncleanStop: boolean;
      readonly sweptFiles: number;
      /** The folder into which bodies without a database were set aside. */
      readonly orphans: string | null;
    }
  | { readonly kind: 'cannot-open'; readonly cause: string }
  /** The answer to the one commit that runs. */
  | { readonly kind: 'committed'; readonly outcomes: readonly ItemOutcome[] }
  | { readonly kind: 'commit-failed'; readonly failure: Failure }
  | { readonly kind: 'rows'; readonly id: number; readonly rows: readonly SqlRow[] }
  | { readonly kind: 'query-failed'; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'settled'; readonly messages: number }
  | { readonly kind: 'settle-failed'; readonly failure: Failure }
  | { readonly kind: 'reopened'; readonly cause: string }
  /** Nothing is stored any more until the server is started again. */
  | { readonly kind: 'failed'; readonly cause: string };

/** What the worker's entry is started with. */
export type WorkerTask =
  | { readonly kind: 'store'; readonly data: WorkerData }
  | { readonly kind: 'check'; readonly dataFolder: string };

/** The one message of a `check`. No problems: sound. */
export interface IntegrityReport {
  readonly problems: readonly string[];
}
