import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { SessionDetail, SessionSummary } from '../../contract/session-log.ts';
import { directionOf } from '../../contract/log-query-filter.ts';

export type Row = Readonly<Record<string, SQLOutputValue>>;

export const INSERT_SESSION = `INSERT INTO session (
  key, id, started, ended, listener, kind, direction, port, ip, tls, helo, account, sender, recipients,
  recipient_count, messages, bytes, result, refusal, would_have_blocked, repeats
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

export function sessionValues(key: number, session: SessionSummary): readonly SQLInputValue[] {
  return [
    key,
    session.id,
    session.startedAt,
    session.endedAt,
    session.listener,
    session.listenerKind,
    directionOf(session),
    session.port,
    session.ip,
    session.tls,
    session.helo,
    session.account,
    session.sender,
    JSON.stringify(session.recipients),
    session.recipientCount,
    session.messagesAccepted,
    session.bytes,
    session.result,
    session.refusal && JSON.stringify(session.refusal),
    JSON.stringify(session.wouldHaveBlocked),
    session.repeats,
  ];
}

/** What `sessionValues` wrote. A stored session no longer changes: its revision is 0, and one in memory wins. */
export function sessionOfRow(row: Row): SessionSummary {
  return {
    id: text(row['id']),
    revision: 0,
    startedAt: number(row['started']),
    endedAt: row['ended'] === null ? null : number(row['ended']),
    listener: text(row['listener']),
    listenerKind: text(row['kind']) as SessionSummary['listenerKind'], // as sessionValues wrote it
    port: number(row['port']),
    ip: text(row['ip']),
    tls: nullableText(row['tls']),
    helo: nullableText(row['helo']),
    account: nullableText(row['account']),
    sender: nullableText(row['sender']),
    recipients: JSON.parse(text(row['recipients'])) as SessionSummary['recipients'], // as sessionValues wrote it
    recipientCount: number(row['recipient_count']),
    messagesAccepted: number(row['messages']),
    bytes: number(row['bytes']),
    result: text(row['result']) as SessionSummary['result'], // as sessionValues wrote it
    refusal: refusalOfRow(row),
    wouldHaveBlocked: JSON.parse(text(row['would_have_blocked'])) as SessionSummary['wouldHaveBlocked'], // likewise
    repeats: number(row['repeats']),
  };
}

export function refusalOfRow(row: Row): SessionSummary['refusal'] {
  return JSON.parse(nullableText(row['refusal']) ?? 'null') as SessionSummary['refusal']; // as sessionValues wrote it
}

/** What is packed beside the row. */
export type SessionRecord = Pick<SessionDetail, 'transcript' | 'transcriptOmitted' | 'verdicts'>;

export function number(value: SQLOutputValue | undefined): number {
  if (typeof value === 'number') return value;
  throw new TypeError(`The log holds ${typeof value} where a number is declared`);
}

export function text(value: SQLOutputValue | undefined): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`The log holds ${typeof value} where a text is declared`);
}

export function bytes(value: SQLOutputValue | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`The log holds ${typeof value} where bytes are declared`);
}

function nullableText(value: SQLOutputValue | undefined): string | null {
  return value === null ? null : text(value);
}
