/** The questions under way: each once, and not too many. */
export class Questions<Answer> {
  readonly #limit: number;
  readonly #underWay = new Map<string, Promise<Answer>>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  isUnderWay(key: string): boolean {
    return this.#underWay.has(key);
  }

  /** The answer of the same question that is under way, else of `ask`; null where too many are. */
  ask(key: string, ask: () => Promise<Answer>): Promise<Answer> | null {
    const same = this.#underWay.get(key);
    if (same) return same;
    if (this.#underWay.size >= this.#limit) return null;
    const answer = ask().finally(() => {
      if (this.#underWay.get(key) === answer) this.#underWay.delete(key);
    });
    this.#underWay.set(key, answer);
    return answer;
  }
}
