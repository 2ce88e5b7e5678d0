import type { SessionSummary } from '../../../server/contract/session-log.ts';
import { formatClock } from '../../parts/time.tsx';
import { isOutbound, resultWord } from './session-kind.ts';
import { logText } from '../../text/en/log.ts';

/** The words of one row, made once for each revision of a session. */
export interface RowText {
  readonly time: string;
  readonly result: string;
  readonly reason: string;
  readonly sender: string;
  readonly ip: string;
  readonly recipient: string;
}

const made = new WeakMap<SessionSummary, RowText>();

export function rowText(row: SessionSummary): RowText {
  const known = made.get(row);
  if (known) return known;
  const fresh: RowText = {
    time: formatClock(row.startedAt),
    result: resultWord(row),
    reason: row.repeats > 1 ? `${reasonOf(row)} ${logText.repeats(row.repeats)}` : reasonOf(row),
    sender: row.sender ?? '',
    ip: row.ip,
    recipient: recipientsOf(row),
  };
  made.set(row, fresh);
  return fresh;
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
