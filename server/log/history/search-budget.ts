export interface SearchLimits {
  /** Rows looked at before the time counts: a page comes even where its first row takes long. */
  readonly rowsAtLeast: number;
  readonly rowsAtMost: number;
  readonly ms: number;
}

export const SEARCH_LIMITS: SearchLimits = { rowsAtLeast: 1000, rowsAtMost: 50_000, ms: 200 };

/** What one search may cost; then it answers with what it has found, and how far it got. */
export class SearchBudget {
  readonly #now: () => number;
  readonly #limits: SearchLimits;
  readonly #endsAt: number;
  #rows = 0;

  constructor(now: () => number, limits: SearchLimits) {
    this.#now = now;
    this.#limits = limits;
    this.#endsAt = now() + limits.ms;
  }

  /** To be asked after each row. */
  isSpent(): boolean {
    this.#rows++;
    if (this.#rows >= this.#limits.rowsAtMost) return true;
    return this.#rows >= this.#limits.rowsAtLeast && this.isLate();
  }

  /** To be asked after each day, of which there may be thousands without a single row. */
  isLate(): boolean {
    return this.#now() >= this.#endsAt;
  }
}
