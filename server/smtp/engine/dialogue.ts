import { LOCAL_ONLY_EXTENSION } from '../../contract/local-only-extension.ts';
import { reply, UNKNOWN_COMMAND_500 } from '../../contract/reply.ts';
import { parseCommandLine, type CommandLine } from './command-line.ts';
import { CredentialMask } from './credential-mask.ts';
import type { EngineLimits } from './engine-limits.ts';
import { parseEtrnCommand } from './etrn-command.ts';
import { parseHelloName } from './hello-name.ts';
import { refuseLine } from './refuse-line.ts';
import { MailDialogue } from './mail-dialogue.ts';
import {
  ARGUMENT_501,
  DONE_250,
  ETRN_IN_TRANSACTION_503,
  HELLO_FIRST_503,
  HELLO_SYNTAX_501,
  HELP_214,
  HTTP_421,
  INTERNAL_451,
  NO_ARGUMENT_501,
  NOT_IMPLEMENTED_502,
  QUIT_221,
  READY_FOR_TLS_220,
  TLS_ACTIVE_503,
  VRFY_252,
} from './replies.ts';
import type { EngineSettings, SessionHandler, TlsFact } from './session-handler.ts';
import { SignIn } from './sign-in.ts';
import type { Speaker } from './speaker.ts';
import type { Wire } from './wire.ts';

const VERBS = [
  'EHLO',
  'HELO',
  'STARTTLS',
  'AUTH',
  'MAIL',
  'RCPT',
  'DATA',
  'RSET',
  'NOOP',
  'HELP',
  'VRFY',
  'EXPN',
  'ETRN',
  'QUIT',
] as const;
type Verb = (typeof VERBS)[number];

/** RFC 2920 §3.1: what may stand in the middle of a group, so that its reply may wait for the next one's. */
const GROUPED_VERBS: ReadonlySet<string> = new Set(['MAIL', 'RCPT', 'RSET']);
/** RFC 5321 §4.1.4: the commands that need EHLO or HELO first. AUTH sees to it itself. */
const VERBS_AFTER_HELLO: ReadonlySet<string> = new Set(['MAIL', 'RCPT', 'DATA', 'ETRN']);
const VERBS_WITHOUT_ARGUMENT: ReadonlySet<string> = new Set(['STARTTLS', 'DATA', 'RSET', 'QUIT']);

const HTTP_REQUEST = /^(?:OPTIONS|GET|HEAD|POST|PUT|DELETE|TRACE|CONNECT|PATCH) \S+ HTTP\/\d/i;

/** What one client says and is answered, line by line, whatever carries the lines (RFC 5321 §4.1). */
export class Dialogue {
  readonly #speaker: Speaker;
  readonly #wire: Wire;
  readonly #handler: SessionHandler;
  readonly #settings: EngineSettings;
  readonly #mail: MailDialogue;
  readonly #signIn: SignIn;
  readonly #mask = new CredentialMask();
  #isGreeted = false;

  constructor(
    speaker: Speaker,
    wire: Wire,
    handler: SessionHandler,
    settings: EngineSettings,
    limits: EngineLimits,
  ) {
    this.#speaker = speaker;
    this.#wire = wire;
    this.#handler = handler;
    this.#settings = settings;
    this.#mail = new MailDialogue(speaker, wire, handler, settings);
    this.#signIn = new SignIn(speaker, handler, limits);
  }

  get receivedBytes(): number | null {
    return this.#mail.receivedBytes;
  }

  /** One line without its line end. Resolves when it has been answered. */
  async receive(bytes: Buffer): Promise<void> {
    if (this.#signIn.isUnderWay) {
      this.#handler.transcript('client', this.#mask.response());
      await this.#signIn.continue(bytes);
      this.#expectRestOfSignIn();
      this.#wire.flush();
      return;
    }
    const line = parseCommandLine(bytes);
    await this.#answer(line, bytes.length);
    if (!GROUPED_VERBS.has(line.verb) || !this.#wire.commandIsWaiting()) this.#wire.flush();
  }

  /** The TLS handshake is done: everything the client said before is forgotten (RFC 3207 §4.2). */
  secured(tls: TlsFact): void {
    this.#isGreeted = false;
    this.#speaker.clientReadsUtf8 = false;
    this.#signIn.reset();
    this.#mail.reset();
    this.#handler.secured(tls);
  }

  abort(): Promise<void> {
    return this.#mail.abort();
  }

  async #answer(line: CommandLine, lineBytes: number): Promise<void> {
    if (!line.isAuth) {
      await this.#answerCommand(line, lineBytes);
      return;
    }
    this.#handler.transcript('client', this.#mask.auth(line));
    const end = this.#handler.authAttempted();
    if (end !== null) {
      this.#speaker.hangUp(end);
      return;
    }
    await this.#answerCommand(line, lineBytes);
    this.#expectRestOfSignIn();
  }

  async #answerCommand(line: CommandLine, lineBytes: number): Promise<void> {
    const authIsHidden = line.verb === 'AUTH' && this.#handler.authOffer() === 'hidden';
    const etrnIsHidden = line.verb === 'ETRN' && !this.#handler.offersEtrn();
    const verb = VERBS.find((known) => known === line.verb && !authIsHidden && !etrnIsHidden);
    const refusal = refuseLine(line, lineBytes, !authIsHidden);
    if (!line.isAuth) this.#transcribe(line, verb !== undefined && refusal === null);

    if (refusal !== null) this.#speaker.refuse(refusal.reply, refusal.because);
    else if (HTTP_REQUEST.test(line.text)) this.#speaker.refuseAndHangUp(HTTP_421, 'an HTTP request');
    else if (verb === undefined) this.#speaker.refuse(UNKNOWN_COMMAND_500, 'unknown command');
    else if (!this.#isGreeted && VERBS_AFTER_HELLO.has(verb)) {
      this.#speaker.refuse(HELLO_FIRST_503, `${verb} before EHLO`);
    } else if (line.argument !== '' && VERBS_WITHOUT_ARGUMENT.has(verb)) {
      this.#speaker.refuse(NO_ARGUMENT_501, `${verb} with an argument`);
    } else await this.#carryOut(verb, line.argument);
  }

  async #carryOut(verb: Verb, argument: string): Promise<void> {
    try {
      await this.#command(verb, argument);
    } catch (error) {
      const cause = error instanceof Error ? error.message : 'unknown error';
      this.#speaker.refuse(INTERNAL_451, `${verb} failed: ${cause}`);
    }
  }

  async #command(verb: Verb, argument: string): Promise<void> {
    switch (verb) {
      case 'EHLO':
      case 'HELO':
        this.#hello(verb, argument);
        return;
      case 'STARTTLS':
        this.#startTls();
        return;
      case 'AUTH':
        return this.#auth(argument);
      case 'MAIL':
        return this.#mail.mail(argument);
      case 'RCPT':
        return this.#mail.rcpt(argument);
      case 'DATA':
        return this.#mail.data();
      case 'RSET':
        this.#mail.reset();
        this.#speaker.say(DONE_250);
        return;
      case 'NOOP':
        this.#speaker.say(DONE_250);
        return;
      case 'HELP':
        this.#speaker.say(HELP_214);
        return;
      case 'VRFY':
        // RFC 5321 §4.1.1.6: whom to verify is no option.
        if (argument === '') this.#speaker.refuse(ARGUMENT_501, 'VRFY without an argument');
        else this.#speaker.say(VRFY_252);
        return;
      case 'EXPN':
        this.#speaker.refuse(NOT_IMPLEMENTED_502, 'EXPN is not implemented');
        return;
      case 'ETRN':
        return this.#etrn(argument);
      case 'QUIT':
        this.#speaker.hangUp(QUIT_221);
        return;
    }
  }

  #transcribe(line: CommandLine, isUnderstood: boolean): void {
    const text = isUnderstood ? this.#mask.recognised(line) : this.#mask.unrecognised(line);
    this.#handler.transcript('client', text);
  }

  /** An exchange that was refused may go on all the same: the client has its name and password ready. */
  #expectRestOfSignIn(): void {
    if (!this.#signIn.isUnderWay) this.#mask.expectCredentials();
  }

  #hello(verb: 'EHLO' | 'HELO', argument: string): void {
    const name = parseHelloName(argument);
    if (name === null) {
      this.#speaker.refuse(HELLO_SYNTAX_501, `${verb} without a usable name`);
      return;
    }
    // RFC 5321 §4.1.4: EHLO resets the transaction as RSET does.
    this.#mail.reset();
    this.#isGreeted = true;
    this.#handler.greeted(verb, name);
    if (verb === 'EHLO') this.#speaker.sayLines(250, [this.#settings.hostname, ...this.#extensions()]);
    else this.#speaker.say(reply(250, '', this.#settings.hostname));
  }

  #extensions(): readonly string[] {
    return [
      'PIPELINING',
      '8BITMIME',
      'SMTPUTF8',
      `SIZE ${this.#settings.messageBytes}`,
      'DSN',
      'ENHANCEDSTATUSCODES',
      ...(this.#wire.isSecure() ? [] : ['STARTTLS']),
      ...(this.#handler.authOffer() === 'offered' ? ['AUTH PLAIN LOGIN'] : []),
      ...(this.#handler.offersEtrn() ? ['ETRN'] : []),
      ...(this.#handler.mayAskOthers() ? [LOCAL_ONLY_EXTENSION] : []),
    ];
  }

  async #etrn(argument: string): Promise<void> {
    // RFC 1985 §5.2: not between MAIL and the end of the message.
    if (this.#mail.isInTransaction) {
      this.#speaker.refuse(ETRN_IN_TRANSACTION_503, 'ETRN inside a mail transaction');
      return;
    }
    const command = parseEtrnCommand(argument);
    if (command.kind === 'refused') this.#speaker.refuse(command.reply, 'ETRN command not understood');
    else this.#speaker.say(await this.#handler.etrn(command.value));
  }

  #startTls(): void {
    if (this.#wire.isSecure()) {
      this.#speaker.refuse(TLS_ACTIVE_503, 'STARTTLS under TLS');
      return;
    }
    this.#speaker.say(READY_FOR_TLS_220);
    this.#wire.flush();
    this.#wire.startTls();
  }

  #auth(argument: string): Promise<void> {
    return this.#signIn.begin(argument, {
      isGreeted: this.#isGreeted,
      isInTransaction: this.#mail.isInTransaction,
    });
  }
}
