import type { SessionSummary } from '../../server/contract/session-log.ts';

const WITHIN_MS = 5 * 60_000;
/** Fewer from one network are a client that is set up wrong. */
const FEWEST = 50;

/** What one client, blocked again and again, has done in the last five minutes. */
export interface Attack {
  readonly ip: string;
  /** Sessions, those that are only counted too. */
  readonly sessions: number;
  /** Rows of the list that stand for them. */
  readonly rows: number;
  readonly first: number;
  readonly last: number;
  /** Most frequent first. */
  readonly reasons: readonly (readonly [reason: string, sessions: number])[];
}

/** The client blocked most often of late, where it was often enough. `rows`: newest first. */
export function findAttack(rows: readonly SessionSummary[], now: number): Attack | null {
  const byIp = new Map<string, SessionSummary[]>();
  for (const row of rows) {
    if (row.startedAt < now - WITHIN_MS) break;
    if (row.result !== 'blocked' || row.listenerKind === 'outbound') continue;
    const ofIp = byIp.get(row.ip) ?? [];
    byIp.set(row.ip, ofIp);
    ofIp.push(row);
  }
  const worst = [...byIp]
    .map(([ip, ofIp]) => ({ ip, ofIp, sessions: sum(ofIp) }))
    .reduce((one, other) => (other.sessions > one.sessions ? other : one), NOBODY);
  if (worst.sessions < FEWEST) return null;
  const reasons = new Map<string, number>();
  for (const { refusal, repeats } of worst.ofIp) {
    const reason = refusal?.reason ?? '';
    reasons.set(reason, (reasons.get(reason) ?? 0) + repeats);
  }
  return {
    ip: worst.ip,
    sessions: worst.sessions,
    rows: worst.ofIp.length,
    first: worst.ofIp.at(-1)?.startedAt ?? now,
    last: worst.ofIp[0]?.startedAt ?? now,
    reasons: [...reasons].sort(([, one], [, other]) => other - one),
  };
}

const NOBODY = { ip: '', ofIp: [] as readonly SessionSummary[], sessions: 0 };

function sum(rows: readonly SessionSummary[]): number {
  return rows.reduce((total, { repeats }) => total + repeats, 0);
}
