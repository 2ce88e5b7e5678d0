import type { HeaderFacts, MailFacts, RecipientFacts } from '../contract/facts.ts';
import type { JudgedStep } from '../contract/session-log.ts';
import type { Effect, Verdict, ViolatedFinding } from '../contract/verdict.ts';
import { judgeAuth } from '../policy/judge-auth.ts';
import { judgeHeader } from '../policy/judge-header.ts';
import { judgeMail } from '../policy/judge-mail.ts';
import { judgeRecipient } from '../policy/judge-recipient.ts';
import {
  authFactsAnew,
  headerFactsAnew,
  mailFactsAnew,
  recipientFactsAnew,
  type TakenAnew,
} from './take-facts-anew.ts';

/** What becomes of one step under a policy. */
export interface StepOutcome {
  /** What refuses it, or has stopped the client before it came to it; null where it passes. */
  readonly refusal: ViolatedFinding | null;
  /** The refusal is of this very step. */
  readonly isOwn: boolean;
}

export interface JudgedSession {
  /** One for each step. */
  readonly outcomes: readonly StepOutcome[];
  readonly effects: readonly Effect[];
}

const PASSED: StepOutcome = { refusal: null, isOwn: false };

/** Judges the recorded steps of a session in their order, as if it came under this policy. */
export function judgeSession(steps: readonly JudgedStep[], anew: TakenAnew): JudgedSession {
  const session = new SessionUnderPolicy(anew);
  return { outcomes: steps.map((step) => session.judge(step)), effects: session.effects };
}

class SessionUnderPolicy {
  readonly effects: Effect[] = [];
  readonly #anew: TakenAnew;
  /** The connection was closed by it. */
  #end: ViolatedFinding | null = null;
  /** AUTH was refused: nobody has signed in. */
  #authRefusal: ViolatedFinding | null = null;
  #mail: MailFacts | null = null;
  #mailRefusal: ViolatedFinding | null = null;
  #destinations: RecipientFacts['destination'][] = [];
  #lastRecipientRefusal: ViolatedFinding | null = null;

  constructor(anew: TakenAnew) {
    this.#anew = anew;
  }

  judge(step: JudgedStep): StepOutcome {
    if (this.#end !== null) return stoppedBy(this.#end);
    switch (step.stage) {
      case 'auth':
        return this.#auth(judgeAuth(authFactsAnew(step.facts, this.#anew), this.#options));
      case 'mail':
        return this.#beginMail(step.facts);
      case 'rcpt':
        return this.#recipient(step.facts);
      case 'data':
        return this.#message(step.facts);
    }
  }

  get #options() {
    return this.#anew.policy.options;
  }

  #auth(verdict: Verdict): StepOutcome {
    const outcome = this.#outcomeOf(verdict);
    this.#authRefusal = outcome.refusal;
    if (verdict.effects.some(({ kind }) => kind === 'disconnect')) this.#end = outcome.refusal;
    return outcome;
  }

  #beginMail(facts: MailFacts): StepOutcome {
    this.#destinations = [];
    this.#lastRecipientRefusal = null;
    this.#mail = mailFactsAnew(facts, this.#anew);
    // Who was signed in then could not be now.
    if (facts.account !== null && this.#authRefusal !== null) {
      this.#mailRefusal = this.#authRefusal;
      return stoppedBy(this.#authRefusal);
    }
    const outcome = this.#outcomeOf(judgeMail(this.#mail, this.#options));
    this.#mailRefusal = outcome.refusal;
    return outcome;
  }

  #recipient(facts: RecipientFacts): StepOutcome {
    if (this.#mailRefusal !== null) return stoppedBy(this.#mailRefusal);
    const mail = this.#mail ?? mailFactsAnew(facts.mail, this.#anew);
    const verdict = judgeRecipient(recipientFactsAnew(facts, mail, this.#anew), this.#options);
    const outcome = this.#outcomeOf(verdict);
    if (outcome.refusal === null) this.#destinations.push(facts.destination);
    else this.#lastRecipientRefusal = outcome.refusal;
    return outcome;
  }

  #message(facts: HeaderFacts): StepOutcome {
    if (this.#mailRefusal !== null) return stoppedBy(this.#mailRefusal);
    // RFC 5321 §4.1.1.4: DATA needs a recipient that was accepted.
    if (this.#destinations.length === 0 && this.#lastRecipientRefusal !== null)
      return stoppedBy(this.#lastRecipientRefusal);
    const mail = this.#mail ?? mailFactsAnew(facts.mail, this.#anew);
    const message = headerFactsAnew(facts, mail, this.#destinations, this.#anew);
    return this.#outcomeOf(judgeHeader(message, this.#options));
  }

  #outcomeOf({ refusal, effects }: Verdict): StepOutcome {
    this.effects.push(...effects);
    return refusal === null ? PASSED : { refusal, isOwn: true };
  }
}

function stoppedBy(refusal: ViolatedFinding): StepOutcome {
  return { refusal, isOwn: false };
}
