import { describe, expect, test } from 'vitest';
import { FAILURE, MINUTE, NOBODY, NOW, queueScene, report } from './queue-scene.ts';
import {
  deliver,
  openTestStore,
  testEnvelope,
  toMailbox,
  toQueue,
  type OpenedStore,
} from './store-fixture.ts';

describe('an entry', () => {
  test('has everything that delivery needs to know', async () => {
    const store = await openTestStore({ clock: () => NOW });
    const envelope = testEnvelope('message00001', {
      account: { localPart: 'a b', domain: 'local.test' },
      returnPath: { localPart: 'jörg', domain: 'local.test' },
      deliveries: [toMailbox(1), toQueue('a"b', 'branch.test')],
      smtpUtf8: true,
      eightBit: true,
      dsnEnvelopeId: 'QQ314159',
      dsnReturn: 'HDRS',
    });
    await deliver(store.messages, envelope, 'content\r\n');
    const { clientIp: _ip, deliveries: _deliveries, ...message } = envelope;
    expect(await store.queue.due(NOW, 10, NOBODY)).toEqual([
      {
        id: 1,
        message: { ...message, sizeBytes: 'content\r\n'.length },
        recipient: { localPart: 'a"b', domain: 'branch.test' },
        gateway: 'branch.test',
        dsn: { notify: ['FAILURE'], originalRecipient: null },
        attempts: 0,
        nextAttemptAt: NOW,
        state: 'waiting',
        askedForAt: null,
        delayToldAt: null,
        lastFailure: null,
      },
    ]);
  });

  test('is due at once, longest due first, but not while it is under way', async () => {
    const { queue, dueAt, id } = await queueScene();
    expect(await dueAt(NOW + 10)).toEqual(['ann', 'bob', 'cid']);
    expect(await dueAt(NOW + 1)).toEqual(['ann', 'bob']);
    const underWay = new Set([await id('ann')]);
    expect((await queue.due(NOW + 10, 1, underWay)).map(({ id: entry }) => entry)).toEqual([await id('bob')]);
    expect(await queue.nextDueAt(underWay)).toBe(NOW + 1);
    expect(await queue.nextDueAt(NOBODY)).toBe(NOW);
    expect(await queue.nextDueAt(new Set([1, 2, 3]))).toBeNull();
  });

  test('that failed waits for its time, and says why', async () => {
    const { queue, dueAt, id, entries } = await queueScene();
    const change = {
      kind: 'deferred',
      id: await id('ann'),
      nextAttemptAt: NOW + 5 * MINUTE,
      failure: FAILURE,
    } as const;
    await queue.settle([{ ...change, delayToldAt: null }], []);
    await queue.settle([{ ...change, delayToldAt: NOW }], []);
    expect(await dueAt(NOW + 4 * MINUTE)).toEqual(['bob', 'cid']);
    expect(await dueAt(NOW + 5 * MINUTE)).toEqual(['bob', 'cid', 'ann']);
    expect((await entries()).at(-1)).toMatchObject({
      attempts: 2,
      nextAttemptAt: NOW + 5 * MINUTE,
      state: 'waiting',
      delayToldAt: NOW,
      lastFailure: FAILURE,
    });
  });

  test('that is held is not due, whatever becomes of the attempt under way, until it is asked for', async () => {
    const { queue, dueAt, id, entries } = await queueScene();
    const ann = await id('ann');
    expect(await queue.hold([ann, 99])).toBe(1);
    await queue.settle(
      [{ kind: 'deferred', id: ann, nextAttemptAt: NOW, failure: FAILURE, delayToldAt: null }],
      [],
    );
    expect(await dueAt(NOW + 1000 * MINUTE)).toEqual(['bob', 'cid']);
    expect(await queue.nextDueAt(NOBODY)).toBe(NOW + 1);
    expect(await queue.retry([ann, 99], NOW + MINUTE)).toBe(1);
    expect(await dueAt(NOW + MINUTE)).toEqual(['bob', 'cid', 'ann']);
    expect((await entries()).at(-1)).toMatchObject({ state: 'waiting', askedForAt: NOW + MINUTE });
  });

  test('that is parked waits for ETRN, at most until its time is over', async () => {
    const { queue, dueAt, id, entries } = await queueScene();
    const cid = await id('cid');
    const parked = { kind: 'parked', id: cid, until: NOW + 100 * MINUTE } as const;
    await queue.settle([parked], []);
    expect((await queue.find([cid]))[0]).toMatchObject({ state: 'etrn', attempts: 0, askedForAt: null });
    expect(await dueAt(NOW + 99 * MINUTE)).toEqual(['ann', 'bob']);
    expect(await dueAt(NOW + 100 * MINUTE)).toEqual(['ann', 'bob', 'cid']);
    expect(await queue.retryGateway('branch.test', NOW + 50)).toBe(1);
    expect(await queue.retryGateway('other.test', NOW + 50)).toBe(0);
    expect((await entries()).at(-1)).toMatchObject({ state: 'waiting', askedForAt: NOW + 50 });
    expect(await dueAt(NOW + 50)).toEqual(['ann', 'bob', 'cid']);
    await queue.settle([parked], []);
    expect((await queue.find([cid]))[0]).toMatchObject({ state: 'etrn', askedForAt: null });
  });
});

test('news is told when an entry came in, was rerouted, reported about or asked for, and only then', async () => {
  const store = await openTestStore();
  let told = 0;
  const stop = store.queue.onNews(() => told++);
  const toldBy = async (work: Promise<unknown>): Promise<number> => {
    const before = told;
    await work;
    return told - before;
  };
  const queued = testEnvelope('message00001', {
    deliveries: [toQueue('ann'), toQueue('cid', 'branch.test')],
  });
  expect(await toldBy(deliver(store.messages, testEnvelope('message00002')))).toBe(0);
  expect(await toldBy(deliver(store.messages, queued))).toBe(1);
  const rerouted = { kind: 'rerouted', id: 1 } as const;
  expect(await toldBy(store.queue.settle([{ ...rerouted, deliveries: [toQueue('bob')] }], []))).toBe(1);
  expect(await toldBy(store.queue.settle([{ ...rerouted, deliveries: [toMailbox(1)] }], []))).toBe(0);
  expect(await toldBy(store.queue.settle([], [report('report00001')]))).toBe(0);
  expect(
    await toldBy(store.queue.settle([], [report('report00002', { deliveries: [toQueue('joe')] })])),
  ).toBe(1);
  expect(await toldBy(store.queue.retry([99], NOW))).toBe(0);
  expect(await toldBy(store.queue.retry([2], NOW))).toBe(1);
  expect(await toldBy(store.queue.retryGateway('branch.test', NOW))).toBe(1);
  expect(await toldBy(store.queue.hold([2]))).toBe(0);
  stop();
  expect(await toldBy(store.queue.retry([2], NOW))).toBe(0);
});

describe('the list', () => {
  test.each<[string, Parameters<OpenedStore['queue']['list']>[0], readonly string[]]>([
    ['everything, the next to be tried first', { limit: 10 }, ['bob', 'cid', 'ann']],
    ['so many', { limit: 1 }, ['bob']],
    ['a recipient', { text: 'BOB@', limit: 10 }, ['bob']],
    ['a sender', { text: 'joe@example', limit: 10 }, ['bob', 'cid', 'ann']],
    ['a message id', { text: 'message00003', limit: 10 }, ['cid']],
    ['the words of a failure', { text: '100% sure', limit: 10 }, ['ann']],
    ['the host of a failure', { text: 'mx.example.com', limit: 10 }, ['ann']],
    ['a percent sign, not everything', { text: 'a%e', limit: 10 }, []],
    ['an underscore, not every letter', { text: 'a_n', limit: 10 }, []],
    ['a backslash', { text: '\\', limit: 10 }, []],
    ['what is held', { state: 'held', limit: 10 }, ['bob']],
    ['what waits', { state: 'waiting', limit: 10 }, ['cid', 'ann']],
    ['some of them', { only: new Set([1, 3]), limit: 10 }, ['cid', 'ann']],
    ['all but some', { except: new Set([1, 3]), limit: 10 }, ['bob']],
    ['what fits all of it', { text: 'ann', state: 'waiting', only: new Set([1, 2]), limit: 10 }, ['ann']],
  ])('finds %s', async (_, search, found) => {
    const { queue } = await queueScene();
    await queue.settle(
      [{ kind: 'deferred', id: 1, nextAttemptAt: NOW + MINUTE, failure: FAILURE, delayToldAt: null }],
      [],
    );
    await queue.hold([2]);
    expect((await queue.list(search)).map(({ recipient }) => recipient.localPart)).toEqual(found);
  });
});

describe('a clock that jumps', () => {
  test('back by an hour makes due what was put off before, in its order, and leaves parked mail alone', async () => {
    const { queue, dueAt, turn, messages } = await queueScene();
    const deferred = { kind: 'deferred', failure: FAILURE, delayToldAt: null } as const;
    await queue.settle(
      [
        { ...deferred, id: 2, nextAttemptAt: NOW + 6 * MINUTE },
        { kind: 'parked', id: 3, until: NOW + 60 * MINUTE },
      ],
      [],
    );
    const earlier = NOW - 60 * MINUTE;
    turn(earlier);
    await deliver(messages, testEnvelope('message00004', { deliveries: [toQueue('dan')] }));
    expect(await dueAt(earlier)).toEqual(['ann', 'bob', 'dan']);
    await queue.settle([{ ...deferred, id: 2, nextAttemptAt: earlier + 6 * MINUTE }], []);
    expect(await dueAt(earlier + MINUTE)).toEqual(['ann', 'dan']);
    expect(await dueAt(earlier + 6 * MINUTE)).toEqual(['ann', 'dan', 'bob']);
  });

  test('forward by a day makes everything due but what is held', async () => {
    const { queue, dueAt } = await queueScene();
    await queue.settle(
      [{ kind: 'deferred', id: 1, nextAttemptAt: NOW + 6 * MINUTE, failure: FAILURE, delayToldAt: null }],
      [],
    );
    await queue.hold([2]);
    expect(await dueAt(NOW + 24 * 60 * MINUTE)).toEqual(['cid', 'ann']);
  });

  test('by less than a minute changes no schedule', async () => {
    const { queue, dueAt } = await queueScene();
    await queue.settle(
      [{ kind: 'deferred', id: 1, nextAttemptAt: NOW + 6 * MINUTE, failure: FAILURE, delayToldAt: null }],
      [],
    );
    expect(await dueAt(NOW - 30_000)).toEqual([]);
    expect(await dueAt(NOW + MINUTE)).toEqual(['bob', 'cid']);
  });
});
