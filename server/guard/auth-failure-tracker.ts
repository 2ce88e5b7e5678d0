import { formatNetwork, networkOfClient } from '../contract/network.ts';
import type { Clock } from '../contract/clock.ts';
import { BoundedMap } from './bounded-map.ts';
import { EXEMPTION_TEXT, type FindExemption } from './exemption.ts';

const MINUTE_MS = 60_000;
/** A network with a successful login this recently is never blocked: one colleague's old password must not lock out an office. */
const GOOD_LOGIN_MS = 24 * 60 * MINUTE_MS;
const MAXIMUM_NETWORKS = 50_000;

/** The settings in force now; see `dynamicScreen`. */
export interface FailureLimits {
  readonly authFailures: number;
  readonly withinMinutes: number;
}

export interface AuthFailureTrackerOptions {
  readonly clock: Clock;
  readonly limits: () => FailureLimits;
  /** A keyed hash, the key known to this process only: passwords are compared, never held. */
  readonly keyedHash: (text: string) => string;
  readonly findExemption: FindExemption;
  /** What the last run knew: when somebody signed in, by network, the one used longest ago first. */
  readonly knownLogins: ReadonlyMap<string, number>;
  /** Told of each successful login, to keep it. */
  readonly onLogin: (network: string, at: number) => void;
}

export type FailureOutcome =
  | { readonly kind: 'counted'; readonly failures: number }
  /** The same wrong password for the same account: a device with an old password, not a guesser. */
  | { readonly kind: 'repeated'; readonly failures: number }
  | { readonly kind: 'exempt'; readonly because: string }
  /** The caller puts the client on the Dynamic Screen; its count starts anew. */
  | { readonly kind: 'block'; readonly reason: string };

/** Counts failed sign-ins by network (IPv4 by address, IPv6 by /64) and says when one is to be blocked. */
export class AuthFailureTracker {
  readonly #options: AuthFailureTrackerOptions;
  /** By network: when which wrong credentials (hashed) were last tried. */
  readonly #failures = new BoundedMap<string, Map<string, number>>(MAXIMUM_NETWORKS);
  readonly #goodLogins = new BoundedMap<string, number>(MAXIMUM_NETWORKS);

  constructor(options: AuthFailureTrackerOptions) {
    this.#options = options;
    for (const [network, at] of options.knownLogins) this.#goodLogins.set(network, at);
  }

  /** `login`: the account it names, in one spelling, or as it was given where it names none. */
  failed(ip: string, login: string, password: string): FailureOutcome {
    const network = nameOf(ip);
    const exemption = this.#options.findExemption(ip);
    if (exemption !== null) return { kind: 'exempt', because: EXEMPTION_TEXT[exemption] };
    const now = this.#options.clock();
    const goodLoginAt = this.#goodLogins.get(network);
    if (goodLoginAt !== undefined && now - goodLoginAt < GOOD_LOGIN_MS)
      return { kind: 'exempt', because: 'somebody signed in from it within the last 24 hours' };

    const { authFailures, withinMinutes } = this.#options.limits();
    const attempts = recentAttempts(this.#failures.get(network), now - withinMinutes * MINUTE_MS);
    const attempt = this.#options.keyedHash(JSON.stringify([login, password]));
    const isRepeated = attempts.has(attempt);
    attempts.set(attempt, now);
    if (attempts.size < authFailures) {
      this.#failures.set(network, attempts);
      return { kind: isRepeated ? 'repeated' : 'counted', failures: attempts.size };
    }
    this.#failures.delete(network);
    const reason = `${String(attempts.size)} failed sign-ins within ${String(withinMinutes)} minutes`;
    return { kind: 'block', reason };
  }

  succeeded(ip: string): void {
    const network = nameOf(ip);
    const now = this.#options.clock();
    this.#failures.delete(network);
    this.#goodLogins.set(network, now);
    this.#options.onLogin(network, now);
  }
}

function nameOf(ip: string): string {
  const network = networkOfClient(ip);
  return network === null ? ip : formatNetwork(network);
}

function recentAttempts(
  attempts: ReadonlyMap<string, number> | undefined,
  since: number,
): Map<string, number> {
  return new Map([...(attempts ?? [])].filter(([, at]) => at > since));
}
