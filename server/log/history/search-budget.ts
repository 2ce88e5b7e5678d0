/** Rows and milliseconds after which a search answers with what it has found, and how far it got. */
const ROWS = 50_000;
const MS = 200;

/** What one search may cost. */
export class SearchBudget {
  readonly #now: () => number;
  readonly #endsAt: number;
  #rows: number;

  constructor(now: () => number, rows = ROWS, ms = MS) {
    this.#now = now;
    this.#rows = rows;
    this.#endsAt = now() + ms;
  }

  /** To be asked after each row. */
  isSpent(): boolean {
    this.#rows--;
    return this.#rows <= 0 || this.#now() >= this.#endsAt;
  }
}
