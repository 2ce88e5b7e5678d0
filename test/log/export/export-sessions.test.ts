import { describe, expect, it } from 'vitest';
import type { LogQuery } from '../../../server/contract/log-history.ts';
import type { SessionDetail } from '../../../server/contract/session-log.ts';
import { exportSessions, type ExportedLog } from '../../../server/log/export/export-sessions.ts';
import { endedSession, NOON, refusedSession } from '../../helpers/ended-session.ts';

/** A log of these sessions, newest first, that answers in pages of at most `page`. */
function logOf(sessions: readonly SessionDetail[], page = 1000) {
  const asked: LogQuery[] = [];
  const log: ExportedLog = {
    search: (query) => {
      asked.push(query);
      const after = sessions.findIndex(({ id }) => id === query.before?.id) + 1;
      const found = sessions.slice(after, after + Math.min(page, query.limit ?? 200));
      const last = found.at(-1);
      const more = last && last !== sessions.at(-1) ? { startedAt: last.startedAt, id: last.id } : null;
      const counters = { running: 0, accepted: 0, blocked: 0, deferred: 0, closed: 0, dropped: 0 };
      return Promise.resolve({ sessions: found, counters, searchedBackTo: more?.startedAt ?? null, more });
    },
    session: (id) => Promise.resolve(sessions.find((session) => session.id === id) ?? null),
  };
  return { log, asked };
}

function many(count: number, change: Partial<SessionDetail> = {}): readonly SessionDetail[] {
  return Array.from({ length: count }, (_, index) => endedSession({ id: `s${index}`, ...change }).session);
}

describe('an export', () => {
  it('as CSV is a table for a spreadsheet, in UTF-8', async () => {
    const { log } = logOf([refusedSession({ helo: 'a "quoted", name' }).session]);
    const { text, sessions, more } = await exportSessions(log, {}, 'csv');
    const [head, line, end] = text.split('\r\n');
    expect(head?.startsWith('\ufeff"started","ended","id","result","reason"')).toBe(true);
    expect(line).toBe(
      '"2026-11-24T12:00:00.000Z","2026-11-24T12:00:00.040Z","4fk2","blocked",' +
        '"Authentication required: local account","u1@local.test is local and did not sign in.",' +
        '"localSenderMustAuth","localSenderMustAuth.unlessTrustedIp","530 5.7.0","","192.0.2.7","smtp","smtp",25,,' +
        '"a ""quoted"", name",,"u1@local.test","u1@local.test",1,0,512,1',
    );
    expect([end, sessions, more]).toEqual(['', 1, null]);
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '|cmd', ' =1', '\t=1'])(
    'as CSV holds no formula where a client says %j',
    async (helo) => {
      const { log } = logOf([endedSession({ helo }).session]);
      const { text } = await exportSessions(log, {}, 'csv');
      expect(text).toContain(`,"'${helo.replaceAll('"', '""')}",`);
    },
  );

  it('as JSON is a list of rows', async () => {
    const sessions = many(2);
    const { log } = logOf(sessions);
    const { text } = await exportSessions(log, {}, 'json');
    expect(JSON.parse(text)).toEqual(sessions);
  });

  it('as text tells what came of a session, what was said and what was judged', async () => {
    const verdict = {
      stage: 'mail',
      findings: [
        { rule: 'popBeforeSmtp', mode: 'off', option: null, because: 'Off.', result: 'off' },
        {
          rule: 'relayControl',
          mode: 'enforce',
          option: null,
          because: 'It is for us.',
          result: 'satisfied',
        },
      ],
      refusal: null,
      effects: [],
      notes: [],
      at: NOON,
      policyRevision: 3,
      subject: 'MAIL FROM:<u1@local.test>',
    } as const;
    const { log } = logOf([
      refusedSession({ verdicts: [verdict], repeats: 4, transcriptOmitted: 2 }).session,
    ]);
    const { text } = await exportSessions(log, {}, 'txt');
    expect(text).toBe(`${'='.repeat(72)}
Session 4fk2, 2026-11-24T12:00:00.000Z: blocked
From 192.0.2.7 on smtp (smtp, port 25)
Authentication required: local account: u1@local.test is local and did not sign in.
Reply 530 5.7.0, option localSenderMustAuth.unlessTrustedIp
Stands for 4 sessions of the same kind

2026-11-24T12:00:00.000Z C: MAIL FROM:<joe@peer.example>
2026-11-24T12:00:00.000Z C: RCPT TO:<u1@local.test>
(2 lines are left out)

2026-11-24T12:00:00.000Z judged MAIL FROM:<u1@local.test> (policy 3)
  relayControl: satisfied (enforce). It is for us.

`);
  });

  it('reads page after page until nothing is left', async () => {
    const { log, asked } = logOf(many(5), 2);
    expect(await exportSessions(log, { ip: '192.0.2.7' }, 'csv')).toMatchObject({ sessions: 5, more: null });
    expect(asked.map(({ before, ip }) => [before?.id, ip])).toEqual([
      [undefined, '192.0.2.7'],
      ['s1', '192.0.2.7'],
      ['s3', '192.0.2.7'],
    ]);
  });

  it.each([
    ['the limit of the query', { limit: 3 }, 'csv', many(5), 3],
    ['500 transcripts', {}, 'txt', many(600), 500],
    ['10,000 rows', {}, 'csv', many(10_100), 10_000],
  ] as const)(
    'ends at %s and says where the next one begins',
    async (_sentence, query, format, sessions, count) => {
      const { log } = logOf(sessions);
      const exported = await exportSessions(log, query, format);
      expect([exported.sessions, exported.more]).toEqual([count, { startedAt: NOON, id: `s${count - 1}` }]);
    },
  );

  it('ends at eight million characters', async () => {
    const { log } = logOf(many(5, { helo: 'x'.repeat(3_000_000) }));
    expect(await exportSessions(log, {}, 'json')).toMatchObject({ sessions: 3, more: { id: 's2' } });
  });
});
