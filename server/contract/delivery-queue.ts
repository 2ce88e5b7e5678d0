import type { Address } from './address.ts';
import type { Delivery, DsnRequest, MessageEnvelope } from './message-store.ts';

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
