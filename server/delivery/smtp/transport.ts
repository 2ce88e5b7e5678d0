import type { Address } from '../../contract/address.ts';
import type { Dispose } from '../../contract/clock.ts';
import type { DeliveryFailure, QueuedEnvelope } from '../../contract/delivery-queue.ts';
import type { DsnRequest } from '../../contract/message-store.ts';
import type { SessionRecorder } from '../../contract/session-recorder.ts';
import type { SmartHost } from '../../contract/settings.ts';

/** The way that the recipients of one job share. */
export type DeliveryRoute =
  /** By the MX records of `domain`: canonical, or an address literal in brackets (RFC 5321 §4.1.3). */
  | { readonly kind: 'mx'; readonly domain: string }
  /** To a host that the administrator named: a smart host, a gateway's server, a sharing host. */
  | {
      readonly kind: 'host';
      /** A host name or an IP address. */
      readonly host: string;
      readonly port: number;
      readonly tls: SmartHost['tls'];
      readonly login: SmartHost['login'];
      /** What failures call it: `smart host`, `server of the gateway example.com`. */
      readonly name: string;
    };

export interface JobRecipient {
  /** Of the queue; unique within the job. */
  readonly entryId: number;
  readonly address: Address;
  readonly dsn: DsnRequest;
}

/** One message for recipients that share a way: one domain's, or all that go to one host. */
export interface DeliveryJob {
  readonly route: DeliveryRoute;
  readonly envelope: QueuedEnvelope;
  readonly recipients: readonly JobRecipient[];
  /** The message from its first byte, CRLF at each line's end; called again for each attempt. */
  readonly open: () => Promise<AsyncIterable<Uint8Array>>;
  /** Exactly the octets that `open` yields. A stream of another length is never completed by a dot. */
  readonly size: number;
  /** Ends the attempt: connections break, and who got no answer yet is deferred. */
  readonly signal?: AbortSignal;
}

export type RecipientOutcome =
  | {
      readonly kind: 'delivered';
      readonly host: string;
      /** The server's words for the message, one line. */
      readonly reply: string;
      /** The server took the DSN parameters too (RFC 3461): it reports success now, not we. */
      readonly dsnPassedOn: boolean;
      /** `TLSv1.3 TLS_AES_256_GCM_SHA384`; null without TLS. */
      readonly tls: string | null;
    }
  /** For good: the sender gets a report. */
  | { readonly kind: 'refused'; readonly failure: DeliveryFailure }
  /** For now. Nobody knows whether a message arrived whose connection was lost after the dot: deferred too. */
  | { readonly kind: 'deferred'; readonly failure: DeliveryFailure };

/** By entry id; every recipient of the job has one. */
export type JobResult = ReadonlyMap<number, RecipientOutcome>;

/** The network side of outgoing mail. */
export interface Transport {
  /** Never rejects: whatever goes wrong is an outcome of the recipients. */
  send(job: DeliveryJob): Promise<JobResult>;
  /** Forgets which hosts could not be reached lately: for an administrator's "retry now". */
  forgetFailures(): void;
  /** Breaks what is under way, whose recipients are deferred, and closes every connection. */
  readonly dispose: Dispose;
}

/** What a connection tells of itself while it lasts. AUTH arguments are masked, content is left out. */
export type ConnectionRecord = Pick<
  SessionRecorder,
  'line' | 'update' | 'recipient' | 'accepted' | 'refused' | 'close'
>;

/** Opens the record of a connection that is about to be made. `ip`: the first address that is tried. */
export type OpenRecord = (about: {
  readonly host: string;
  readonly ip: string;
  readonly port: number;
}) => ConnectionRecord;
