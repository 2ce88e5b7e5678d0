/**
 * What is known of one message: `copy/<account>/<uid>` is `there`, `entry/<recipient>/<id>` is the number of attempts
 * and, after the first one, when the next is due.
 */
export type Facts = ReadonlyMap<string, string>;
/** By message id. */
export type Placements = ReadonlyMap<string, Facts>;

/** How one fact changes by an operation; null is its absence. A key that ends in `/` stands for whatever follows. */
export interface Effect {
  readonly message: string;
  readonly key: string;
  readonly before: string | null;
  readonly after: string | null;
}

export const THERE = 'there';

/**
 * Accounts for every message: what was acknowledged has happened, what was not has happened wholly or not at all, and
 * nothing else is there.
 */
export class Ledger {
  private readonly facts = new Map<string, Map<string, string>>();
  private readonly hashes = new Map<string, string>();
  private readonly pending = new Map<number, readonly Effect[]>();
  private lastOperation = 0;
  private acknowledgedCount = 0;

  /** Operations that were acknowledged. */
  get acknowledged(): number {
    return this.acknowledgedCount;
  }

  /** The hash that a new message's content must have. */
  expect(message: string, hash: string): void {
    this.hashes.set(message, hash);
  }

  /** An operation is asked for. Answers its number. No two that are under way may touch the same fact. */
  begin(effects: readonly Effect[]): number {
    this.lastOperation++;
    this.pending.set(this.lastOperation, effects);
    return this.lastOperation;
  }

  /** It was acknowledged; `found` is what its messages were like afterwards. */
  acknowledge(operation: number, found: Placements): void {
    const effects = this.pending.get(operation);
    if (effects === undefined) return;
    this.acknowledgedCount++;
    this.pending.delete(operation);
    this.apply(effects, found);
  }

  /** What is expected of a message. */
  of(message: string): Facts {
    return this.facts.get(message) ?? new Map<string, string>();
  }

  /** Facts of all messages whose key begins so. */
  *all(
    prefix: string,
  ): Generator<{ readonly message: string; readonly key: string; readonly value: string }> {
    for (const [message, facts] of this.facts)
      for (const [key, value] of facts) if (key.startsWith(prefix)) yield { message, key, value };
  }

  /** Compares with what is there after a crash, and takes over what had not been acknowledged. Answers what is wrong. */
  audit(found: Placements, hashes: ReadonlyMap<string, string>): readonly string[] {
    const problems = [...this.settlePending(found)];
    for (const message of new Set([...this.facts.keys(), ...found.keys()]))
      problems.push(...this.compare(message, found.get(message) ?? new Map<string, string>()));
    for (const [message, hash] of hashes)
      if (found.has(message) && hash !== this.hashes.get(message))
        problems.push(`${message}: content changed (${hash})`);
    for (const [message, facts] of this.facts) if (facts.size === 0) this.facts.delete(message);
    return problems;
  }

  private *settlePending(found: Placements): Generator<string> {
    for (const effects of this.pending.values()) {
      const shows = (which: 'before' | 'after'): boolean =>
        effects.every((effect) => valueOf(found.get(effect.message), effect.key) === effect[which]);
      if (shows('after')) this.apply(effects, found);
      else if (!shows('before')) {
        yield `half done: ${JSON.stringify(effects)}`;
        this.apply(effects, found);
      }
    }
    this.pending.clear();
  }

  private compare(message: string, found: Facts): readonly string[] {
    const expected = this.of(message);
    if (expected.size > 0 && found.size === 0) return [`${message}: acknowledged and gone`];
    return [...new Set([...expected.keys(), ...found.keys()])]
      .filter((key) => expected.get(key) !== found.get(key))
      .map((key) => `${message}: ${key} is ${String(found.get(key))}, was ${String(expected.get(key))}`);
  }

  private apply(effects: readonly Effect[], found: Placements): void {
    for (const { message, key, after } of effects) {
      const facts = this.facts.get(message) ?? new Map<string, string>();
      this.facts.set(message, facts);
      const exact = fullKey(found.get(message), key) ?? key;
      if (after === null) facts.delete(exact);
      else facts.set(exact, after);
    }
  }
}

function valueOf(facts: Facts | undefined, key: string): string | null {
  const exact = fullKey(facts, key);
  return exact === undefined ? null : (facts?.get(exact) ?? null);
}

function fullKey(facts: Facts | undefined, key: string): string | undefined {
  if (!key.endsWith('/')) return key;
  return [...(facts?.keys() ?? [])].find((each) => each.startsWith(key));
}
