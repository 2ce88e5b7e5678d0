import type { LogHour, LogStats } from '../../../server/contract/log-history.ts';
import { OPTIONS } from '../../../server/contract/options.ts';
import { seededRandom } from './random.ts';

const HOUR_MS = 3_600_000;
/** An attack in the night, two hours long. */
const ATTACKED_HOUR = 3;

/** An office's hours: mail by day, spam at all times, the same every time. */
export function officeStats(from: number, to: number): LogStats {
  const first = Math.floor(from / HOUR_MS);
  const count = Math.ceil(to / HOUR_MS) - first;
  const hours = Array.from({ length: count }, (_, index) => hourAt((first + index) * HOUR_MS)).filter(
    ({ startedAt }) => startedAt + HOUR_MS > from && startedAt < to,
  );
  const blocked = hours.reduce((sum, hour) => sum + hour.blocked, 0);
  return {
    hours,
    reasons: [
      reason('localSenderMustAuth', OPTIONS.localSenderMustAuth.label, Math.round(blocked * 0.46)),
      reason('relayControl', 'Relaying denied', Math.round(blocked * 0.27)),
      reason('dynamicScreen', 'Dynamic Screen', Math.round(blocked * 0.14)),
      reason('recipientExists', 'Unknown recipient', Math.round(blocked * 0.08)),
      reason('fromHeaderMustMatch', OPTIONS.fromHeaderMustMatch.label, Math.round(blocked * 0.02)),
    ],
    networks: ['203.0.113.77', '198.51.100.9', '192.0.2.144', '2001:db8:5:1::/64', '203.0.113.12'].map(
      (network, index) => ({
        network,
        accepted: 0,
        blocked: Math.round((blocked * 0.3) / (index + 1)),
        deferred: 0,
        closed: index * 3,
      }),
    ),
  };
}

function reason(rule: LogStats['reasons'][number]['rule'], words: string, sessions: number) {
  return { rule, reason: words, result: 'blocked', sessions } as const;
}

function hourAt(startedAt: number): LogHour {
  const random = seededRandom(startedAt / HOUR_MS);
  const hour = new Date(startedAt).getUTCHours();
  const isDay = hour >= 7 && hour < 18;
  const day = Math.floor(startedAt / (24 * HOUR_MS));
  const isAttacked = day % 5 === 0 && (hour === ATTACKED_HOUR || hour === ATTACKED_HOUR + 1);
  return {
    startedAt,
    accepted: Math.round((isDay ? 18 : 2) * random() + (isDay ? 6 : 0)),
    blocked: Math.round(20 * random() + (isAttacked ? 160 + 90 * random() : 4)),
    deferred: Math.round(2 * random()),
    closed: Math.round(6 * random()),
  };
}
