/** RFC 1939 §4: one session at a time has a mailbox, so that its message numbers hold. */
export class MaildropLocks {
  readonly #held = new Set<number>();

  /** Answers what gives the mailbox back, once; null where another session has it. */
  acquire(accountId: number): (() => void) | null {
    if (this.#held.has(accountId)) return null;
    this.#held.add(accountId);
    let isHeld = true;
    return () => {
      if (isHeld) this.#held.delete(accountId);
      isHeld = false;
    };
  }
}
