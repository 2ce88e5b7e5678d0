import type { SqlRow, SqlValue } from '../contract/database.ts';
import type { DeliveryFailure, QueueEntry } from '../contract/delivery-queue.ts';
import type { DsnRequest } from '../contract/message-store.ts';
import { readAddress, readMessageJson } from './envelope-header.ts';

/** An entry as one of the queries of queue-queries.ts answers it. */
export function queueEntry(row: SqlRow): QueueEntry {
  return {
    id: Number(row['id']),
    message: { ...readMessageJson(String(row['envelope'])), sizeBytes: Number(row['sent_bytes']) },
    recipient: readAddress(String(row['recipient'])),
    gateway: textOrNull(row['gateway']),
    // Written by storedDelivery from a DsnRequest.
    dsn: JSON.parse(String(row['dsn'])) as DsnRequest,
    attempts: Number(row['attempts']),
    nextAttemptAt: Number(row['next_attempt_at']),
    state: stateOf(row['state']),
    askedForAt: numberOrNull(row['asked_for_at']),
    delayToldAt: numberOrNull(row['delay_told_at']),
    lastFailure: failureOf(row['last_failure']),
  };
}

function stateOf(value: SqlValue | undefined): QueueEntry['state'] {
  return value === 'held' || value === 'etrn' ? value : 'waiting';
}

function failureOf(value: SqlValue | undefined): DeliveryFailure | null {
  // Written by storedChange from a DeliveryFailure.
  return typeof value === 'string' ? (JSON.parse(value) as DeliveryFailure) : null;
}

function textOrNull(value: SqlValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOrNull(value: SqlValue | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
