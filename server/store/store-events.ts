/** What happens to the store that an administrator should hear of. */
export type StoreEvent =
  /** The last run had not ended in good order; files of messages that were never acknowledged were removed. */
  | { readonly kind: 'recovered'; readonly sweptFiles: number }
  /** mail.db was gone or empty: a new one was made, and the bodies there were set aside in this folder. */
  | { readonly kind: 'database-missing'; readonly orphans: string }
  /** The check after such a stop. No problems: mail.db is sound. */
  | { readonly kind: 'checked'; readonly problems: readonly string[] }
  /** Messages were refused with 452; serving goes on. */
  | { readonly kind: 'disk-full'; readonly cause: string }
  /** Accepted messages wait in mail.db because their files cannot be written; nothing is lost. */
  | { readonly kind: 'settle-failed'; readonly cause: string }
  /** After an I/O error messages were refused with 451 and mail.db was opened anew. */
  | { readonly kind: 'reopened'; readonly cause: string }
  /** The storage worker crashed and was started again. */
  | { readonly kind: 'worker-restarted'; readonly cause: string }
  /** Nothing is stored any more until the server is started again. */
  | { readonly kind: 'failed'; readonly cause: string };

export interface StoreStats {
  readonly state: 'running' | 'restarting' | 'failed' | 'closed';
  readonly sqliteVersion: string;
  /** Durable transactions since the start, and the messages and directory changes in them. */
  readonly transactions: number;
  readonly itemsCommitted: number;
  /** Messages moved from mail.db to their files since the start. */
  readonly messagesSettled: number;
  /** Bytes of incoming messages held in memory now. */
  readonly bytesInMemory: number;
}
