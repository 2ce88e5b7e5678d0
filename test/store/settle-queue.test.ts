import { existsSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { NOW, queueScene, report, sent } from './queue-scene.ts';
import {
  bodyPath,
  deliver,
  openTestStore,
  readText,
  testEnvelope,
  toMailbox,
  toQueue,
  TRACE,
} from './store-fixture.ts';

describe('settling', () => {
  test('takes out what is done, and forgets the message with its file when nobody has it any more', async () => {
    const store = await openTestStore();
    const deliveries = [toQueue('ann'), toQueue('bob')];
    await deliver(store.messages, testEnvelope('message00001', { deliveries }), 'x'.repeat(400_000));
    await store.queue.settle([{ kind: 'done', id: 1 }], []);
    expect(existsSync(bodyPath(store, 'message00001'))).toBe(true);
    await store.queue.settle(
      [
        { kind: 'done', id: 2 },
        { kind: 'done', id: 1 },
      ],
      [],
    );
    expect(await store.queue.list({ limit: 10 })).toEqual([]);
    expect(await store.database.query('SELECT name FROM blob')).toEqual([]);
    await vi.waitFor(() => {
      expect(existsSync(bodyPath(store, 'message00001'))).toBe(false);
    }, 10_000);
  });

  test('never gives an id out again', async () => {
    const { queue, messages, id, entries } = await queueScene();
    const last = await id('cid');
    await queue.settle([{ kind: 'done', id: last }], []);
    await deliver(messages, testEnvelope('message00004', { deliveries: [toQueue('dan')] }));
    expect((await entries()).map((entry) => entry.id)).toEqual([1, 2, last + 1]);
  });

  test('puts what turned out to live here into mailboxes, once, under their next UIDs', async () => {
    const store = await openTestStore();
    const deliveries = [toMailbox(1), toQueue('ann'), toQueue('bob')];
    await deliver(store.messages, testEnvelope('message00001', { deliveries: [toMailbox(2)] }));
    await deliver(store.messages, testEnvelope('message00002', { deliveries }), 'hello');
    await store.queue.settle(
      [
        { kind: 'rerouted', id: 1, deliveries: [toMailbox(1), toMailbox(2), toQueue('bob'), toQueue('eve')] },
        { kind: 'rerouted', id: 2, deliveries: [toMailbox(2)] },
      ],
      [],
    );
    expect(await store.mailboxes.counts()).toEqual(
      new Map([
        [1, 1],
        [2, 2],
      ]),
    );
    expect(await readText(store, 2, 2)).toBe(`${TRACE}hello`);
    expect(await store.queue.list({ limit: 10 })).toMatchObject([
      { id: 3, recipient: { localPart: 'eve' }, attempts: 0, message: { id: 'message00002' } },
    ]);
  });

  test.each([
    ['small', 100],
    ['large', 400_000],
  ])('stores the messages that were written about it in the same transaction (%s)', async (_, size) => {
    const store = await openTestStore();
    await deliver(store.messages, testEnvelope('message00001', { deliveries: [toQueue('ann')] }));
    const content = `Return-Path: <>\r\nSubject: sorry\r\n\r\n${'x'.repeat(size)}`;
    const deliveries = [toMailbox(1), toQueue('joe')];
    await store.queue.settle([{ kind: 'done', id: 1 }], [report('report00001', { deliveries }, content)]);
    expect(await readText(store, 1, 1)).toBe(content);
    expect((await store.mailboxes.open(1)).messages).toEqual([{ uid: 1, sizeBytes: content.length }]);
    expect(await sent(store, 'report00001')).toBe(content.replace('Return-Path: <>\r\n', ''));
    expect((await store.queue.find([2]))[0]?.message).toMatchObject({ id: 'report00001', returnPath: null });
  });

  test('stores messages although what they are about is gone', async () => {
    const store = await openTestStore();
    await store.queue.settle([{ kind: 'done', id: 99 }], [report('report00001')]);
    expect(await store.mailboxes.counts()).toEqual(new Map([[1, 1]]));
  });

  test.each([
    ['small', 100],
    ['large', 400_000],
  ])('changes nothing where one message cannot be stored (%s)', async (_, size) => {
    const { queue, dueAt, mailboxes, dataFolder } = await queueScene();
    const content = 'x'.repeat(size);
    const messages = [report('report00001', {}, content), report('message00002', {}, content)];
    await expect(queue.settle([{ kind: 'done', id: 1 }], messages)).rejects.toMatchObject({
      name: 'StoreError',
      kind: 'unavailable',
    });
    expect(await dueAt(NOW + 10)).toEqual(['ann', 'bob', 'cid']);
    expect(await mailboxes.counts()).toEqual(new Map());
    expect(existsSync(bodyPath({ dataFolder }, 'message00001'))).toBe(false);
  });
});
