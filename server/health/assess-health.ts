import type { Health, HealthItem, HealthState, Weakening } from '../contract/health.ts';
import { checkAccounts } from './checks/accounts.ts';
import { checkBlockedAtHome } from './checks/blocked-at-home.ts';
import { checkCertificate } from './checks/certificate.ts';
import { checkClock } from './checks/clock.ts';
import { checkDisk } from './checks/disk.ts';
import { checkListeners } from './checks/listeners.ts';
import { checkOnlyReports } from './checks/only-reports.ts';
import { checkOpenRelay } from './checks/open-relay.ts';
import { checkPaused } from './checks/paused.ts';
import { checkPolicyWarnings } from './checks/policy-warnings.ts';
import { checkQueue } from './checks/queue.ts';
import { checkReachable } from './checks/reachable.ts';
import { checkSetUp } from './checks/set-up.ts';
import { checkStorage } from './checks/storage.ts';
import { checkStoredLog } from './checks/stored-log.ts';
import type { Check, HealthFacts, PolicyStanding } from './health-facts.ts';
import { sayHealth } from './sentence.ts';

/** In this order items of one severity are shown, and the first is what the sentence says. */
const CHECKS: readonly Check[] = [
  checkOpenRelay,
  checkStorage,
  checkSetUp,
  checkListeners,
  checkPaused,
  checkDisk,
  checkClock,
  checkCertificate,
  checkBlockedAtHome,
  checkAccounts,
  checkPolicyWarnings,
  checkOnlyReports,
  checkQueue,
  checkReachable,
  checkStoredLog,
];

/** The verdict on the facts. Pure, and cheap but for `weakenings`, which the caller keeps for each policy. */
export function assessHealth(
  facts: HealthFacts,
  standing: PolicyStanding,
  weakenings: readonly Weakening[],
): Health {
  const found = CHECKS.flatMap((check) => check(facts, standing));
  const items = [...found.filter(isAlarm), ...found.filter((item) => !isAlarm(item))];
  return {
    state: stateOf(items),
    sentence: sayHealth(items, weakenings, facts, standing),
    items,
    weakenings,
    queue: facts.queue,
    certificate: {
      notAfter: facts.status.certificate.notAfter,
      selfSigned: facts.status.certificate.selfSigned,
    },
    disk: facts.disk,
    lastOutsideConnectionAt: facts.lastOutsideConnectionAt,
    relayTest: facts.relayTest?.test ?? null,
  };
}

function isAlarm({ severity }: HealthItem): boolean {
  return severity === 'alarm';
}

function stateOf([worst]: readonly HealthItem[]): HealthState {
  return worst?.severity ?? 'good';
}
