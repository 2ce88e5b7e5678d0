import type { Reply } from '../../contract/reply.ts';
import { beginAuth, continueAuth, type AuthState, type AuthStep } from './auth-exchange.ts';
import { AUTH_LINE_BYTES, type EngineLimits } from './engine-limits.ts';
import {
  AUTH_IN_TRANSACTION_503,
  AUTH_LINE_TOO_LONG_500,
  HELLO_FIRST_503,
  SIGN_IN_UNAVAILABLE_454,
  SIGNED_IN_503,
  TLS_FIRST_538,
  TOO_MANY_SIGN_INS_421,
} from './replies.ts';
import type { Credentials, SessionHandler } from './session-handler.ts';
import type { Speaker } from './speaker.ts';

/** What the rest of the session is at when AUTH arrives. */
export interface AuthSurroundings {
  readonly isGreeted: boolean;
  readonly isInTransaction: boolean;
}

/** AUTH (RFC 4954): its state, its exchanges, and how often it may fail. */
export class SignIn {
  readonly #speaker: Speaker;
  readonly #handler: SessionHandler;
  readonly #limits: EngineLimits;
  #exchange: AuthState | null = null;
  #isSignedIn = false;
  #failures = 0;

  constructor(speaker: Speaker, handler: SessionHandler, limits: EngineLimits) {
    this.#speaker = speaker;
    this.#handler = handler;
    this.#limits = limits;
  }

  /** Whether the next line belongs to the exchange and is no command. */
  get isUnderWay(): boolean {
    return this.#exchange !== null;
  }

  /** AUTH while it is on offer or waits for TLS. */
  async begin(argument: string, surroundings: AuthSurroundings): Promise<void> {
    const misplaced = this.#misplaced(surroundings);
    if (misplaced === null) await this.#follow(beginAuth(argument));
    else this.#speaker.refuse(misplaced, 'AUTH out of place');
  }

  async continue(line: Buffer): Promise<void> {
    const state = this.#exchange;
    this.#exchange = null;
    if (state === null) return;
    if (line.length > AUTH_LINE_BYTES) this.#fail(AUTH_LINE_TOO_LONG_500);
    else await this.#follow(continueAuth(state, line.toString('latin1')));
  }

  /** RFC 3207 §4.2: what was learned before the handshake is forgotten. */
  reset(): void {
    this.#exchange = null;
    this.#isSignedIn = false;
  }

  #misplaced({ isGreeted, isInTransaction }: AuthSurroundings): Reply | null {
    if (!isGreeted) return HELLO_FIRST_503;
    if (this.#handler.authOffer() === 'after-starttls') return TLS_FIRST_538;
    // RFC 4954 §4: after a successful AUTH no more may be issued in the same session.
    if (this.#isSignedIn) return SIGNED_IN_503;
    // RFC 4954 §4: AUTH is not permitted during a mail transaction.
    return isInTransaction ? AUTH_IN_TRANSACTION_503 : null;
  }

  async #follow(step: AuthStep): Promise<void> {
    switch (step.kind) {
      case 'challenge':
        this.#exchange = step.next;
        this.#speaker.challenge(step.challenge);
        return;
      case 'credentials':
        return this.#check(step.credentials);
      case 'refused':
        this.#fail(step.reply);
    }
  }

  async #check(credentials: Credentials): Promise<void> {
    const answer = await this.#ask(credentials);
    this.#speaker.say(answer.reply);
    this.#isSignedIn = answer.signedIn;
    if (!answer.signedIn) this.#countFailure();
  }

  async #ask(credentials: Credentials): ReturnType<SessionHandler['signIn']> {
    try {
      return await this.#handler.signIn(credentials);
    } catch (error) {
      const because = `Sign-in failed: ${error instanceof Error ? error.message : 'unknown error'}`;
      this.#handler.refusedByEngine(SIGN_IN_UNAVAILABLE_454, because);
      return { signedIn: false, reply: SIGN_IN_UNAVAILABLE_454 };
    }
  }

  #fail(answer: Reply): void {
    this.#speaker.refuse(answer, 'AUTH exchange refused');
    this.#countFailure();
  }

  #countFailure(): void {
    this.#failures += 1;
    if (this.#failures < this.#limits.signInTries) return;
    this.#speaker.refuseAndHangUp(TOO_MANY_SIGN_INS_421, `${this.#failures} sign-ins without success`);
  }
}
