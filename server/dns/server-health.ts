import type { Clock } from '../contract/clock.ts';

/** How long a silent server is not waited for. */
const SILENCE_MS = 30_000;

/**
 * Which servers answer nothing at all. One that is silent is passed over for thirty seconds, then a single question is
 * put to it again; so an office whose line is down waits a few seconds once, not at every message. Every answer, SERVFAIL
 * too, shows that a server lives.
 */
export class ServerHealth {
  readonly #clock: Clock;
  readonly #silentUntil = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  mayAsk(server: string): boolean {
    const until = this.#silentUntil.get(server);
    if (until === undefined) return true;
    const left = until - this.#clock();
    if (left > 0 && left <= SILENCE_MS) return false;
    this.silent(server);
    return true;
  }

  answered(server: string): void {
    this.#silentUntil.delete(server);
  }

  silent(server: string): void {
    this.#silentUntil.set(server, this.#clock() + SILENCE_MS);
  }
}
