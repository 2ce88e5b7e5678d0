import { z } from 'zod';
import type { DeliveryFailure } from './delivery-queue.ts';
import { addressSchema } from './directory.ts';
import type { SharingAnswer } from './facts.ts';
import { domainSchema } from './settings.ts';

/** One recipient of one message that waits to be sent. */
export interface QueuedMessage {
  readonly id: string;
  readonly messageId: string;
  /** Of the session that it came in by; see the log. Empty for a notice that the server itself wrote. */
  readonly sessionId: string;
  readonly queuedAt: number;
  readonly sender: string;
  readonly recipient: string;
  readonly gateway: string | null;
  readonly sizeBytes: number;
  /** `sending`: under way now. `etrn`: until the gateway's server asks for it. */
  readonly state: 'waiting' | 'held' | 'sending' | 'etrn';
  readonly attempts: number;
  readonly nextAttemptAt: number;
  /** When it goes back to its sender unless it can be delivered. */
  readonly expiresAt: number;
  readonly lastFailure: DeliveryFailure | null;
}

export interface QueueQuery {
  /** Looked for in sender, recipient, message id and the reason of the last failure. */
  readonly text?: string | undefined;
  readonly state?: QueuedMessage['state'] | undefined;
  readonly limit?: number | undefined;
}

/** How the last question to a sharing host ended. */
export interface SharingHostStatus {
  readonly host: string;
  readonly port: number;
  readonly lastAskedAt: number | null;
  readonly lastAnswer: string | null;
  readonly ok: boolean | null;
}

export interface SharingStatus {
  readonly enabled: boolean;
  readonly hosts: readonly SharingHostStatus[];
  readonly cached: { readonly found: number; readonly notFound: number; readonly errors: number };
}

/** One host's answer to a test, with the conversation it was read from. */
export interface SharingTest {
  readonly answer: SharingAnswer;
  readonly hosts: readonly {
    readonly host: string;
    readonly port: number;
    readonly answer: 'found' | 'not-found' | 'error';
    readonly detail: string;
    readonly transcript: readonly string[];
  }[];
}

/** A key that signs mail of a domain, and the DNS record that must hold its other half. */
export interface DkimKeyView {
  readonly domain: string;
  readonly selector: string;
  readonly algorithm: 'rsa' | 'ed25519';
  readonly createdAt: number;
  /** Signs now. At most one key of each algorithm of a domain does. */
  readonly active: boolean;
  readonly recordName: string;
  readonly recordValue: string;
}

export interface DkimCheck {
  readonly state: 'published' | 'missing' | 'different' | 'error';
  /** What was found, or what to do; one sentence. */
  readonly detail: string;
  readonly found: readonly string[];
}

export interface MailboxMessage {
  readonly uid: number;
  readonly receivedAt: number;
  readonly sizeBytes: number;
  readonly returnPath: string;
}

export interface DeliveryCalls {
  /** The next to be tried first. */
  'queue.list': (query?: QueueQuery) => readonly QueuedMessage[];
  /** Each answers how many entries it changed; ids that are gone are passed over. */
  'queue.retry': (ids: readonly string[]) => number;
  'queue.hold': (ids: readonly string[]) => number;
  'queue.release': (ids: readonly string[]) => number;
  /** Deletes without a word to anybody. */
  'queue.remove': (ids: readonly string[]) => number;
  /** Sends back to the sender at once. */
  'queue.bounce': (ids: readonly string[]) => number;
  'domainSharing.status': () => SharingStatus;
  /** Asks every host about the address now, past the cache. */
  'domainSharing.test': (address: string) => SharingTest;
  'domainSharing.flush': () => void;
  'dkim.list': () => readonly DkimKeyView[];
  /** Makes a key; it signs once it is activated. */
  'dkim.create': (domain: string, selector: string, algorithm: DkimKeyView['algorithm']) => DkimKeyView;
  /** Asks DNS for the record. */
  'dkim.check': (domain: string, selector: string) => DkimCheck;
  'dkim.activate': (domain: string, selector: string, active: boolean) => void;
  'dkim.remove': (domain: string, selector: string) => void;
  'mailboxes.list': (address: string) => readonly MailboxMessage[];
}

const queueIdsArgument = z.tuple([z.array(z.string().min(1).max(100)).max(10_000)]);

const selectorArgument = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'is not a selector of letters, digits and hyphens');

const none = z.tuple([]);

export const DELIVERY_ARGUMENTS = {
  'queue.list': z.tuple([
    z
      .strictObject({
        text: z.string().max(200).optional(),
        state: z.enum(['waiting', 'held', 'sending', 'etrn']).optional(),
        limit: z.int().min(1).max(10_000).optional(),
      })
      .optional(),
  ]),
  'queue.retry': queueIdsArgument,
  'queue.hold': queueIdsArgument,
  'queue.release': queueIdsArgument,
  'queue.remove': queueIdsArgument,
  'queue.bounce': queueIdsArgument,
  'domainSharing.status': none,
  'domainSharing.test': z.tuple([addressSchema]),
  'domainSharing.flush': none,
  'dkim.list': none,
  'dkim.create': z.tuple([domainSchema, selectorArgument, z.enum(['rsa', 'ed25519'])]),
  'dkim.check': z.tuple([domainSchema, selectorArgument]),
  'dkim.activate': z.tuple([domainSchema, selectorArgument, z.boolean()]),
  'dkim.remove': z.tuple([domainSchema, selectorArgument]),
  'mailboxes.list': z.tuple([addressSchema]),
};
