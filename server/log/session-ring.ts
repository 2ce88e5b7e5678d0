import type { SessionEntry } from './session-entry.ts';

export interface RingLimits {
  /** Sessions kept. */
  readonly sessions: number;
  /** Bytes of transcripts and verdicts kept in all; the oldest sessions lose theirs first. */
  readonly textBytes: number;
}

/** The last sessions, in the order in which they were listed. */
export class SessionRing {
  readonly #limits: RingLimits;
  #entries = new Map<string, SessionEntry>();
  /** Of each session, the bytes it was last seen to hold. */
  #weights = new Map<SessionEntry, number>();
  #textBytes = 0;

  constructor(limits: RingLimits) {
    this.#limits = limits;
  }

  get(id: string): SessionEntry | undefined {
    return this.#entries.get(id);
  }

  newestFirst(): SessionEntry[] {
    return [...this.#entries.values()].reverse();
  }

  /** Answers the session that had to make room: the oldest that has ended, else the oldest. */
  add(entry: SessionEntry): SessionEntry | null {
    entry.place = 'listed';
    this.#entries.set(entry.id, entry);
    this.weigh(entry);
    if (this.#entries.size <= this.#limits.sessions) return null;
    const leaving = this.#oldestEnded() ?? entry;
    this.#remove(leaving);
    return leaving;
  }

  /** To be called when a session has grown. */
  weigh(entry: SessionEntry): void {
    if (entry.place !== 'listed') return;
    const size = entry.sizeBytes;
    this.#textBytes += size - (this.#weights.get(entry) ?? 0);
    this.#weights.set(entry, size);
    while (this.#textBytes > this.#limits.textBytes) {
      const oldest = this.#weights.keys().next();
      if (oldest.done) return;
      oldest.value.forgetText();
      this.#lighten(oldest.value);
    }
  }

  #oldestEnded(): SessionEntry | undefined {
    let oldest: SessionEntry | undefined;
    for (const entry of this.#entries.values()) {
      oldest ??= entry;
      if (entry.hasEnded) return entry;
    }
    return oldest;
  }

  #remove(entry: SessionEntry): void {
    entry.place = 'gone';
    entry.forgetText();
    this.#entries.delete(entry.id);
    this.#lighten(entry);
  }

  #lighten(entry: SessionEntry): void {
    this.#textBytes -= this.#weights.get(entry) ?? 0;
    this.#weights.delete(entry);
  }
}
