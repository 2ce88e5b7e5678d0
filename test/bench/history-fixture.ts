import { DatabaseSync } from 'node:sqlite';
import type { VerdictRow } from '../../server/contract/session-log.ts';
import type { EndedSession } from '../../server/log/session-keeper.ts';
import { endedSession, refusedSession } from '../helpers/ended-session.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const EXCEPTIONS = ['unlessTrustedIp', 'unlessAuthenticated', 'unlessOnWhiteList', 'exceptToLocal'];

/** A session with all that a real one has: 17 lines of transcript, and the verdicts of four steps. */
export function realisticSession(number: number, startedAt: number): EndedSession {
  const ip = `192.0.${number % 200}.${(number * 7) % 250}`;
  const sender = `joe${number % 5000}@peer${number % 300}.example`;
  const change = {
    id: number.toString(32).padStart(4, '0'),
    startedAt,
    key: startedAt * 1000 + (number % 1000),
    ip,
    sender,
    account: number % 3 === 0 ? `u${number % 40}@local.test` : null,
    lines: [
      '220 mail.local.test ESMTP Gatepost',
      `EHLO client${number % 1000}.example`,
      '250-mail.local.test greets you',
      '250-PIPELINING',
      '250-8BITMIME',
      '250-SIZE 36700160',
      '250-STARTTLS',
      '250 SMTPUTF8',
      `MAIL FROM:<${sender}> SIZE=4096`,
      '250 2.1.0 Ok',
      'RCPT TO:<u1@local.test>',
      '250 2.1.5 Ok',
      'DATA',
      '354 End data with <CR><LF>.<CR><LF>',
      `250 2.0.0 Ok: queued as 01kasx${number}`,
      'QUIT',
      '221 2.0.0 Bye',
    ],
    verdicts: ['connect', 'mail', 'rcpt', 'data'].map((stage) => verdict(stage, sender, startedAt)),
  };
  return number % 4 === 0 ? refusedSession(change) : endedSession(change);
}

function verdict(stage: string, sender: string, at: number): VerdictRow {
  return {
    stage: stage as VerdictRow['stage'], // one of the four above
    findings: EXCEPTIONS.map((exception) => ({
      rule: 'localSenderMustAuth',
      mode: 'enforce',
      // An exception of the table or one that sounds like it: only its length counts here.
      option: `localSenderMustAuth.${exception}` as 'localSenderMustAuth.unlessTrustedIp',
      because: `${sender} is not in a local domain, and the client is not a trusted one.`,
      result: 'not-applicable',
    })),
    refusal: null,
    effects: [],
    notes: [],
    policyRevision: 3,
    subject: `${stage} ${sender}`,
    at,
  };
}

/** Fills a day's file, which holds some sessions already, with as many more: by SQL, which is many times faster. */
export function fillDay(file: string, startOfDay: number, sessions: number): void {
  const database = new DatabaseSync(file);
  const step = DAY_MS / sessions;
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN');
  database.exec(`
    CREATE TEMP TABLE n AS
      WITH RECURSIVE counted (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counted WHERE i < ${String(sessions)})
      SELECT i, abs(random()) AS r FROM counted;
    INSERT OR IGNORE INTO session
      SELECT (${String(startOfDay)} + CAST(i * ${String(step)} AS INTEGER)) * 1000 + i % 1000, printf('x%06x', i),
        ${String(startOfDay)} + CAST(i * ${String(step)} AS INTEGER),
        ${String(startOfDay)} + CAST(i * ${String(step)} AS INTEGER) + 90,
        CASE i % 5 WHEN 0 THEN 'submission' ELSE 'smtp' END, CASE WHEN i % 1000 = 0 THEN 'outbound' WHEN i % 5 = 0 THEN 'msa' ELSE 'smtp' END,
        CASE i % 1000 WHEN 0 THEN 'outbound' ELSE 'inbound' END, 25,
        -- One in ten sessions is of one address, the others spread over 200,000.
        CASE WHEN r % 10 = 0 THEN '198.51.100.1' ELSE printf('10.%d.%d.%d', r % 3, r / 7 % 256, r / 1801 % 256) END,
        'TLSv1.3', printf('host%d.example', r % 1000),
        CASE i % 5 WHEN 0 THEN printf('user%d@local.test', r % 50) END, printf('from%d@peer.example', r % 20000),
        '["u1@local.test"]', 1, 1, 4096, CASE i % 4 WHEN 0 THEN 'blocked' ELSE 'accepted' END,
        CASE i % 4 WHEN 0 THEN '{"rule":"localSenderMustAuth","option":"localSenderMustAuth","reason":"Authentication required: local account","because":"The sender is local and did not sign in.","code":530,"enhanced":"5.7.0"}' END,
        CASE i % 500 WHEN 0 THEN '["popBeforeSmtp"]' ELSE '[]' END, 1
      FROM n;
    INSERT OR IGNORE INTO concern
      SELECT 'localSenderMustAuth', key FROM session WHERE result = 'blocked'
      UNION ALL SELECT 'popBeforeSmtp', key FROM session WHERE would_have_blocked <> '[]';
    INSERT INTO word (rowid, text)
      SELECT key, concat_ws(' ', id, ip, helo, account, sender, 'u1@local.test 250 2.1.0 Ok 354 End data with CR LF 221 Bye EHLO MAIL FROM RCPT TO DATA QUIT PIPELINING 8BITMIME STARTTLS SMTPUTF8 SIZE queued')
      FROM session WHERE id LIKE 'x%';
    INSERT OR IGNORE INTO content
      SELECT key, (SELECT record FROM content LIMIT 1), NULL FROM session;
  `);
  database.exec('COMMIT; DROP TABLE n; PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}
