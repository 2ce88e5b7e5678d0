import { formatNetwork, networkOfClient, parseNetwork } from '../contract/network.ts';
import { createNetworkTable, type NetworkTable } from '../contract/network-table.ts';
import type { Clock } from '../contract/clock.ts';
import type { ScreenedNetwork } from '../contract/screened-network.ts';
import { EXEMPTION_TEXT, type FindExemption } from './exemption.ts';

/**
 * The Dynamic Screen: networks whose connections are refused for a time.
 *
 * (SMTP Authentication) "…add their IP to the Dynamic Screen if they attempt it anyway: … will add to the
 * Dynamic Screen any IP address of any client that attempts to authenticate on the SMTP port anyway."
 */

const MINUTE_MS = 60_000;
/** The seed names no duration. Each further offence doubles the first one, up to this. */
const LONGEST_BLOCK_MS = 30 * 24 * 60 * MINUTE_MS;
/** Networks remembered, blocks that have run out included; beyond it the one blocked longest ago is forgotten. */
const MAXIMUM_NETWORKS = 100_000;

export type BlockOutcome =
  | { readonly kind: 'blocked'; readonly entry: ScreenedNetwork }
  /** It is on the screen already; a further offence of the same connections does not count twice. */
  | { readonly kind: 'blocked-already'; readonly entry: ScreenedNetwork }
  | { readonly kind: 'refused'; readonly because: string };

export type ScreenChange =
  /** `hit`: one more connection was refused. Comes often: worth keeping, not worth telling. */
  | { readonly kind: 'blocked' | 'hit'; readonly entry: ScreenedNetwork }
  | { readonly kind: 'removed'; readonly network: string };

export interface DynamicScreenOptions {
  readonly clock: Clock;
  /** The setting in force now; see `dynamicScreen.firstBlockMinutes`. */
  readonly firstBlockMinutes: () => number;
  readonly findExemption: FindExemption;
  readonly onChange: (change: ScreenChange) => void;
}

export class DynamicScreen {
  readonly #options: DynamicScreenOptions;
  /** By network, the one blocked longest ago first. Blocks that have run out stay, for their offences. */
  readonly #entries = new Map<string, ScreenedNetwork>();
  /** Blocks wider or narrower than one client's network; only the administrator makes them. */
  #ranges: NetworkTable<string> = createNetworkTable<string>([]);

  constructor(options: DynamicScreenOptions) {
    this.#options = options;
  }

  /**
   * Blocks a client for an offence: IPv4 by address, IPv6 by /64. How long grows with the offences of that
   * network. Exempt clients are refused and stay unlisted.
   */
  blockClient(ip: string, reason: string, sessionId: string | null): BlockOutcome {
    const network = networkOfClient(ip);
    if (network === null) return { kind: 'refused', because: `${ip} is not an IP address` };
    const exemption = this.#options.findExemption(ip);
    if (exemption !== null) return { kind: 'refused', because: EXEMPTION_TEXT[exemption] };
    const name = formatNetwork(network);
    const before = this.#entries.get(name);
    const since = this.#options.clock();
    if (before && isActive(before, since)) return { kind: 'blocked-already', entry: before };
    const offences = (before?.offences ?? 0) + 1;
    const until = since + this.#durationMs(offences);
    return this.#put({ network: name, reason, sessionId, since, until, offences, hits: 0, addedBy: 'rule' });
  }

  /**
   * Blocks any network by hand, until a time in milliseconds since 1970 or (null) until it is removed. It
   * replaces what the screen had for that network. Exempt clients inside a wider network are let in all the same.
   */
  blockNetwork(text: string, until: number | null, reason: string): BlockOutcome {
    const parsed = parseNetwork(text);
    if (parsed === null) return { kind: 'refused', because: `${text} is not a network` };
    const since = this.#options.clock();
    if (until !== null && until <= since) return { kind: 'refused', because: 'that time has passed already' };
    const network = formatNetwork(parsed);
    const exemption = network.includes('/') ? null : this.#options.findExemption(network);
    if (exemption !== null) return { kind: 'refused', because: EXEMPTION_TEXT[exemption] };
    const offences = (this.#entries.get(network)?.offences ?? 0) + 1;
    const addedBy = 'administrator';
    return this.#put({ network, reason, sessionId: null, since, until, offences, hits: 0, addedBy });
  }

  /** Brings back a block that was lifted, as it was. Answers why it cannot, or null where it has. */
  putBack(entry: ScreenedNetwork): string | null {
    const { network, until } = entry;
    if (until !== null && until <= this.#options.clock()) return 'its time has passed';
    const exemption = network.includes('/') ? null : this.#options.findExemption(network);
    if (exemption !== null) return EXEMPTION_TEXT[exemption];
    this.#put(entry);
    return null;
  }

  /** The block that holds the client, counting the hit, or null. The allow list wins over any block. */
  check(ip: string): ScreenedNetwork | null {
    const entry = this.peek(ip);
    if (entry === null) return null;
    const counted = { ...entry, hits: entry.hits + 1 };
    this.#entries.set(entry.network, counted);
    this.#options.onChange({ kind: 'hit', entry: counted });
    return counted;
  }

  /** The same for whoever only asks: no hit is counted. `findExemption` may be that of a policy not in force. */
  peek(ip: string, findExemption = this.#options.findExemption): ScreenedNetwork | null {
    const entry = this.#find(ip, this.#options.clock());
    return entry === null || findExemption(ip) !== null ? null : entry;
  }

  /** Lifts a block and forgives the network its offences. False where there is none. */
  unblock(text: string): boolean {
    const parsed = parseNetwork(text);
    const network = parsed === null ? text : formatNetwork(parsed);
    const entry = this.#entries.get(network);
    if (!entry) return false;
    this.#remove(entry);
    return isActive(entry, this.#options.clock());
  }

  /** The blocks in force, newest first. */
  list(): readonly ScreenedNetwork[] {
    const now = this.#options.clock();
    return [...this.#entries.values()].filter((entry) => isActive(entry, now)).reverse();
  }

  /** Takes up what an earlier run left, oldest first. Tells nobody: it comes from where changes are kept. */
  restore(entries: readonly ScreenedNetwork[]): void {
    for (const entry of entries) this.#entries.set(entry.network, entry);
    this.#indexRanges();
  }

  #find(ip: string, now: number): ScreenedNetwork | null {
    const client = networkOfClient(ip);
    if (client === null) return null;
    // A block that has run out hides no wider one that has not.
    for (const name of [formatNetwork(client), ...this.#ranges.findAll(ip)]) {
      const entry = this.#entries.get(name);
      if (entry && isActive(entry, now)) return entry;
    }
    return null;
  }

  #durationMs(offences: number): number {
    const firstMs = this.#options.firstBlockMinutes() * MINUTE_MS;
    return Math.min(firstMs * 2 ** (offences - 1), LONGEST_BLOCK_MS);
  }

  #put(entry: ScreenedNetwork): BlockOutcome {
    const { network } = entry;
    this.#entries.delete(network);
    this.#entries.set(network, entry);
    if (isRange(entry)) this.#indexRanges();
    this.#options.onChange({ kind: 'blocked', entry });
    if (this.#entries.size > MAXIMUM_NETWORKS) this.#forgetOldest();
    return { kind: 'blocked', entry };
  }

  /** What the administrator blocked stays until it runs out: no flood of offenders pushes it off. */
  #forgetOldest(): void {
    const now = this.#options.clock();
    for (const entry of this.#entries.values()) {
      if (entry.addedBy === 'administrator' && isActive(entry, now)) continue;
      this.#remove(entry);
      return;
    }
  }

  #remove(entry: ScreenedNetwork): void {
    const { network } = entry;
    this.#entries.delete(network);
    if (isRange(entry)) this.#indexRanges();
    this.#options.onChange({ kind: 'removed', network });
  }

  #indexRanges(): void {
    const ranges = [...this.#entries.values()].filter(isRange);
    this.#ranges = createNetworkTable(ranges.map(({ network }) => [network, network] as const));
  }
}

function isActive({ until }: ScreenedNetwork, now: number): boolean {
  return until === null || until > now;
}

/** Whether the block is of another size than one client's network, which a rule would block. */
function isRange({ network, addedBy }: ScreenedNetwork): boolean {
  const parsed = addedBy === 'administrator' ? parseNetwork(network) : null;
  return parsed !== null && parsed.prefixLength !== (parsed.family === 4 ? 32 : 64);
}
