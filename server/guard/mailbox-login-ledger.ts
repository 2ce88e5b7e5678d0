import type { Clock } from '../contract/clock.ts';
import type { MailboxLogins } from '../contract/maildrops.ts';

export interface MailboxLoginLedgerOptions {
  readonly clock: Clock;
  /** What the last run knew: milliseconds since 1970 by account id. */
  readonly known: ReadonlyMap<number, number>;
  /** Told of each login, to keep it. */
  readonly onLogin: (accountId: number, at: number) => void;
}

/**
 * Which account opened its mailbox when, for the POP Before SMTP option.
 *
 * (SMTP Authentication) "Do not apply POP Before SMTP to authenticated sessions: If you are utilizing the POP
 * Before SMTP security feature, you can click this option to make authenticated users exempt from this
 * restriction. An authenticated user will not need to check his or her email before sending messages."
 *
 * One time per account: as many entries as there are accounts.
 */
export class MailboxLoginLedger implements MailboxLogins {
  readonly #options: MailboxLoginLedgerOptions;
  readonly #loginAt: Map<number, number>;

  constructor(options: MailboxLoginLedgerOptions) {
    this.#options = options;
    this.#loginAt = new Map(options.known);
  }

  /** A mailbox was opened (POP3, IMAP) with the account's own credentials. */
  noteLogin(accountId: number): void {
    const now = this.#options.clock();
    this.#loginAt.set(accountId, now);
    this.#options.onLogin(accountId, now);
  }

  lastLoginAt(accountId: number): number | null {
    return this.#loginAt.get(accountId) ?? null;
  }
}
