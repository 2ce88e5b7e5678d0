import { formatAddress, formatReturnPath } from '../../../server/contract/address.ts';
import { reply, type Reply } from '../../../server/contract/reply.ts';
import type {
  BodyDefect,
  Credentials,
  EtrnCommand,
  MailCommand,
  MessageSink,
  RcptCommand,
  SessionHandler,
  SignInAnswer,
  TlsFact,
} from '../../../server/smtp/engine/session-handler.ts';

/** What a test's handler answers where it differs from saying yes to everything. */
export interface Answers {
  readonly connected?: () => Promise<Reply | null>;
  readonly authOffer?: () => ReturnType<SessionHandler['authOffer']>;
  readonly authAttempted?: () => Reply | null;
  readonly signIn?: (credentials: Credentials) => Promise<SignInAnswer>;
  readonly mayAskOthers?: boolean;
  /** ETRN is on offer where there is an answer. */
  readonly etrn?: (command: EtrnCommand) => Promise<Reply>;
  readonly mail?: (command: MailCommand) => Promise<Reply | null>;
  readonly rcpt?: (command: RcptCommand) => Promise<Reply | null>;
  readonly data?: () => Promise<MessageSink | Reply>;
}

export interface RecordedMessage {
  readonly content: string;
  readonly defects: readonly BodyDefect[];
}

/** A session that takes everything, and remembers what the engine told it. */
export class RecordingHandler implements SessionHandler {
  readonly sessionId = 's1';
  /** Calls in order, in words. */
  readonly calls: string[] = [];
  readonly lines: string[] = [];
  readonly messages: RecordedMessage[] = [];
  readonly mails: MailCommand[] = [];
  readonly rcpts: RcptCommand[] = [];
  readonly signIns: Credentials[] = [];
  readonly ended: Promise<void>;
  #answers: Answers;
  #confirmEnd: () => void = () => undefined;

  constructor(answers: Answers = {}) {
    this.#answers = answers;
    this.ended = new Promise((resolve) => {
      this.#confirmEnd = resolve;
    });
  }

  connected(): Promise<Reply | null> {
    this.calls.push('connected');
    return this.#answers.connected?.() ?? Promise.resolve(null);
  }

  greeted(verb: 'EHLO' | 'HELO', name: string): void {
    this.calls.push(`greeted ${verb} ${name}`);
  }

  secured(tls: TlsFact): void {
    this.calls.push(`secured ${tls.protocol}`);
  }

  authOffer(): ReturnType<SessionHandler['authOffer']> {
    return this.#answers.authOffer?.() ?? 'offered';
  }

  authAttempted(): Reply | null {
    this.calls.push('authAttempted');
    return this.#answers.authAttempted?.() ?? null;
  }

  signIn(credentials: Credentials): Promise<SignInAnswer> {
    this.signIns.push(credentials);
    const welcome = { signedIn: true, reply: reply(235, '2.7.0', 'Welcome') };
    return this.#answers.signIn?.(credentials) ?? Promise.resolve(welcome);
  }

  mail(command: MailCommand): Promise<Reply | null> {
    this.calls.push(`mail ${formatReturnPath(command.returnPath)}`);
    this.mails.push(command);
    return this.#answers.mail?.(command) ?? Promise.resolve(null);
  }

  rcpt(command: RcptCommand): Promise<Reply | null> {
    const { recipient } = command;
    this.calls.push(`rcpt ${recipient === 'postmaster' ? recipient : formatAddress(recipient)}`);
    this.rcpts.push(command);
    return this.#answers.rcpt?.(command) ?? Promise.resolve(null);
  }

  data(): Promise<MessageSink | Reply> {
    this.calls.push('data');
    return this.#answers.data?.() ?? Promise.resolve(this.sink());
  }

  /** Keeps the message; answers `250 2.0.0 kept`. */
  sink(): MessageSink {
    const chunks: Uint8Array[] = [];
    return {
      write: (chunk) => {
        chunks.push(chunk);
        return Promise.resolve();
      },
      end: (defects) => {
        this.calls.push('end');
        const content = Buffer.concat(chunks).toString('latin1');
        this.messages.push({ content, defects: [...defects].sort() });
        return Promise.resolve(reply(250, '2.0.0', 'kept'));
      },
      abort: () => {
        this.calls.push('abort');
        return Promise.resolve();
      },
    };
  }

  mayAskOthers(): boolean {
    return this.#answers.mayAskOthers === true;
  }

  offersEtrn(): boolean {
    return this.#answers.etrn !== undefined;
  }

  etrn(command: EtrnCommand): Promise<Reply> {
    this.calls.push(`etrn ${command.withSubdomains ? '@' : ''}${command.domain}`);
    return this.#answers.etrn?.(command) ?? Promise.reject(new Error('ETRN is not offered'));
  }

  transactionReset(): void {
    this.calls.push('reset');
  }

  transcript(from: 'client' | 'server' | 'note', text: string): void {
    this.lines.push(`${{ client: 'C', server: 'S', note: '-' }[from]}: ${text}`);
  }

  refusedByEngine(answer: Reply, because: string): void {
    this.calls.push(`refused ${answer.code} ${answer.enhanced}: ${because}`);
  }

  closed(): void {
    this.calls.push('closed');
    this.#confirmEnd();
  }
}
