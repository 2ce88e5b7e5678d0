import type { Database, SqlStatement } from '../contract/database.ts';

export interface WriteBehindOptions {
  readonly database: Pick<Database, 'transaction'>;
  readonly reportError: (step: string, cause: unknown) => void;
  /** For the error log: `writing mailbox logins`. */
  readonly step: string;
  /** What goes with every write, before the rows. */
  readonly first?: () => readonly SqlStatement[];
}

const WRITE_AFTER_MS = 500;

/**
 * Rows of mail.db that are written soon and together, however often they are noted: of one row the newest statement
 * counts. Noting costs no I/O and never fails; what cannot be written stays noted and goes with the next write.
 */
export class WriteBehind {
  readonly #options: WriteBehindOptions;
  readonly #unwritten = new Map<string, SqlStatement>();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: WriteBehindOptions) {
    this.#options = options;
  }

  /** `row` names what the statement writes or deletes. */
  note(row: string, sql: string, params: SqlStatement['params']): void {
    this.#unwritten.set(row, { sql, params });
    this.#timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS).unref();
  }

  /** Writes what is not written yet; never rejects. */
  readonly flush = async (): Promise<void> => {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = [...this.#unwritten];
    if (batch.length === 0) return;
    this.#unwritten.clear();
    const { database, first, reportError, step } = this.#options;
    try {
      await database.transaction([...(first?.() ?? []), ...batch.map(([, statement]) => statement)]);
    } catch (cause) {
      for (const [row, statement] of batch)
        if (!this.#unwritten.has(row)) this.#unwritten.set(row, statement);
      reportError(step, cause);
    }
  };
}
