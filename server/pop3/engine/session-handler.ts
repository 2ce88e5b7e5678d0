import type { TranscriptLine } from '../../contract/session-log.ts';
import type { Refusal } from './response.ts';

/** What the engine asks of whoever knows accounts and mailboxes. The engine holds no opinion of its own. */

export interface TlsFact {
  /** `TLSv1.3`. */
  readonly protocol: string;
}

export interface Credentials {
  readonly login: string;
  readonly password: string;
}

/** One message of an opened mailbox; its number is its place in the list, from 1. */
export interface ListedMessage {
  /** RFC 1939 §7: unique in this mailbox for ever, 1 to 70 printable characters. */
  readonly uniqueId: string;
  readonly sizeBytes: number;
}

/** A mailbox that belongs to this session alone until it is closed. */
export interface OpenMailbox {
  readonly messages: readonly ListedMessage[];
  /** The message with this number; null where it is gone. A refusal where it cannot be read now. */
  read(number: number): Promise<Uint8Array | Refusal | null>;
  /** RFC 1939 §6: removes the messages with these numbers durably. Null, or why not; then all of them are kept. */
  remove(numbers: readonly number[]): Promise<Refusal | null>;
}

export type SignInAnswer =
  | { readonly kind: 'opened'; readonly mailbox: OpenMailbox }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export interface SessionHandler {
  readonly sessionId: string;
  /** Null: the client is greeted. A refusal in place of the greeting ends the session. */
  connected(): Promise<Refusal | null>;
  secured(tls: TlsFact): void;
  /** Whether this client may sign in on this connection as it is. */
  signInIsOffered(): boolean;
  signIn(credentials: Credentials): Promise<SignInAnswer>;
  /** Masked: no login, password or content. */
  transcript(from: TranscriptLine['from'], text: string): void;
  refusedByEngine(refusal: Refusal, because: string): void;
  /** The mailbox, if one is open, is free for others from now on. Idempotent. */
  release(): void;
  /** The connection is gone. Called once, last. */
  closed(): void;
}
