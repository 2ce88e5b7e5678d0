import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LOG_TERM_FIELDS, type LogQuery } from '../../server/contract/log-history.ts';
import type { SessionRecorder } from '../../server/contract/session-recorder.ts';
import { dayOf } from '../../server/log/history/day.ts';
import { DaysInReading } from '../../server/log/history/days-in-reading.ts';
import { DaysInWriting } from '../../server/log/history/days-in-writing.ts';
import type { EndedSession } from '../../server/log/session-keeper.ts';
import { LiveSessionLog } from '../../server/log/session-log.ts';
import { NOON } from '../helpers/ended-session.ts';

const NAMES = ['anna', 'Anna.B', 'müller', 'mu\u0308ller', 'Ånna', 'a', 'ΟΔΟΣ', '日本語', 'zo_e-1'] as const;
const DOMAINS = ['office.example', 'Annahof.example', 'mail.office.example', 'bücher.example'] as const;
const IPS = ['192.0.2.7', '192.0.2.77', '2001:db8::1', '2001:db8::17'] as const;

const address = fc
  .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...DOMAINS))
  .map(([name, domain]) => `${name}@${domain}`);
const sessions = fc.array(
  fc.record({
    ip: fc.constantFrom(...IPS),
    sender: fc.option(fc.oneof(address, fc.constant('<>'))),
    account: fc.option(address),
    recipients: fc.array(address, { maxLength: 4 }),
    lines: fc.array(fc.oneof(address, fc.string({ unit: 'grapheme', maxLength: 20 })), { maxLength: 3 }),
    reports: fc.boolean(),
    reason: fc.option(fc.constantFrom('Relaying denied', 'Authentication required: anna')),
  }),
  { minLength: 1, maxLength: 12 },
);
type Said = typeof sessions extends fc.Arbitrary<readonly (infer T)[]> ? T : never;

/** What somebody types: a word, its beginning or its middle, with marks around it. */
const typed = fc
  .tuple(
    fc.oneof(
      address,
      fc.constantFrom(...NAMES, ...DOMAINS, ...IPS, 'relaying', 'example', '***', '4.2'),
      fc.string({ maxLength: 4 }),
    ),
    fc.nat({ max: 3 }),
    fc.integer({ min: 1, max: 12 }),
    fc.constantFrom('', '<', '(', '-', '"'),
    fc.boolean(),
  )
  .map(([word, from, length, mark, isLoud]) => {
    const part = mark + word.slice(from, from + length);
    return isLoud ? part.toUpperCase() : part;
  });
const queries: fc.Arbitrary<LogQuery> = fc.record(
  {
    text: fc.array(typed, { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
    wouldHaveBlocked: fc.boolean(),
    terms: fc.array(
      fc.record({
        field: fc.constantFrom(...LOG_TERM_FIELDS),
        value: typed.filter((value) => value !== ''),
        isExcluded: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

const REPORTED = {
  rule: 'popBeforeSmtp',
  result: 'violated',
  option: 'popBeforeSmtp',
  because: 'No login by POP3.',
  mode: 'report',
  reply: { code: 530, enhanced: '5.7.0', text: 'Log in by POP3 first' },
} as const;

function fill(
  recorder: SessionRecorder,
  { sender, account, recipients, lines, reports, reason }: Said,
): void {
  recorder.update({ sender, account });
  for (const recipient of recipients) recorder.recipient(recipient);
  for (const line of lines) recorder.line('client', line);
  if (reports)
    recorder.verdict({
      stage: 'mail',
      subject: 'MAIL',
      findings: [REPORTED],
      refusal: null,
      policyRevision: 1,
      effects: [],
      notes: [],
    });
  if (reason !== null)
    recorder.refused({
      rule: null,
      option: null,
      reason,
      because: `${reason}.`,
      code: 550,
      enhanced: '5.7.1',
    });
  recorder.close();
}

/** The same sessions in memory and in the files of a day. */
function bothLogs(said: readonly Said[]) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'gatepost-same-'));
  const ended: EndedSession[] = [];
  let now = NOON;
  const live = new LiveSessionLog({
    clock: () => now++,
    schedule: () => () => undefined,
    onError: () => undefined,
    keeper: { keep: (session) => ended.push(session), count: () => undefined, notKept: 0 },
    pause: () => Promise.resolve(),
  });
  for (const one of said)
    fill(live.open({ listener: 'smtp', listenerKind: 'smtp', port: 25, ip: one.ip }), one);
  const writing = new DaysInWriting(path.join(folder, 'log'), () => undefined);
  writing.write({ day: dayOf(NOON), sessions: ended, repeats: [], tally: [], reported: [] }, NOON);
  writing.close();
  const limits = { rowsAtLeast: 1000, rowsAtMost: 1000, ms: 1000 };
  const stored = new DaysInReading(
    path.join(folder, 'log'),
    () => 0,
    () => undefined,
    limits,
  );
  return {
    inMemory: async (query: LogQuery) =>
      (await live.search(query, 50, Number.MAX_SAFE_INTEGER)).map(({ id }) => id),
    stored: (query: LogQuery) =>
      stored.search({ query, beforeKey: null, limit: 50 }).found.map(({ session }) => session.id),
    remove: () => {
      live.dispose();
      rmSync(folder, { recursive: true });
    },
  };
}

test('a query finds the same sessions in memory and in the stored days', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(sessions, fc.array(queries, { minLength: 1, maxLength: 12 }), async (said, asked) => {
      const logs = bothLogs(said);
      try {
        for (const query of asked) {
          const inMemory = await logs.inMemory(query);
          found += query.text === undefined ? 0 : inMemory.length;
          expect([query, logs.stored(query)]).toEqual([query, inMemory]);
        }
      } finally {
        logs.remove();
      }
    }),
    { numRuns: 60 },
  );
  expect(found).toBeGreaterThan(0);
});
