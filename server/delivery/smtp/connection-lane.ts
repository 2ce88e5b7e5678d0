import type { Clock } from '../../contract/clock.ts';
import { ownFailure, type FailureWords } from './failure.ts';
import type { OpenedClient } from './open-smtp-client.ts';
import type { SmtpClient } from './smtp-client.ts';
import { Turns } from './turns.ts';

export interface LanePorts {
  readonly open: (signal: AbortSignal) => Promise<OpenedClient>;
  /** Simultaneous connections. */
  readonly limit: () => number;
  readonly clock: Clock;
  readonly reuse: ReuseLimits;
}

export interface ReuseLimits {
  readonly messages: number;
  readonly idleMs: number;
}

/** How long a host that could not be reached is not tried again, and one that had enough connections gets fewer. */
const MEMORY_MS = 60_000;

interface Remembered<T> {
  readonly value: T;
  readonly at: number;
}

/**
 * The connections to one server. Each is used by one message at a time and then kept for a while. Where none can be
 * opened, all who wait hear it at once instead of trying one after the other; where only one more cannot, the server
 * has enough of them, and they wait for one that is open.
 */
export class ConnectionLane {
  readonly #ports: LanePorts;
  readonly #turns: Turns;
  readonly #idle = new Map<SmtpClient, NodeJS.Timeout>();
  readonly #used = new Set<SmtpClient>();
  #failure: Remembered<FailureWords> | null = null;
  #enough: Remembered<number> | null = null;

  constructor(ports: LanePorts) {
    this.#ports = ports;
    this.#turns = new Turns(() => Math.min(ports.limit(), this.#fresh(this.#enough) ?? Infinity));
  }

  /** Nothing is open, waited for or remembered. */
  get isEmpty(): boolean {
    return this.#turns.isIdle && this.#idle.size === 0 && this.#fresh(this.#failure) === null;
  }

  async acquire(signal: AbortSignal): Promise<OpenedClient> {
    let isFirst = false;
    while (await this.#turns.take(signal, isFirst)) {
      const failure = this.#fresh(this.#failure);
      if (failure !== null) return this.#fail(failure);
      const client = await this.#reusable();
      if (client !== null) return this.#inUse(client);
      const opened = await this.#ports.open(signal);
      if (opened.kind === 'open') {
        const { client: fresh } = opened;
        fresh.onEnd(() => {
          this.#retire(fresh);
        });
        return this.#inUse(fresh);
      }
      const others = this.#turns.taken - 1;
      if (others === 0 || signal.aborted) {
        if (!signal.aborted) this.#failure = { value: opened.failure, at: this.#ports.clock() };
        return this.#fail(opened.failure);
      }
      this.#enough = { value: others, at: this.#ports.clock() };
      this.#turns.giveBack();
      isFirst = true;
    }
    return { kind: 'failed', failure: ownFailure('4.3.2', 'the delivery was interrupted') };
  }

  release(client: SmtpClient): void {
    this.#used.delete(client);
    const { messages, idleMs } = this.#ports.reuse;
    if (client.isUsable && client.messages < messages) {
      const timer = setTimeout(() => {
        this.#retire(client);
      }, idleMs);
      timer.unref();
      this.#idle.set(client, timer);
    } else client.quit();
    this.#turns.giveBack();
  }

  forgetFailures(): void {
    this.#failure = null;
    this.#enough = null;
  }

  close(): void {
    for (const client of [...this.#idle.keys()]) this.#retire(client);
    for (const client of this.#used) client.destroy('interrupted');
  }

  async #reusable(): Promise<SmtpClient | null> {
    for (;;) {
      const [client] = [...this.#idle.keys()].reverse();
      if (client === undefined) return null;
      this.#forget(client);
      // A connection that died meanwhile is noticed here.
      if (await client.reset()) return client;
      client.quit();
    }
  }

  #retire(client: SmtpClient): void {
    if (!this.#idle.has(client)) return;
    this.#forget(client);
    client.quit();
  }

  #forget(client: SmtpClient): void {
    clearTimeout(this.#idle.get(client));
    this.#idle.delete(client);
  }

  #inUse(client: SmtpClient): OpenedClient {
    this.#used.add(client);
    return { kind: 'open', client };
  }

  #fail(failure: FailureWords): OpenedClient {
    this.#turns.giveBack();
    return { kind: 'failed', failure };
  }

  #fresh<T>(remembered: Remembered<T> | null): T | null {
    if (remembered === null) return null;
    const age = this.#ports.clock() - remembered.at;
    return age >= 0 && age < MEMORY_MS ? remembered.value : null;
  }
}
