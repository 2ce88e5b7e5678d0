import { maskCommand, parseCommand, type Command } from './command.ts';
import { COMMAND_LINE_BYTES, type EngineLimits } from './engine-limits.ts';
import { MailboxDialogue } from './mailbox-dialogue.ts';
import { BAD_CHARACTERS, LINE_TOO_LONG, NOT_NOW, SYNTAX, TLS_ALREADY, UNKNOWN_COMMAND } from './refusals.ts';
import type { OpenMailbox, SessionHandler } from './session-handler.ts';
import { SignIn } from './sign-in.ts';
import type { Speaker } from './speaker.ts';
import type { Wire } from './wire.ts';

/** One session, line by line: its state, and which command is possible in it (RFC 1939 §3). */
export class Dialogue {
  readonly #speaker: Speaker;
  readonly #wire: Wire;
  readonly #handler: SessionHandler;
  readonly #signIn: SignIn;
  /** The TRANSACTION state; null in the AUTHORIZATION state. */
  #mailbox: MailboxDialogue | null = null;

  constructor(speaker: Speaker, wire: Wire, handler: SessionHandler, limits: EngineLimits) {
    this.#speaker = speaker;
    this.#wire = wire;
    this.#handler = handler;
    this.#signIn = new SignIn(speaker, handler, limits);
  }

  async receive(line: Buffer): Promise<void> {
    if (this.#signIn.isUnderWay) {
      this.#handler.transcript('client', '***');
      this.#opened(await this.#signIn.continue(line));
      return;
    }
    const parsed = parseCommand(line);
    this.#handler.transcript('client', maskCommand(parsed));
    if (line.length > COMMAND_LINE_BYTES) {
      // RFC 5034 §4: an initial response may be as long as the other lines of the exchange.
      const isAuth = parsed.kind === 'command' && parsed.command.verb === 'AUTH';
      if (!isAuth) {
        this.#speaker.refuse(LINE_TOO_LONG, 'Command line too long');
        return;
      }
    }
    if (parsed.kind === 'command') await this.#carryOut(parsed.command);
    else if (parsed.kind === 'unknown') this.#speaker.refuse(UNKNOWN_COMMAND, 'Unknown command');
    else this.#speaker.refuse(BAD_CHARACTERS, 'Control characters or bytes that are not UTF-8');
  }

  async #carryOut({ verb, argument }: Command): Promise<void> {
    switch (verb) {
      case 'CAPA':
        if (this.#hasNoArgument(argument)) this.#speaker.list('capabilities follow', this.#capabilities());
        return;
      case 'QUIT':
        if (this.#hasNoArgument(argument)) await this.#quit();
        return;
      case 'STLS':
        if (this.#hasNoArgument(argument)) this.#startTls();
        return;
      case 'USER':
        if (this.#isSigningIn()) this.#signIn.user(argument);
        return;
      case 'PASS':
        if (this.#isSigningIn()) this.#opened(await this.#signIn.pass(argument));
        return;
      case 'AUTH':
        if (this.#isSigningIn()) this.#opened(await this.#signIn.auth(argument));
        return;
      default:
        if (this.#mailbox === null) this.#speaker.refuse(NOT_NOW, `${verb} before sign-in`);
        else await this.#mailbox.carryOut(verb, argument);
    }
  }

  #opened(mailbox: OpenMailbox | null): void {
    if (mailbox === null) return;
    this.#mailbox = new MailboxDialogue(this.#speaker, mailbox);
    this.#speaker.agree(this.#mailbox.summary);
  }

  async #quit(): Promise<void> {
    const refusal = (await this.#mailbox?.update()) ?? null;
    // Whoever hears the answer may open the mailbox again.
    this.#handler.release();
    if (refusal === null) this.#speaker.sayGoodbye('Goodbye');
    else this.#speaker.hangUp(refusal);
  }

  #startTls(): void {
    if (this.#wire.isSecure()) {
      this.#speaker.refuse(TLS_ALREADY, 'STLS inside TLS');
      return;
    }
    // RFC 2595 §4: only permitted in the AUTHORIZATION state.
    if (!this.#isSigningIn()) return;
    this.#signIn.reset();
    this.#speaker.startTls('Begin TLS negotiation now');
  }

  /** RFC 2449 §6. What cannot be done in this state of the connection is not offered. */
  #capabilities(): readonly string[] {
    const mayStartTls = this.#mailbox === null && !this.#wire.isSecure();
    const signIn = this.#handler.signInIsOffered() ? ['USER', 'SASL PLAIN'] : [];
    return [
      'TOP',
      'UIDL',
      ...signIn,
      ...(mayStartTls ? ['STLS'] : []),
      'RESP-CODES',
      'AUTH-RESP-CODE',
      'PIPELINING',
      'EXPIRE NEVER',
      'IMPLEMENTATION Gatepost',
    ];
  }

  #isSigningIn(): boolean {
    if (this.#mailbox !== null) this.#speaker.refuse(NOT_NOW, 'A command of the AUTHORIZATION state');
    return this.#mailbox === null;
  }

  #hasNoArgument(argument: string): boolean {
    const isEmpty = argument.trim() === '';
    if (!isEmpty) this.#speaker.refuse(SYNTAX, 'An argument where none belongs');
    return isEmpty;
  }
}
