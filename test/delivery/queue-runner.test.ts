import { describe, expect, test } from 'vitest';
import type { QueueEntry } from '../../server/contract/delivery-queue.ts';
import type { Course } from '../../server/delivery/choose-route.ts';
import { Claims } from '../../server/delivery/claims.ts';
import { QueueRunner } from '../../server/delivery/queue-runner.ts';
import type { ReportedRecipient } from '../../server/delivery/report/delivery-report.ts';
import type { JobResult } from '../../server/delivery/smtp/transport.ts';
import { allOf, DELIVERED, failed, FakeTransport } from '../helpers/fake-transport.ts';
import { address, MemoryQueue, queuedEnvelope, queueEntry, RECEIVED_AT } from '../helpers/memory-queue.ts';
import { quiet, TurnedTimers } from '../helpers/turned-timers.ts';

const MINUTE_MS = 60_000;

function byMx({ recipient }: QueueEntry): Course {
  return { kind: 'send', route: { kind: 'mx', domain: recipient.domain } };
}

class World {
  readonly queue = new MemoryQueue();
  readonly transport = new FakeTransport();
  readonly timers = new TurnedTimers(RECEIVED_AT);
  readonly claims = new Claims();
  readonly told: ReportedRecipient[] = [];
  readonly errors: string[] = [];
  readonly refused: string[] = [];
  changes = 0;
  connectionsPerHost = 5;
  courseOf: (entry: QueueEntry) => Course = byMx;
  readonly runner = new QueueRunner({
    queue: this.queue,
    transport: this.transport,
    claims: this.claims,
    clock: this.timers.clock,
    schedule: this.timers.schedule,
    random: () => 0.5,
    connectionsPerHost: () => this.connectionsPerHost,
    chooseRoute: async (entry) => {
      await Promise.resolve();
      return this.courseOf(entry);
    },
    patienceWith: () => ({ retryHours: 1, delayNoticeHours: null, waitsForEtrn: false }),
    writeReports: (_message, told) => {
      this.told.push(...told);
      return Promise.resolve([]);
    },
    onRefused: ({ localPart, domain }) => this.refused.push(`${localPart}@${domain}`),
    onChange: () => this.changes++,
    reportError: (step, cause) => this.errors.push(`${step}: ${String(cause)}`),
  });

  /** Recipients of each job so far. */
  get sent(): readonly (readonly string[])[] {
    return this.transport.jobs.map(({ recipients }) =>
      recipients.map(({ address: { localPart, domain } }) => `${localPart}@${domain}`),
    );
  }

  async start(...entries: readonly QueueEntry[]): Promise<void> {
    this.queue.add(...entries);
    this.runner.start();
    await quiet();
  }
}

function entryTo(id: number, recipient: string, given: Partial<QueueEntry> = {}): QueueEntry {
  return queueEntry({ id, recipient: address(recipient), ...given });
}

/** Jobs that end when they are let go. */
function holdJobs({ transport }: World): { letGo: (index: number, result?: JobResult) => Promise<void> } {
  const waiting: ((result?: JobResult) => void)[] = [];
  transport.answer = (job) =>
    new Promise((resolve) => {
      waiting.push((result) => {
        resolve(result ?? allOf(job, DELIVERED));
      });
      job.signal?.addEventListener('abort', () => {
        resolve(allOf(job, failed('deferred')));
      });
    });
  return {
    letGo: async (index, result) => {
      waiting[index]?.(result);
      await quiet();
    },
  };
}

describe('what is due', () => {
  test('is sent, written down and free again', async () => {
    const world = new World();
    await world.start(entryTo(1, 'a@one.test'));
    expect(world.sent).toEqual([['a@one.test']]);
    expect([world.queue.changes, [...world.claims.ids], world.errors]).toEqual([
      [{ kind: 'done', id: 1 }],
      [],
      [],
    ]);
  });

  test('goes in one job for each way of each message', async () => {
    const world = new World();
    const other = queuedEnvelope({ id: 'message2' });
    await world.start(
      entryTo(1, 'a@one.test'),
      entryTo(2, 'b@one.test'),
      entryTo(3, 'c@two.test'),
      entryTo(4, 'd@one.test', { message: other }),
    );
    expect(world.sent.toSorted()).toEqual([['a@one.test', 'b@one.test'], ['c@two.test'], ['d@one.test']]);
  });

  test('goes in jobs of a hundred recipients', async () => {
    const world = new World();
    await world.start(...Array.from({ length: 250 }, (_, index) => entryTo(index + 1, `u${index}@one.test`)));
    expect(world.sent.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  test('is found when it comes while the runner sleeps', async () => {
    const world = new World();
    await world.start();
    world.queue.add(entryTo(1, 'a@one.test'));
    await quiet();
    expect(world.sent).toEqual([['a@one.test']]);
  });

  test('is never sent by two jobs at once', async () => {
    const world = new World();
    const { letGo } = holdJobs(world);
    await world.start(entryTo(1, 'a@one.test'));
    world.runner.look();
    await quiet();
    expect(world.sent.length).toBe(1);
    await letGo(0);
    expect(world.queue.entries).toEqual([]);
  });

  test('waits for its turn where a server has enough to do', async () => {
    const world = new World();
    world.connectionsPerHost = 2;
    const { letGo } = holdJobs(world);
    const message = (index: number) => ({ message: queuedEnvelope({ id: `message${index}` }) });
    await world.start(
      ...[1, 2, 3].map((id) => entryTo(id, `u${id}@slow.test`, message(id))),
      entryTo(4, 'u4@other.test', message(4)),
    );
    expect(world.sent.flat().toSorted()).toEqual(['u1@slow.test', 'u2@slow.test', 'u4@other.test']);
    await letGo(0);
    expect(world.sent.flat()).toContain('u3@slow.test');
  });

  test('is sent to the last, though there is more of it than is taken on at once', async () => {
    const world = new World();
    const { letGo } = holdJobs(world);
    const many = Array.from({ length: 6000 }, (_, index) =>
      entryTo(index + 1, `u@slow.test`, { message: queuedEnvelope({ id: `message${index}` }) }),
    );
    await world.start(...many);
    expect(world.claims.ids.size).toBeLessThanOrEqual(5500);
    for (let index = 0; index < 6000; index++) await letGo(index);
    expect(world.queue.entries).toEqual([]);
  }, 60_000);
});

describe('what could not be delivered', () => {
  test('is tried again when its time has come', async () => {
    const world = new World();
    world.transport.answer = (job) => allOf(job, failed('deferred'));
    await world.start(entryTo(1, 'a@one.test'));
    await world.timers.advance(5 * MINUTE_MS);
    expect(world.sent.length).toBe(1);
    await world.timers.advance(MINUTE_MS);
    expect(world.sent.length).toBe(2);
  });

  test('goes back to the sender after the last attempt', async () => {
    const world = new World();
    world.transport.answer = (job) => allOf(job, failed('deferred'));
    await world.start(entryTo(1, 'a@one.test'));
    await world.timers.advance(61 * MINUTE_MS);
    expect(world.queue.entries).toEqual([]);
    expect(world.told.map(({ action }) => action)).toEqual(['failed']);
    expect(world.sent.length).toBe(5);
  });

  test('each recipient of a job fares for himself', async () => {
    const world = new World();
    world.transport.answer = () =>
      new Map([
        [1, DELIVERED],
        [2, failed('refused')],
        [3, failed('deferred')],
      ]);
    await world.start(entryTo(1, 'a@one.test'), entryTo(2, 'b@one.test'), entryTo(3, 'c@one.test'));
    expect(world.queue.recipients()).toEqual(['c@one.test']);
    expect(world.told.map(({ action, recipient }) => [action, recipient.localPart])).toEqual([
      ['failed', 'b'],
    ]);
    expect(world.refused).toEqual(['b@one.test']);
  });

  test.each([
    ['that gave no answer for it', () => new Map()],
    [
      'that broke',
      () => {
        throw new Error('a bug');
      },
    ],
  ])('is deferred by a transport %s', async (_how, answer) => {
    const world = new World();
    world.transport.answer = answer;
    await world.start(entryTo(1, 'a@one.test'));
    expect(world.queue.entries.map(({ lastFailure }) => lastFailure?.enhanced)).toEqual(['4.3.0']);
  });
});

describe('what needs no sending', () => {
  const failure = { host: null, code: null, enhanced: '5.1.1', text: 'nobody' };
  test.each([
    ['given up', { kind: 'give-up', failure }, ['done']],
    ['put off', { kind: 'postpone', failure }, ['deferred']],
    ['parked', { kind: 'park' }, ['parked']],
    [
      'rerouted',
      {
        kind: 'reroute',
        deliveries: [{ kind: 'mailbox', accountId: 1, recipient: address('u1@local.test') }],
      },
      ['rerouted'],
    ],
  ] as const)('is %s', async (_what, course, kinds) => {
    const world = new World();
    world.courseOf = () => course;
    await world.start(entryTo(1, 'a@one.test'));
    expect([world.sent, world.queue.changes.map(({ kind }) => kind)]).toEqual([[], kinds]);
  });

  test('a way that cannot be found is looked for again later', async () => {
    const world = new World();
    world.courseOf = () => {
      throw new Error('a bug');
    };
    await world.start(entryTo(1, 'a@one.test'));
    expect(world.queue.changes.map(({ kind }) => kind)).toEqual(['deferred']);
    expect(world.errors).toEqual(['finding the way of a message: Error: a bug']);
  });
});

describe('a disk that fails', () => {
  test('makes nothing be sent twice', async () => {
    const world = new World();
    world.queue.settleFaults = ['disk-full', 'before'];
    await world.start(entryTo(1, 'a@one.test'));
    world.runner.look();
    await world.timers.advance(10_000);
    expect(world.sent.length).toBe(1);
    expect(world.queue.entries).toEqual([]);
  });

  test('is read again', async () => {
    const world = new World();
    world.queue.whileReading = () => {
      throw new Error('unreadable');
    };
    await world.start(entryTo(1, 'a@one.test'));
    expect(world.errors).toEqual(['reading the queue: Error: unreadable']);
    world.queue.whileReading = () => undefined;
    await world.timers.advance(10_000);
    expect(world.sent).toEqual([['a@one.test']]);
  });
});

describe('time', () => {
  test('no sleep is longer than five minutes, so that a clock that is put forward is seen', async () => {
    const world = new World();
    await world.start(entryTo(1, 'a@one.test', { nextAttemptAt: RECEIVED_AT + 40 * 24 * 60 * MINUTE_MS }));
    expect(world.timers.sleeps).toEqual([5 * MINUTE_MS]);
    world.timers.now += 41 * 24 * 60 * MINUTE_MS;
    await world.timers.advance(0);
    expect(world.sent).toEqual([['a@one.test']]);
  });

  test('nothing is slept for where nothing waits', async () => {
    const world = new World();
    await world.start();
    expect(world.timers.sleeps).toEqual([]);
  });
});

describe('pausing', () => {
  test('takes nothing more until it is started again', async () => {
    const world = new World();
    await world.start();
    world.runner.pause();
    world.queue.add(entryTo(1, 'a@one.test'));
    await quiet();
    expect(world.sent).toEqual([]);
    world.runner.start();
    await quiet();
    expect(world.sent).toEqual([['a@one.test']]);
  });

  test('keeps nothing that was read meanwhile', async () => {
    const world = new World();
    world.queue.whileReading = () => {
      world.runner.pause();
    };
    await world.start(entryTo(1, 'a@one.test'));
    expect([world.sent, world.claims.ids.size]).toEqual([[], 0]);
  });
});

describe('stopping', () => {
  test('begins nothing more, and waits for what is under way', async () => {
    const world = new World();
    world.connectionsPerHost = 1;
    const { letGo } = holdJobs(world);
    await world.start(
      entryTo(1, 'a@one.test'),
      entryTo(2, 'b@one.test', { message: queuedEnvelope({ id: 'message2' }) }),
    );
    const stopped = world.runner.stop(10_000);
    await letGo(0);
    await stopped;
    expect([world.sent, world.queue.recipients()]).toEqual([[['a@one.test']], ['b@one.test']]);
    expect(world.queue.listeners).toBe(0);
  });

  test('breaks off what takes too long, which then counts as not tried', async () => {
    const world = new World();
    holdJobs(world);
    await world.start(entryTo(1, 'a@one.test'));
    const stopped = world.runner.stop(10_000);
    await world.timers.advance(10_000);
    await stopped;
    expect(world.queue.changes).toEqual([]);
  });

  test('does not wait for ever for a transport that ignores it', async () => {
    const world = new World();
    world.transport.answer = () => new Promise(() => undefined);
    await world.start(entryTo(1, 'a@one.test'));
    const stopped = world.runner.stop(10_000);
    await world.timers.advance(20_000);
    await stopped;
    expect(world.queue.recipients()).toEqual(['a@one.test']);
  });
});
