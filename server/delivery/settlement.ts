import type { DeliveryQueue, OwnMessage, QueueChange, QueueEntry } from '../contract/delivery-queue.ts';
import { StoreError } from '../contract/message-store.ts';
import { pause, type Schedule } from './schedule.ts';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

export interface SettlementPorts {
  readonly queue: Pick<DeliveryQueue, 'settle' | 'find'>;
  readonly schedule: Schedule;
  readonly signal: AbortSignal;
  readonly reportError: (step: string, cause: unknown) => void;
}

/**
 * Writes down what has come of entries that nobody else may change, as often as it takes: what was delivered and not
 * written down would be delivered again. Answers whether it is written; it may not be where the server stops first.
 */
export async function settle(
  changes: readonly QueueChange[],
  messages: readonly OwnMessage[],
  { queue, schedule, signal, reportError }: SettlementPorts,
): Promise<boolean> {
  let mayBeWritten = false;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      if (mayBeWritten && (await isWritten(changes, queue))) return true;
      await queue.settle(changes, messages);
      return true;
    } catch (cause) {
      mayBeWritten ||= !(cause instanceof StoreError && cause.kind === 'disk-full');
      reportError('writing down what was delivered', cause);
    }
    if (signal.aborted) return false;
    await pause(schedule, waitMs, signal);
  }
}

/** All changes are one transaction: what became of one tells of all. */
async function isWritten(
  [first]: readonly QueueChange[],
  queue: Pick<DeliveryQueue, 'find'>,
): Promise<boolean> {
  if (first === undefined) return false;
  const [entry] = await queue.find([first.id]);
  return hasChanged(entry, first);
}

function hasChanged(entry: QueueEntry | undefined, change: QueueChange): boolean {
  switch (change.kind) {
    case 'done':
    case 'rerouted':
      return entry === undefined;
    case 'deferred':
      return entry?.lastFailure?.at === change.failure.at && entry.lastFailure.text === change.failure.text;
    case 'parked':
      return entry?.state === 'etrn' && entry.nextAttemptAt === change.until;
  }
}
