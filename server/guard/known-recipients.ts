/** Addresses remembered for one account; beyond it, the one written to longest ago is forgotten, and is new again. */
const MOST_RECIPIENTS = 10_000;
const DAY_MS = 24 * 60 * 60_000;

export type KnownRecipientChange =
  /** `day` counts days since 1970: the last one on which the account wrote to the recipient. */
  | { readonly kind: 'written-to'; readonly recipient: number; readonly day: number }
  | { readonly kind: 'forgotten'; readonly recipient: number };

/** Whom one account has written to, as hashes. */
export class KnownRecipients {
  readonly #onChange: (change: KnownRecipientChange) => void;
  /** By hash the day of the last message, the one written to longest ago first. */
  readonly #days: Map<number, number>;

  constructor(known: ReadonlyMap<number, number>, onChange: (change: KnownRecipientChange) => void) {
    this.#days = new Map(known);
    this.#onChange = onChange;
  }

  has(recipient: number): boolean {
    return this.#days.has(recipient);
  }

  /** Told once a day of each recipient. */
  writtenTo(recipient: number, now: number): void {
    const day = Math.floor(now / DAY_MS);
    const isTold = this.#days.get(recipient) === day;
    this.#days.delete(recipient);
    this.#days.set(recipient, day);
    if (!isTold) this.#onChange({ kind: 'written-to', recipient, day });
    if (this.#days.size > MOST_RECIPIENTS) this.#forgetOldest();
  }

  #forgetOldest(): void {
    for (const recipient of this.#days.keys()) {
      this.#days.delete(recipient);
      this.#onChange({ kind: 'forgotten', recipient });
      return;
    }
  }
}
