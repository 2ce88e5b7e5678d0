import { formatNetwork, networkOfClient } from '../contract/network.ts';

/** The settings in force now; see `limits`. */
export interface SessionLimits {
  readonly sessions: number;
  readonly sessionsPerNetwork: number;
}

export type Admission =
  /** `release` gives the place back, once. */
  | { readonly kind: 'admitted'; readonly release: () => void }
  | { readonly kind: 'refused'; readonly because: 'too-many-sessions' | 'too-many-from-network' };

/** Counts simultaneous sessions, in all and by network (IPv4 by address, IPv6 by /64). */
export class ConnectionLimits {
  readonly #limits: () => SessionLimits;
  readonly #byNetwork = new Map<string, number>();
  #total = 0;

  constructor(limits: () => SessionLimits) {
    this.#limits = limits;
  }

  acquire(ip: string): Admission {
    const network = networkOfClient(ip);
    const name = network === null ? ip : formatNetwork(network);
    const { sessions, sessionsPerNetwork } = this.#limits();
    if (this.#total >= sessions) return { kind: 'refused', because: 'too-many-sessions' };
    if (this.#countOf(name) >= sessionsPerNetwork)
      return { kind: 'refused', because: 'too-many-from-network' };
    this.#change(name, 1);
    let isHeld = true;
    return {
      kind: 'admitted',
      release: () => {
        if (isHeld) this.#change(name, -1);
        isHeld = false;
      },
    };
  }

  #countOf(name: string): number {
    return this.#byNetwork.get(name) ?? 0;
  }

  #change(name: string, by: number): void {
    this.#total += by;
    const count = this.#countOf(name) + by;
    if (count === 0) this.#byNetwork.delete(name);
    else this.#byNetwork.set(name, count);
  }
}
