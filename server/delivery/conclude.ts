import type { DeliveryFailure, QueueChange, QueueEntry } from '../contract/delivery-queue.ts';
import type { Course } from './choose-route.ts';
import type { ReportedRecipient } from './report/delivery-report.ts';
import { delayNoticeAt, expiryOf, retryDelayMs } from './retry-schedule.ts';
import type { RecipientOutcome } from './smtp/transport.ts';

/** What is known of an entry after an attempt, or without one. */
export type Finding = RecipientOutcome | Exclude<Course, { kind: 'send' | 'postpone' | 'give-up' }>;

/** The administrator's patience with one entry. */
export interface Patience {
  readonly retryHours: number;
  /** Null: the sender is never told that it waits. */
  readonly delayNoticeHours: number | null;
  /** Nothing is tried unless the gateway's server asks. */
  readonly waitsForEtrn: boolean;
}

export interface Conclusion {
  /** In their order. */
  readonly changes: readonly QueueChange[];
  /** What its sender is told, if anything; null for mail without a sender (RFC 5321 §6.1). */
  readonly told: ReportedRecipient | null;
}

/** Decides what becomes of an entry, and what its sender hears of it. `random` is at least 0 and less than 1. */
export function conclude(
  entry: QueueEntry,
  finding: Finding,
  patience: Patience,
  now: number,
  random: number,
): Conclusion {
  const { id, recipient, dsn } = entry;
  const about = { recipient, dsn };
  const tell: Tell = (report) =>
    entry.message.returnPath !== null && wantsToHear(entry, report) ? report : null;
  switch (finding.kind) {
    case 'delivered':
      return {
        changes: [{ kind: 'done', id }],
        // RFC 3461 §5.2.2: where the next server makes no reports, the relaying is what can be reported.
        told: finding.dsnPassedOn ? null : tell({ ...about, action: 'relayed', host: finding.host, at: now }),
      };
    case 'reroute':
      return {
        changes: [{ kind: 'rerouted', id, deliveries: finding.deliveries }],
        told: finding.deliveries.every((delivery) => delivery.kind === 'mailbox')
          ? tell({ ...about, action: 'delivered', at: now })
          : null,
      };
    case 'refused':
      return {
        changes: [{ kind: 'done', id }],
        told: tell({ ...about, action: 'failed', failure: finding.failure }),
      };
    case 'park':
      return park(entry, patience, now, tell);
    case 'deferred':
      return defer(entry, finding.failure, patience, now, random, tell);
  }
}

type Tell = (report: ReportedRecipient) => ReportedRecipient | null;

function park(
  { id, recipient, dsn, message, lastFailure }: QueueEntry,
  { retryHours }: Patience,
  now: number,
  tell: Tell,
): Conclusion {
  const until = expiryOf(message.receivedAt, retryHours);
  if (now < until) return { changes: [{ kind: 'parked', id, until }], told: null };
  const failure = lastFailure ?? { at: now, ...NEVER_ASKED_FOR };
  return { changes: [{ kind: 'done', id }], told: tell({ recipient, dsn, action: 'failed', failure }) };
}

const NEVER_ASKED_FOR = {
  host: null,
  code: null,
  enhanced: '4.4.7',
  text: 'The server of this domain has not asked for its mail in time.',
} as const;

function defer(
  entry: QueueEntry,
  failure: DeliveryFailure,
  { retryHours, delayNoticeHours, waitsForEtrn }: Patience,
  now: number,
  random: number,
  tell: Tell,
): Conclusion {
  const { id, recipient, dsn, message } = entry;
  const expiresAt = expiryOf(message.receivedAt, retryHours);
  if (now >= expiresAt)
    return { changes: [{ kind: 'done', id }], told: tell({ recipient, dsn, action: 'failed', failure }) };
  const nextAttemptAt = Math.min(expiresAt, now + retryDelayMs(entry.attempts + 1, random));
  const noticeAt = delayNoticeAt(message.receivedAt, delayNoticeHours);
  const noticeIsDue = !waitsForEtrn && entry.delayToldAt === null && noticeAt !== null && now >= noticeAt;
  const told = noticeIsDue
    ? tell({ recipient, dsn, action: 'delayed', failure, retryUntil: expiresAt })
    : null;
  const delayToldAt = told === null ? entry.delayToldAt : now;
  const deferred: QueueChange = { kind: 'deferred', id, nextAttemptAt, failure, delayToldAt };
  return {
    changes: waitsForEtrn ? [deferred, { kind: 'parked', id, until: expiresAt }] : [deferred],
    told,
  };
}

/** RFC 3461 §4.1: without NOTIFY, failures and, at our discretion, delays are reported; success is not. */
function wantsToHear({ dsn: { notify } }: QueueEntry, { action }: ReportedRecipient): boolean {
  switch (action) {
    case 'failed':
      return notify.length === 0 || notify.includes('FAILURE');
    case 'delayed':
      return notify.length === 0 || notify.includes('DELAY');
    case 'relayed':
    case 'delivered':
      return notify.includes('SUCCESS');
  }
}
