import { formatNetwork, networkOfClient } from '../contract/network.ts';
import type { RefusalSummary } from '../contract/session-log.ts';
import type { SessionEntry } from './session-entry.ts';

/** From the 21st identical refused session of a minute on, they are counted instead of listed. */
const LISTED_PER_MINUTE = 20;
const MINUTE_MS = 60_000;
/** Kinds of refusal watched at the same time; the one longest unseen makes room. */
const KINDS = 2000;

interface RefusalKind {
  minuteStartedAt: number;
  inThisMinute: number;
  /** The row that stands for those that are only counted. */
  row: SessionEntry;
}

/**
 * Under attack one network is refused for one reason hundreds of times a minute. The first twenty sessions are
 * listed; those that follow are added to the row of the last one.
 */
export class FloodCounter {
  #kinds = new Map<string, RefusalKind>();
  /** Networks with a kind beyond its limit, and until when their new sessions wait before they are listed. */
  #flooding = new Map<string, number>();

  /** Whether a session that begins now is probably one more of those that are only counted. */
  isFlooding(ip: string, now: number): boolean {
    const until = this.#flooding.get(networkKey(ip));
    return until !== undefined && now < until;
  }

  /** Takes an ended session; answers the row that it was added to, or null where it is a row itself. */
  settle(session: SessionEntry, now: number): SessionEntry | null {
    const refusal = session.refusal;
    if (!refusal || session.acceptedSomething) return null;
    const network = networkKey(session.ip);
    const key = `${network} ${session.result} ${nameOf(refusal)}`;
    const kind = this.#kindOf(key, session, now);
    kind.inThisMinute++;
    const isOneMore = kind.inThisMinute > LISTED_PER_MINUTE && session.place === 'waiting';
    if (isOneMore && kind.row.place === 'listed') kind.row.repeats++;
    else kind.row = session;
    if (kind.inThisMinute >= LISTED_PER_MINUTE) this.#flooding.set(network, kind.minuteStartedAt + MINUTE_MS);
    return kind.row === session ? null : kind.row;
  }

  #kindOf(key: string, session: SessionEntry, now: number): RefusalKind {
    const known = this.#kinds.get(key);
    this.#kinds.delete(key);
    const kind =
      known && now < known.minuteStartedAt + MINUTE_MS
        ? known
        : { minuteStartedAt: now, inThisMinute: 0, row: session };
    this.#kinds.set(key, kind);
    if (this.#kinds.size > KINDS) forgetOldest(this.#kinds);
    if (this.#flooding.size > KINDS) forgetOldest(this.#flooding);
    return kind;
  }
}

function nameOf(refusal: RefusalSummary): string {
  return refusal.rule ?? `${refusal.code} ${refusal.enhanced} ${refusal.reason}`;
}

function networkKey(ip: string): string {
  const network = networkOfClient(ip);
  return network ? formatNetwork(network) : ip;
}

function forgetOldest(map: Map<string, unknown>): void {
  const oldest = map.keys().next();
  if (!oldest.done) map.delete(oldest.value);
}
