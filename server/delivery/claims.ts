import type { QueueEntry } from '../contract/delivery-queue.ts';

/**
 * Which queue entries are under way. Whoever works on an entry has it to himself, and while the queue is being read
 * entries change hands: what came free meanwhile is not taken from a reading that is older than the change.
 */
export class Claims {
  readonly #ids = new Set<number>();
  readonly #freedWhileReading = new Set<number>();
  #readings = 0;

  get ids(): ReadonlySet<number> {
    return this.#ids;
  }

  /** Those of the ids that nobody has, now the caller's. */
  take(ids: readonly number[]): readonly number[] {
    const taken = ids.filter((id) => !this.#ids.has(id));
    for (const id of taken) this.#ids.add(id);
    return taken;
  }

  free(ids: readonly number[]): void {
    for (const id of ids) {
      this.#ids.delete(id);
      if (this.#readings > 0) this.#freedWhileReading.add(id);
    }
  }

  /** Reads entries past those that are taken, and takes what it finds. */
  async takeFound(
    read: (except: ReadonlySet<number>) => Promise<readonly QueueEntry[]>,
  ): Promise<readonly QueueEntry[]> {
    this.#readings++;
    try {
      const found = await read(new Set(this.#ids));
      const fresh = found.filter(({ id }) => !this.#freedWhileReading.has(id));
      const taken = new Set(this.take(fresh.map(({ id }) => id)));
      return fresh.filter(({ id }) => taken.has(id));
    } finally {
      this.#readings--;
      if (this.#readings === 0) this.#freedWhileReading.clear();
    }
  }
}
