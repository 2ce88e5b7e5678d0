import type { Clock, MailboxLogins } from '../contract/services.ts';

/**
 * Which account opened its mailbox when, for the POP Before SMTP option.
 *
 * (SMTP Authentication) "Do not apply POP Before SMTP to authenticated sessions: If you are utilizing the POP
 * Before SMTP security feature, you can click this option to make authenticated users exempt from this
 * restriction. An authenticated user will not need to check his or her email before sending messages."
 *
 * One time per account: as many entries as there are accounts. A restart forgets them, and the next mailbox
 * login puts things right.
 */
export class MailboxLoginLedger implements MailboxLogins {
  readonly #clock: Clock;
  readonly #loginAt = new Map<number, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A mailbox was opened (POP3, IMAP) with the account's own credentials. */
  noteLogin(accountId: number): void {
    this.#loginAt.set(accountId, this.#clock());
  }

  lastLoginAt(accountId: number): number | null {
    return this.#loginAt.get(accountId) ?? null;
  }
}
