import type { Handlers } from '../../../server/contract/api.ts';
import type { QueuedMessage } from '../../../server/contract/delivery-calls.ts';
import type { DeliveryFailure } from '../../../server/contract/delivery-queue.ts';
import type { Save } from './fake-handlers.ts';
import type { FakeWorld } from './fake-world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type QueueCall = Extract<keyof Handlers, `queue.${string}`>;

/** The queue's calls on the world's own list. */
export function queueHandlers(world: FakeWorld, save: Save): Pick<Handlers, QueueCall> {
  const change = (ids: readonly string[], next: (entry: QueuedMessage) => QueuedMessage | null): number => {
    const concerned = world.queue.filter(({ id }) => ids.includes(id)).length;
    save('queue', () => {
      world.queue = world.queue.flatMap((entry) => (ids.includes(entry.id) ? (next(entry) ?? []) : entry));
    });
    return concerned;
  };
  return {
    'queue.list': ({ text, state, limit } = {}) =>
      world.queue
        .filter((entry) => state === undefined || entry.state === state)
        .filter((entry) => text === undefined || haystackOf(entry).includes(text.toLowerCase()))
        .toSorted((one, other) => one.nextAttemptAt - other.nextAttemptAt)
        .slice(0, limit ?? 10_000),
    'queue.retry': (ids) => change(ids, (entry) => ({ ...entry, state: 'sending' })),
    'queue.hold': (ids) => change(ids, (entry) => ({ ...entry, state: 'held' })),
    'queue.release': (ids) => change(ids, (entry) => ({ ...entry, state: 'waiting' })),
    'queue.remove': (ids) => change(ids, () => null),
    'queue.bounce': (ids) => change(ids, () => null),
  };
}

function haystackOf({ sender, recipient, messageId, lastFailure }: QueuedMessage): string {
  return [sender, recipient, messageId, lastFailure?.text ?? ''].join(' ').toLowerCase();
}

/** What waits in the office of the normal scenario. */
export function officeQueue(now: number): readonly QueuedMessage[] {
  const failure = (
    minutesAgo: number,
    host: string | null,
    code: number | null,
    enhanced: string,
    text: string,
  ): DeliveryFailure => ({ at: now - minutesAgo * MINUTE_MS, host, code, enhanced, text });
  return [
    queued(now, 1, {
      recipient: 'joe@partner.example',
      state: 'sending',
      queuedAt: now - 2000,
      attempts: 0,
      nextAttemptAt: now - 1000,
      sizeBytes: 48_200,
    }),
    queued(now, 2, {
      recipient: 'accounts@supplier.example',
      queuedAt: now - 35 * MINUTE_MS,
      attempts: 3,
      nextAttemptAt: now + 9 * MINUTE_MS,
      sizeBytes: 212_400,
      lastFailure: failure(
        11,
        'mx1.supplier.example',
        451,
        '4.7.1',
        'Greylisted, please try again in 300 seconds',
      ),
    }),
    queued(now, 3, {
      recipient: 'lena@big-mail.example',
      sender: 'tom@office.example',
      queuedAt: now - 5 * HOUR_MS,
      attempts: 7,
      nextAttemptAt: now + 48 * MINUTE_MS,
      sizeBytes: 9_300_000,
      lastFailure: failure(
        12,
        'mx.big-mail.example',
        452,
        '4.2.2',
        'The recipient’s inbox is out of storage space. https://help.big-mail.example/full',
      ),
    }),
    queued(now, 4, {
      recipient: 'orders@old-shop.example',
      sender: 'sales@office.example',
      queuedAt: now - 3 * DAY_MS,
      attempts: 21,
      nextAttemptAt: now + 3 * HOUR_MS,
      sizeBytes: 18_900,
      lastFailure: failure(55, null, null, '4.4.1', 'connect to 198.51.100.77 port 25: timed out after 30 s'),
    }),
    queued(now, 5, {
      recipient: 'press@journal.example',
      sender: 'ceo@office.example',
      queuedAt: now - 26 * HOUR_MS,
      state: 'held',
      attempts: 2,
      nextAttemptAt: now + 4 * HOUR_MS,
      sizeBytes: 1_204_000,
      lastFailure: failure(
        400,
        'mail.journal.example',
        454,
        '4.7.5',
        'TLS is required by the MTA-STS policy of journal.example, and the certificate is not valid',
      ),
    }),
    queued(now, 6, {
      recipient: 'info@branch.example',
      sender: 'joe@partner.example',
      gateway: 'branch.example',
      queuedAt: now - 2 * HOUR_MS,
      attempts: 0,
      nextAttemptAt: now + 20 * MINUTE_MS,
      sizeBytes: 1_804_000,
      lastFailure: failure(40, '192.0.2.40', 421, '4.3.2', 'Service shutting down for maintenance'),
    }),
    queued(now, 7, {
      recipient: 'box-12@archive.example',
      sender: 'scan@partner.example',
      gateway: 'archive.example',
      queuedAt: now - 50 * MINUTE_MS,
      state: 'etrn',
      attempts: 0,
      nextAttemptAt: now + 9 * DAY_MS,
      expiresAt: now + 10 * DAY_MS,
      sizeBytes: 66_000,
    }),
  ];
}

/** One entry; what is not told is a message of Anna's that was never tried. */
export function queued(
  now: number,
  number: number,
  told: Partial<QueuedMessage> & Pick<QueuedMessage, 'recipient'>,
): QueuedMessage {
  const queuedAt = told.queuedAt ?? now;
  return {
    id: String(number),
    messageId: `01jd8k${String(number).padStart(4, '0')}`,
    sessionId: `s${String(number)}`,
    queuedAt,
    sender: 'anna@office.example',
    gateway: null,
    sizeBytes: 4200,
    state: 'waiting',
    attempts: 0,
    nextAttemptAt: now,
    expiresAt: queuedAt + 5 * DAY_MS,
    lastFailure: null,
    ...told,
  };
}
