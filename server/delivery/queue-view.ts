import { formatAddress, formatReturnPath } from '../contract/address.ts';
import type { QueuedMessage, QueueQuery } from '../contract/delivery-calls.ts';
import type { QueueEntry, QueueSearch } from '../contract/delivery-queue.ts';
import { expiryOf } from './retry-schedule.ts';

const LISTED_AT_MOST = 10_000;

/** The name of an entry in the console: message and entry. */
export function entryName({ id, message }: Pick<QueueEntry, 'id' | 'message'>): string {
  return `${message.id}-${id}`;
}

/** The entry id of a name; null where it is none. */
export function entryIdOf(name: string): number | null {
  const [, digits] = /^[0-9a-z]+-([0-9]{1,15})$/.exec(name) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** What the console asks, as the queue answers it. `sending`: the entries that are under way. */
export function searchOf({ text, state, limit }: QueueQuery, sending: ReadonlySet<number>): QueueSearch {
  const found = { text, limit: limit ?? LISTED_AT_MOST };
  if (state === undefined) return found;
  return state === 'sending' ? { ...found, only: sending } : { ...found, state, except: sending };
}

export function viewOf(entry: QueueEntry, retryHours: number, isSending: boolean): QueuedMessage {
  const { message, recipient, gateway, attempts, nextAttemptAt, lastFailure, state } = entry;
  const { returnPath } = message;
  return {
    id: entryName(entry),
    messageId: message.id,
    sessionId: message.sessionId,
    queuedAt: message.receivedAt,
    sender: returnPath === null ? formatReturnPath(null) : formatAddress(returnPath),
    recipient: formatAddress(recipient),
    gateway,
    sizeBytes: message.sizeBytes,
    state: isSending ? 'sending' : state,
    attempts,
    nextAttemptAt,
    expiresAt: expiryOf(message.receivedAt, retryHours),
    lastFailure,
  };
}
