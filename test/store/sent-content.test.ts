import { rm, truncate } from 'node:fs/promises';
import { describe, expect, test, vi } from 'vitest';
import { sent } from './queue-scene.ts';
import { bodyPath, deliver, openTestStore, testEnvelope, toQueue, TRACE } from './store-fixture.ts';

describe('what is sent on', () => {
  test.each<[string, string, string]>([
    ['without its Return-Path:', TRACE, ''],
    ['without a folded one', 'Return-Path:\r\n <joe@example.com>\r\n', ''],
    ['with the rest of its trace', `${TRACE}Received: from a\r\n`, 'Received: from a\r\n'],
    ['as it is where it has none', '', ''],
  ])('is the message %s, before and after it was settled, small and large', async (_, trace, kept) => {
    const store = await openTestStore();
    const contents = [
      ['message00001', `Subject: one\r\n\r\n${'x'.repeat(100)}`],
      ['message00002', Buffer.alloc(900_000, 'line\r\n').toString()],
    ] as const;
    for (const [id, content] of contents)
      await deliver(store.messages, testEnvelope(id, { deliveries: [toQueue('ann')] }), content, trace);
    for (const settled of [0, 1]) {
      await vi.waitFor(() => {
        expect(store.stats().messagesSettled).toBeGreaterThanOrEqual(settled);
      }, 10_000);
      for (const [id, content] of contents) {
        expect(await sent(store, id)).toBe(kept + content);
        expect(await store.queue.sizeOf(id)).toBe(kept.length + content.length);
      }
    }
  });

  test('is refused where the message, its file or a part of the file is gone', async () => {
    const store = await openTestStore();
    const gone = { name: 'StoreError', kind: 'unavailable' };
    await expect(store.queue.open('message00001')).rejects.toMatchObject(gone);
    await expect(store.queue.sizeOf('message00001')).rejects.toMatchObject(gone);
    const envelope = testEnvelope('message00001', { deliveries: [toQueue('ann')] });
    await deliver(store.messages, envelope, Buffer.alloc(900_000));
    await truncate(bodyPath(store, 'message00001'), 600_000);
    await expect(sent(store, 'message00001')).rejects.toMatchObject(gone);
    await rm(bodyPath(store, 'message00001'));
    await expect(store.queue.open('message00001')).rejects.toMatchObject(gone);
  });
});
