import { AUTH_LINE_BYTES, type EngineLimits } from './engine-limits.ts';
import {
  AUTH_CANCELLED,
  LINE_TOO_LONG,
  SYNTAX,
  TLS_FIRST,
  TOO_MANY_SIGN_INS,
  UNKNOWN_MECHANISM,
  USER_FIRST,
} from './refusals.ts';
import type { Refusal } from './response.ts';
import { readPlainResponse } from './sasl-plain.ts';
import type { Credentials, OpenMailbox, SessionHandler } from './session-handler.ts';
import type { Speaker } from './speaker.ts';

/** The AUTHORIZATION state: USER and PASS (RFC 1939 §7), AUTH PLAIN (RFC 5034), and how often they may fail. */
export class SignIn {
  readonly #speaker: Speaker;
  readonly #handler: SessionHandler;
  readonly #limits: EngineLimits;
  #login: string | null = null;
  #awaitsResponse = false;
  #failures = 0;

  constructor(speaker: Speaker, handler: SessionHandler, limits: EngineLimits) {
    this.#speaker = speaker;
    this.#handler = handler;
    this.#limits = limits;
  }

  /** Whether the next line belongs to an AUTH exchange and is no command. */
  get isUnderWay(): boolean {
    return this.#awaitsResponse;
  }

  user(argument: string): void {
    if (!this.#handler.signInIsOffered()) this.#speaker.refuse(TLS_FIRST, 'USER without TLS');
    else if (argument.trim() === '') this.#speaker.refuse(SYNTAX, 'USER without a name');
    else {
      this.#login = argument.trim();
      // The same for every name: nobody learns here which accounts exist.
      this.#speaker.agree('Now the password');
    }
  }

  /** Null where the mailbox was not opened; the client has been told. */
  async pass(password: string): Promise<OpenMailbox | null> {
    const login = this.#login;
    this.#login = null;
    if (!this.#handler.signInIsOffered()) return this.#refuse(TLS_FIRST, 'PASS without TLS');
    if (login === null) return this.#refuse(USER_FIRST, 'PASS without USER');
    if (password === '') return this.#refuse(SYNTAX, 'PASS without a password');
    return this.#check({ login, password });
  }

  async auth(argument: string): Promise<OpenMailbox | null> {
    if (!this.#handler.signInIsOffered()) return this.#refuse(TLS_FIRST, 'AUTH without TLS');
    const [mechanism = '', initial, ...rest] = argument.split(' ');
    if (mechanism === '' || rest.length > 0) return this.#refuse(SYNTAX, 'AUTH with other arguments');
    if (mechanism.toUpperCase() !== 'PLAIN')
      return this.#refuse(UNKNOWN_MECHANISM, 'A mechanism that this server does not know');
    if (initial === undefined) {
      this.#awaitsResponse = true;
      this.#speaker.challenge();
      return null;
    }
    // RFC 5034 §4: a single "=" is an initial response of no bytes.
    return this.#accept(initial === '=' ? '' : initial);
  }

  async continue(line: Buffer): Promise<OpenMailbox | null> {
    this.#awaitsResponse = false;
    if (line.length > AUTH_LINE_BYTES) return this.#fail(LINE_TOO_LONG, 'AUTH response too long');
    const response = line.toString('latin1');
    // RFC 5034 §4
    if (response === '*') return this.#fail(AUTH_CANCELLED, 'The client cancelled AUTH');
    return this.#accept(response);
  }

  /** RFC 2595 §4: what was learned before the handshake is forgotten. */
  reset(): void {
    this.#login = null;
    this.#awaitsResponse = false;
  }

  async #accept(response: string): Promise<OpenMailbox | null> {
    const outcome = readPlainResponse(response);
    if (outcome.kind === 'refused') return this.#fail(outcome.refusal, 'AUTH response refused');
    return this.#check(outcome.credentials);
  }

  async #check(credentials: Credentials): Promise<OpenMailbox | null> {
    const answer = await this.#handler.signIn(credentials);
    if (answer.kind === 'opened') return answer.mailbox;
    this.#speaker.pass(answer.refusal);
    return this.#countFailure();
  }

  #refuse(refusal: Refusal, because: string): null {
    this.#speaker.refuse(refusal, because);
    return null;
  }

  #fail(refusal: Refusal, because: string): null {
    this.#speaker.refuse(refusal, because);
    return this.#countFailure();
  }

  #countFailure(): null {
    this.#failures += 1;
    if (this.#failures >= this.#limits.signInTries)
      this.#speaker.refuseAndHangUp(TOO_MANY_SIGN_INS, `${this.#failures} sign-ins without success`);
    return null;
  }
}
