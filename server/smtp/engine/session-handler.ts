import type { Address, ReturnPath } from '../../contract/address.ts';
import type { Reply } from '../../contract/reply.ts';
import type { DsnRequest } from '../../contract/message-store.ts';
import type { TranscriptLine } from '../../contract/session-log.ts';

/**
 * The seam between the engine and the session. The engine speaks SMTP: syntax, states, extensions, limits of
 * the protocol, bytes. It holds no opinion on who may do what: it asks the handler, one per connection, and
 * awaits each answer before it reads the next command.
 */
export interface SessionHandler {
  /** At the end of every reply that refuses, in brackets, so that the administrator finds the session: `4fk2`. */
  readonly sessionId: string;
  /** Before the greeting. A reply is sent in its place (`421 4.7.0`) and the connection closed. */
  connected(): Promise<Reply | null>;
  /** EHLO or HELO was accepted. */
  greeted(verb: 'EHLO' | 'HELO', name: string): void;
  /** The TLS handshake is done: everything before it is forgotten, the sign-in included (RFC 3207 §4.2). */
  secured(tls: TlsFact): void;
  /**
   * How AUTH stands now: on offer; only after STARTTLS (`538 5.7.11`); or hidden, when AUTH gets the very bytes
   * of an unknown verb.
   */
  authOffer(): 'offered' | 'after-starttls' | 'hidden';
  /**
   * An AUTH verb arrived, in any form and state, before anything else happens to it. A reply ends the session:
   * it is written and the connection closed; the rest of the command is neither parsed nor logged.
   */
  authAttempted(): Reply | null;
  /** Credentials of a well-formed exchange. `signedIn` binds the session; the reply is sent either way. */
  signIn(credentials: Credentials): Promise<SignInAnswer>;
  /** Whether other servers may be asked for a recipient, so that a client can wish that they are not. */
  mayAskOthers(): boolean;
  /** Whether ETRN is on offer (RFC 1985); where it is not, it gets the reply of an unknown verb. */
  offersEtrn(): boolean;
  /** A well-formed ETRN outside a mail transaction. */
  etrn(command: EtrnCommand): Promise<Reply>;
  /** Null accepts. */
  mail(command: MailCommand): Promise<Reply | null>;
  rcpt(command: RcptCommand): Promise<Reply | null>;
  /** At least one recipient is accepted and DATA was sent: somewhere to write to, or a refusal (`451`, `452`). */
  data(): Promise<MessageSink | Reply>;
  /** RSET, EHLO, STARTTLS, or a message was finished: the transaction is gone. */
  transactionReset(): void;
  /** One line of the transcript, masked by the engine: no AUTH argument or continuation, no message content. */
  transcript(from: TranscriptLine['from'], text: string): void;
  /** The engine itself refused something: a limit, a state, a syntax error that the administrator should see. */
  refusedByEngine(reply: Reply, because: string): void;
  /** The connection is gone. Called exactly once; a sink still open has been aborted before. */
  closed(): void;
}

export interface TlsFact {
  /** `TLSv1.3`, as the runtime names it. */
  readonly protocol: string;
  readonly cipher: string;
}

export interface Credentials {
  readonly mechanism: 'PLAIN' | 'LOGIN';
  readonly login: string;
  readonly password: string;
}

export interface SignInAnswer {
  readonly signedIn: boolean;
  readonly reply: Reply;
}

export interface MailCommand {
  readonly returnPath: ReturnPath;
  /** SIZE=, in bytes (RFC 1870); already checked against the listener's limit. */
  readonly sizeBytes: number | null;
  readonly body: '7BIT' | '8BITMIME';
  readonly smtpUtf8: boolean;
  readonly dsnReturn: 'FULL' | 'HDRS' | null;
  readonly dsnEnvelopeId: string | null;
  /** Recipients are answered from what is known here; no other server is asked. See `LOCAL_ONLY_EXTENSION`. */
  readonly localOnly: boolean;
}

export interface EtrnCommand {
  /** In canonical form. */
  readonly domain: string;
  readonly withSubdomains: boolean;
}

export interface RcptCommand {
  /** RFC 5321 §4.1.1.3: `<Postmaster>` stands without a domain. */
  readonly recipient: Address | 'postmaster';
  readonly dsn: DsnRequest;
}

/** What the bytes between DATA and the dot had that a message may not have. */
export type BodyDefect = 'bare-cr' | 'bare-lf' | 'nul' | 'too-large' | 'line-too-long';

export interface MessageSink {
  /** Dot-stuffing undone; line ends as the listener's rule has them. Resolves when more may come. */
  write(chunk: Uint8Array): Promise<void>;
  /** The dot has come. The reply is sent; nothing after it was read meanwhile. */
  end(defects: ReadonlySet<BodyDefect>): Promise<Reply>;
  /** The connection ended before the dot. */
  abort(): Promise<void>;
}

/** What one listener fixes for its engine. */
export interface EngineSettings {
  readonly hostname: string;
  readonly kind: 'smtp' | 'msa';
  readonly tls: 'starttls' | 'implicit';
  readonly messageBytes: number;
  readonly recipients: number;
  /** How long the client must stay silent before the greeting; 0 greets at once (RFC 5321 §3.1). */
  readonly greetingDelayMs: number;
}
