import type { QueueChange } from '../../server/contract/delivery-queue.ts';
import type { Placements } from './ledger.ts';

/** What the crash tests and the process that they let crash say to each other. */

export interface NewMessage {
  readonly id: string;
  readonly accounts: readonly number[];
  /** Local parts of recipients elsewhere. */
  readonly recipients: readonly string[];
  readonly traceHeader: string;
  readonly body: Uint8Array;
}

/** Operations have a number, by which they are answered. */
export type Operation =
  | { readonly kind: 'put'; readonly message: NewMessage }
  /** As a QUIT after DELE does it. */
  | { readonly kind: 'remove'; readonly account: number; readonly uids: readonly number[] }
  /** As delivery does it after its attempts. */
  | {
      readonly kind: 'settle';
      readonly changes: readonly QueueChange[];
      readonly reports: readonly NewMessage[];
      /** The messages whose entries they are. */
      readonly touched: readonly string[];
    };

export type ToChild =
  | { readonly kind: 'operation'; readonly number: number; readonly operation: Operation }
  /** `hashed`: messages whose bytes are to be hashed. */
  | { readonly kind: 'audit'; readonly hashed: readonly string[] };

export interface Audit {
  readonly kind: 'audit';
  readonly placements: Placements;
  /** SHA-1 of what is served, or why there is nothing to serve. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Everything that is wrong whatever the ledger says. */
  readonly faults: readonly string[];
}

export type FromChild =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly number: number; readonly placements: Placements }
  | { readonly kind: 'refused'; readonly number: number; readonly cause: string }
  | Audit;
