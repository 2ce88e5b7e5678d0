import type { SessionSummary } from '../../../server/contract/session-log.ts';
import { formatClock, formatDateTime, formatDayAndTime } from '../../parts/time.tsx';
import { isOutbound, resultWord } from './session-kind.ts';
import { logText } from '../../text/en/log.ts';

/** The words of one row, made once for each revision of a session. */
export interface RowText {
  /** `14:02:11` of today, `20 Nov, 14:02` of another day. */
  readonly time: string;
  readonly moment: string;
  readonly result: string;
  readonly reason: string;
  readonly sender: string;
  readonly ip: string;
  readonly recipient: string;
}

let made = new WeakMap<SessionSummary, RowText>();
/** Of the day for which they were made. */
let today = { from: 0, to: 0 };

export function rowText(row: SessionSummary): RowText {
  const now = Date.now();
  if (now >= today.to || now < today.from) {
    today = dayAround(now);
    made = new WeakMap();
  }
  const known = made.get(row);
  if (known) return known;
  const fresh: RowText = {
    time: row.startedAt >= today.from ? formatClock(row.startedAt) : formatDayAndTime(row.startedAt),
    moment: `${formatDateTime(row.startedAt)}, ${formatClock(row.startedAt)}`,
    result: resultWord(row),
    reason: row.repeats > 1 ? `${reasonOf(row)} ${logText.repeats(row.repeats)}` : reasonOf(row),
    sender: row.sender ?? '',
    ip: row.ip,
    recipient: recipientsOf(row),
  };
  made.set(row, fresh);
  return fresh;
}

function dayAround(now: number): { readonly from: number; readonly to: number } {
  const day = new Date(now);
  const midnight = (days: number) =>
    new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime();
  return { from: midnight(0), to: midnight(1) };
}

function reasonOf(row: SessionSummary): string {
  if (row.refusal) return row.refusal.reason;
  if (row.wouldHaveBlocked.length > 0) return logText.wouldHave;
  if (isOutbound(row)) return outboundReasonOf(row);
  if (row.result === 'accepted') return logText.reasonAccepted(row.account, row.messagesAccepted);
  if (row.result === 'running') return logText.reasonRunning(row.account);
  return row.listenerKind === 'pop3' ? logText.reasonMailboxClosed(row.account) : logText.reasonClosed;
}

function outboundReasonOf({ result, messagesAccepted }: SessionSummary): string {
  if (result === 'accepted') return logText.reasonSent(messagesAccepted);
  return result === 'running' ? logText.reasonSending : logText.reasonNothingSent;
}

function recipientsOf({ recipients, recipientCount }: SessionSummary): string {
  const first = recipients[0] ?? '';
  return recipientCount > 1 ? logText.moreRecipients(first, recipientCount - 1) : first;
}
