import type { WhatIfPort } from '../console/console-ports.ts';
import type { Clock } from '../contract/clock.ts';
import { comparisonOf } from '../what-if/judge-recorded.ts';
import { judgeOneSession } from '../what-if/judge-one-session.ts';
import { runProbe } from '../what-if/probe/run-probe.ts';
import { RecordedJudge } from '../what-if/recorded-judge.ts';
import type { SessionServices } from '../smtp/session/session-services.ts';
import { exemptionIn } from './guards.ts';
import type { Workings } from './workings.ts';

export interface WhatIfDesk extends WhatIfPort {
  /** What is being judged is given up. */
  readonly close: () => Promise<void>;
}

/** Judges again what was recorded, and sessions that have not happened, by what the running server is made of. */
export function createWhatIfDesk(
  clock: Clock,
  { log, guards, callouts }: Pick<Workings, 'log' | 'guards' | 'callouts'>,
  services: SessionServices,
): WhatIfDesk {
  const { domainSharing, gatewayRecipients } = callouts;
  const judge = new RecordedJudge({
    folder: log.folder,
    clock,
    inMemory: log.inMemory,
    onDamage: log.reportDamage,
  });
  return {
    judge: (change, from, to) => judge.judge({ ...change, sharesDomains: domainSharing.isSetUp }, from, to),
    session: async ({ id, startedAt }, change) => {
      const detail = await log.whole.session(id, startedAt);
      const recorded = await log.recorded(id, startedAt);
      if (detail === null || recorded === null) return null;
      const comparison = comparisonOf({ ...change, sharesDomains: domainSharing.isSetUp }, clock());
      return judgeOneSession(recorded, detail.verdicts, comparison);
    },
    probe: (probe, policy) =>
      runProbe(probe, policy, {
        ...services,
        sharing: domainSharing,
        gatewayRecipients,
        screened: (ip, findExemption) => guards.screen.peek(ip, findExemption),
        exemptionIn: (directory, ip) => exemptionIn(directory, ip, guards.isOwnAddress),
      }),
    close: () => judge.close(),
  };
}
