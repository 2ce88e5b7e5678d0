import type { LogHour, LogStats } from '../../contract/log-history.ts';
import type { HourCount, NetworkCount } from './day-reader.ts';

/** Reasons and networks that are listed. */
const LISTED = 20;
const NOTHING = { accepted: 0, blocked: 0, deferred: 0, closed: 0 };

type Reason = LogStats['reasons'][number];

/** The numbers of several days, as the console shows them. */
export function addUpStats(hours: readonly HourCount[], networks: readonly NetworkCount[]): LogStats {
  return {
    hours: hoursOf(hours),
    reasons: reasonsOf(hours)
      .toSorted((one, other) => other.sessions - one.sessions)
      .slice(0, LISTED),
    networks: networksOf(networks)
      .toSorted((one, other) => other.blocked - one.blocked)
      .slice(0, LISTED),
  };
}

function hoursOf(counts: readonly HourCount[]): readonly LogHour[] {
  const hours = new Map<number, Omit<LogHour, 'startedAt'>>();
  for (const { hour, result, sessions } of counts) {
    const known = hours.get(hour) ?? NOTHING;
    if (isCounted(result)) hours.set(hour, { ...known, [result]: known[result] + sessions });
  }
  return [...hours]
    .map(([startedAt, counted]) => ({ startedAt, ...counted }))
    .toSorted((one, other) => one.startedAt - other.startedAt);
}

function reasonsOf(counts: readonly HourCount[]): readonly Reason[] {
  const reasons = new Map<string, Reason>();
  for (const { result, rule, reason, sessions } of counts) {
    if (result !== 'blocked' && result !== 'deferred') continue;
    const key = `${result} ${rule} ${reason}`;
    const known = reasons.get(key)?.sessions ?? 0;
    // The writer stored a RuleId, or an empty text for none; see tally.ts.
    const ruleId = rule === '' ? null : (rule as Reason['rule']);
    reasons.set(key, { result, rule: ruleId, reason, sessions: known + sessions });
  }
  return [...reasons.values()];
}

function networksOf(counts: readonly NetworkCount[]): LogStats['networks'] {
  const networks = new Map<string, NetworkCount>();
  for (const count of counts) {
    const known = networks.get(count.network) ?? NOTHING;
    networks.set(count.network, {
      network: count.network,
      accepted: known.accepted + count.accepted,
      blocked: known.blocked + count.blocked,
      deferred: known.deferred + count.deferred,
      closed: known.closed + count.closed,
    });
  }
  return [...networks.values()];
}

function isCounted(result: string): result is keyof typeof NOTHING {
  return Object.hasOwn(NOTHING, result);
}
