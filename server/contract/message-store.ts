import type { Address, ReturnPath } from './address.ts';

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
