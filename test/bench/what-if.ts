import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { JudgedStep } from '../../server/contract/session-log.ts';
import { DEFAULT_OPTIONS } from '../../server/contract/settings.ts';
import type { JudgedPolicy } from '../../server/contract/what-if.ts';
import { dayOf, startOfDay } from '../../server/log/history/day.ts';
import { DaysInWriting } from '../../server/log/history/days-in-writing.ts';
import { RecordedJudge } from '../../server/what-if/recorded-judge.ts';
import { address, fromLocal, headerFacts, mailFacts, recipientFacts, claimOn } from '../policy/base-facts.ts';
import { realisticSession } from './history-fixture.ts';

const BATCH = 500;
const DAY = startOfDay('2026-11-23');

/** How long it takes to judge stored sessions again, in the thread that does it for the server. */
export async function benchWhatIf(sessions: number): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'gatepost-what-if-'));
  try {
    fill(folder, sessions);
    const now: JudgedPolicy = { options: DEFAULT_OPTIONS, whiteList: [], localIps: [], trustedIps: [] };
    const options = {
      ...DEFAULT_OPTIONS,
      localSenderMustAuth: { ...DEFAULT_OPTIONS.localSenderMustAuth, mode: 'off' },
    } as const;
    const judge = new RecordedJudge({
      folder,
      clock: () => DAY,
      inMemory: () => [],
      onDamage: () => undefined,
    });
    const begun = performance.now();
    const before = process.cpuUsage();
    const report = await judge.judge(
      { now, draft: { ...now, options }, sharesDomains: false },
      DAY,
      DAY + 86_400_000,
    );
    const ms = performance.now() - begun;
    const { user, system } = process.cpuUsage(before);
    await judge.close();
    process.stdout.write(
      `judged again: ${String(report.sessions)} sessions, ${String(report.steps)} steps, ${String(report.newlyLetInSessions)} newly let in, in ${(ms / 1000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of one core)\n`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A day on which every fourth session claims a local sender, every third one is signed in, and the rest comes from outside. */
function fill(to: string, count: number): void {
  const days = new DaysInWriting(to, (message) => {
    if (message.kind !== 'written') throw new Error(JSON.stringify(message));
  });
  for (let at = 0; at < count; at += BATCH) {
    const sessions = Array.from({ length: BATCH }, (_, index) => {
      const number = at + index;
      return {
        ...realisticSession(number, DAY + Math.floor((number * 86_400_000) / count)),
        steps: stepsOf(number),
      };
    });
    days.write({ day: dayOf(DAY), sessions, repeats: [], tally: [], reported: [] }, DAY);
  }
  days.close();
}

function stepsOf(number: number): readonly JudgedStep[] {
  const sender = `joe${String(number % 5000)}@peer${String(number % 300)}.example`;
  if (number % 4 === 0) return [{ stage: 'mail', facts: fromLocal(`user${String(number % 50)}@local.test`) }];
  const message =
    number % 3 === 0
      ? headerFacts([claimOn('u1@local.test', { ownership: { kind: 'primary' } })])
      : headerFacts([], { mail: mailFacts({ returnPath: address(sender) }) });
  return [
    { stage: 'mail', facts: message.mail },
    { stage: 'rcpt', facts: recipientFacts('u2@local.test', 'local', message.mail) },
    { stage: 'data', facts: message },
  ];
}
