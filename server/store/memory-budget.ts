/** Message bytes that may be in memory at once, in all sessions together. */
export const MEMORY_BUDGET_BYTES = 64 * 1024 * 1024;

/** Counts bytes against a limit. */
export class MemoryBudget {
  private readonly limitBytes: number;
  private used = 0;

  constructor(limitBytes: number = MEMORY_BUDGET_BYTES) {
    this.limitBytes = limitBytes;
  }

  get usedBytes(): number {
    return this.used;
  }

  /** Answers false, and takes nothing, where the limit would be passed. */
  take(bytes: number): boolean {
    if (this.used + bytes > this.limitBytes) return false;
    this.used += bytes;
    return true;
  }

  release(bytes: number): void {
    this.used -= bytes;
  }
}
