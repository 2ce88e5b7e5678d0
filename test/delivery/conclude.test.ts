import { describe, expect, test } from 'vitest';
import type { QueueEntry } from '../../server/contract/delivery-queue.ts';
import type { DsnRequest } from '../../server/contract/message-store.ts';
import { conclude, type Finding, type Patience } from '../../server/delivery/conclude.ts';
import { DELIVERED, failed } from '../helpers/fake-transport.ts';
import { address, queuedEnvelope, queueEntry, RECEIVED_AT } from '../helpers/memory-queue.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PATIENCE: Patience = { retryHours: 120, delayNoticeHours: 4, waitsForEtrn: false };
const EXPIRES_AT = RECEIVED_AT + 120 * HOUR_MS;

function concluded(
  finding: Finding,
  entry: Partial<QueueEntry> = {},
  hours = 0,
  patience: Partial<Patience> = {},
) {
  return conclude(
    queueEntry(entry),
    finding,
    { ...PATIENCE, ...patience },
    RECEIVED_AT + hours * HOUR_MS,
    0.5,
  );
}

const notify = (...conditions: DsnRequest['notify']): Partial<QueueEntry> => ({
  dsn: { notify: conditions, originalRecipient: null },
});
const withoutSender = { message: queuedEnvelope({ returnPath: null }) };
const refused = failed('refused');
const deferred = failed('deferred');
const about = (entry: Partial<QueueEntry> = {}) => {
  const { recipient, dsn } = queueEntry(entry);
  return { recipient, dsn };
};

describe('delivered', () => {
  test('is done, and nobody is told', () => {
    expect(concluded(DELIVERED)).toEqual({ changes: [{ kind: 'done', id: 1 }], told: null });
  });

  test('is told to who asked, where the next server reports nothing', () => {
    const entry = notify('SUCCESS');
    expect(concluded(DELIVERED, entry).told).toEqual({
      ...about(entry),
      action: 'relayed',
      host: 'mx.remote.test',
      at: RECEIVED_AT,
    });
  });

  test('is told by the next server where that reports', () => {
    expect(concluded({ ...DELIVERED, dsnPassedOn: true } as Finding, notify('SUCCESS')).told).toBeNull();
  });
});

describe('refused', () => {
  test.each([
    ['without a wish', {}],
    ['as was wished', notify('FAILURE')],
    ['as was wished among others', notify('SUCCESS', 'FAILURE')],
  ])('is done, and the sender is told %s', (_wish, entry) => {
    expect(concluded(refused, entry)).toEqual({
      changes: [{ kind: 'done', id: 1 }],
      told: { ...about(entry), action: 'failed', failure: refused.kind === 'refused' && refused.failure },
    });
  });

  test.each([
    ['who never wants to hear', notify('NEVER')],
    ['who wants to hear other things', notify('SUCCESS', 'DELAY')],
    ['who is nobody', withoutSender],
  ])('is told to no sender %s', (_who, entry) => {
    expect(concluded(refused, entry)).toEqual({ changes: [{ kind: 'done', id: 1 }], told: null });
  });
});

describe('deferred', () => {
  const failure = deferred.kind === 'deferred' ? deferred.failure : null;

  test('is tried again by the schedule', () => {
    expect(concluded(deferred, { attempts: 2 }, 1)).toEqual({
      changes: [
        {
          kind: 'deferred',
          id: 1,
          nextAttemptAt: RECEIVED_AT + HOUR_MS + 20 * MINUTE_MS,
          failure,
          delayToldAt: null,
        },
      ],
      told: null,
    });
  });

  test('is tried once more when its time is over, and not after', () => {
    const nearly = concluded(deferred, { attempts: 20, delayToldAt: 1 }, 119);
    expect(nearly.changes).toEqual([
      { kind: 'deferred', id: 1, nextAttemptAt: EXPIRES_AT, failure, delayToldAt: 1 },
    ]);
    expect(concluded(deferred, {}, 120)).toEqual({
      changes: [{ kind: 'done', id: 1 }],
      told: { ...about(), action: 'failed', failure },
    });
  });

  test.each([
    ['when four hours are over', {}, 4, {}, true],
    ['as was wished', notify('DELAY'), 5, {}, true],
    ['not before', {}, 3.9, {}, false],
    ['not twice', { delayToldAt: RECEIVED_AT + 4 * HOUR_MS }, 5, {}, false],
    ['not where delays are not told', {}, 5, { delayNoticeHours: null }, false],
    ['not who never wants to hear', notify('NEVER'), 5, {}, false],
    ['not who wants to hear of failures only', notify('FAILURE'), 5, {}, false],
    ['not if there is no sender', withoutSender, 5, {}, false],
  ])('tells the sender of the delay %s', (_when, entry, hours, patience, isTold) => {
    const { changes, told } = concluded(deferred, entry, hours, patience);
    expect(told).toEqual(
      isTold ? { ...about(entry), action: 'delayed', failure, retryUntil: EXPIRES_AT } : null,
    );
    const toldAt = isTold ? RECEIVED_AT + hours * HOUR_MS : (queueEntry(entry).delayToldAt ?? null);
    expect(changes).toEqual([expect.objectContaining({ kind: 'deferred', delayToldAt: toldAt })]);
  });
});

describe('what a gateway’s server fetches', () => {
  const patience = { waitsForEtrn: true };

  test('is parked until it expires', () => {
    expect(concluded({ kind: 'park' }, {}, 0, patience)).toEqual({
      changes: [{ kind: 'parked', id: 1, until: EXPIRES_AT }],
      told: null,
    });
  });

  test('is parked again after an attempt that failed, and nobody hears of a delay', () => {
    const { changes, told } = concluded(deferred, {}, 5, patience);
    expect(changes.map(({ kind }) => kind)).toEqual(['deferred', 'parked']);
    expect(told).toBeNull();
  });

  test('goes back to its sender when nobody has asked in time', () => {
    expect(concluded({ kind: 'park' }, {}, 120, patience)).toEqual({
      changes: [{ kind: 'done', id: 1 }],
      told: {
        ...about(),
        action: 'failed',
        failure: {
          at: EXPIRES_AT,
          host: null,
          code: null,
          enhanced: '4.4.7',
          text: 'The server of this domain has not asked for its mail in time.',
        },
      },
    });
  });
});

describe('rerouted', () => {
  const toMailbox = { kind: 'mailbox', accountId: 7, recipient: address('u7@local.test') } as const;
  const onward = {
    kind: 'queue',
    recipient: address('u7@elsewhere.test'),
    gateway: null,
    dsn: { notify: ['SUCCESS'], originalRecipient: null },
  } as const;

  test('into a mailbox is a delivery that can be reported', () => {
    const entry = notify('SUCCESS');
    expect(concluded({ kind: 'reroute', deliveries: [toMailbox] }, entry)).toEqual({
      changes: [{ kind: 'rerouted', id: 1, deliveries: [toMailbox] }],
      told: { ...about(entry), action: 'delivered', at: RECEIVED_AT },
    });
  });

  test('further on is reported by who delivers it', () => {
    expect(
      concluded({ kind: 'reroute', deliveries: [toMailbox, onward] }, notify('SUCCESS')).told,
    ).toBeNull();
  });
});
