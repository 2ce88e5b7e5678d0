import type { Clock, Dispose } from '../contract/clock.ts';
import type { Database, SqlStatement } from '../contract/database.ts';

export interface WhiteListUse {
  readonly hits: number;
  readonly lastUsedAt: number;
}

export interface UseCountersOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly signIns: ReadonlyMap<number, number>;
  readonly whiteListUse: ReadonlyMap<string, WhiteListUse>;
  readonly reportError: (step: string, cause: unknown) => void;
}

/** How long counts wait in memory, so that a burst of mail is one write. */
const FLUSH_AFTER_MS = 5000;

/**
 * Counts hits of white list entries and remembers sign-ins. Noting costs no I/O and never fails; what cannot
 * be written stays counted and is tried again with the next write.
 */
export class UseCounters {
  readonly #options: UseCountersOptions;
  readonly #signIns: Map<number, number>;
  readonly #whiteListUse: Map<string, WhiteListUse>;
  readonly #unwrittenAccounts = new Set<number>();
  readonly #unwrittenKeys = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: UseCountersOptions) {
    this.#options = options;
    this.#signIns = new Map(options.signIns);
    this.#whiteListUse = new Map(options.whiteListUse);
  }

  lastSignInAt(accountId: number): number | null {
    return this.#signIns.get(accountId) ?? null;
  }

  /** `key` is the pattern in the form by which patterns compare. */
  useOf(key: string): WhiteListUse | null {
    return this.#whiteListUse.get(key) ?? null;
  }

  noteSignIn(accountId: number): void {
    this.#signIns.set(accountId, this.#options.clock());
    this.#unwrittenAccounts.add(accountId);
    this.#writeLater();
  }

  noteWhiteListUse(key: string, at: number): void {
    const before = this.#whiteListUse.get(key);
    const lastUsedAt = Math.max(before?.lastUsedAt ?? 0, at);
    this.#whiteListUse.set(key, { hits: (before?.hits ?? 0) + 1, lastUsedAt });
    this.#unwrittenKeys.add(key);
    this.#writeLater();
  }

  /** An entry that comes back after it was removed starts at zero. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const key of this.#whiteListUse.keys()) {
      if (keys.has(key)) continue;
      this.#whiteListUse.delete(key);
      this.#unwrittenKeys.delete(key);
    }
  }

  /** Writes what is not written yet; never rejects. */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const accounts = [...this.#unwrittenAccounts];
    const keys = [...this.#unwrittenKeys];
    const statements = [
      ...accounts.flatMap((id) => signInStatement(id, this.#signIns.get(id))),
      ...keys.flatMap((key) => whiteListUseStatement(key, this.#whiteListUse.get(key))),
    ];
    if (statements.length === 0) return;
    this.#unwrittenAccounts.clear();
    this.#unwrittenKeys.clear();
    try {
      await this.#options.database.transaction(statements);
    } catch (cause) {
      for (const id of accounts) this.#unwrittenAccounts.add(id);
      for (const key of keys) this.#unwrittenKeys.add(key);
      this.#options.reportError('writing sign-in times and white list hits', cause);
    }
  }

  readonly dispose: Dispose = () => this.flush();

  #writeLater(): void {
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS).unref();
  }
}

function signInStatement(accountId: number, at: number | undefined): readonly SqlStatement[] {
  if (at === undefined) return [];
  const sql =
    'INSERT INTO account_use (account_id, last_sign_in_at) VALUES (?, ?) ' +
    'ON CONFLICT (account_id) DO UPDATE SET last_sign_in_at = excluded.last_sign_in_at';
  return [{ sql, params: [accountId, at] }];
}

function whiteListUseStatement(key: string, use: WhiteListUse | undefined): readonly SqlStatement[] {
  if (use === undefined) return [];
  const sql =
    'INSERT INTO white_list_use (key, hits, last_used_at) VALUES (?, ?, ?) ' +
    'ON CONFLICT (key) DO UPDATE SET hits = excluded.hits, last_used_at = excluded.last_used_at';
  return [{ sql, params: [key, use.hits, use.lastUsedAt] }];
}
