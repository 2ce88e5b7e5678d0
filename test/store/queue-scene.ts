import type { DeliveryFailure, OwnMessage, QueueEntry } from '../../server/contract/delivery-queue.ts';
import type { MessageEnvelope } from '../../server/contract/message-store.ts';
import { deliver, openTestStore, testEnvelope, toQueue, type OpenedStore } from './store-fixture.ts';

export const NOW = 1_790_000_000_000;
export const MINUTE = 60_000;
export const NOBODY: ReadonlySet<number> = new Set();
export const FAILURE: DeliveryFailure = {
  at: NOW,
  host: 'mx.example.com',
  code: 450,
  enhanced: '4.2.1',
  text: 'Come back later, 100% sure',
};

export interface QueueScene extends OpenedStore {
  readonly turn: (now: number) => void;
  /** Due at a time, by the local part of their recipients. */
  readonly dueAt: (now: number) => Promise<readonly string[]>;
  readonly entries: () => Promise<readonly QueueEntry[]>;
  /** The ids of the recipients that wait. */
  readonly id: (localPart: string) => Promise<number>;
}

/** A store with a clock, in whose queue wait `ann`, `bob` and, behind a gateway, `cid`, one message each. */
export async function queueScene(): Promise<QueueScene> {
  let now = NOW;
  const store = await openTestStore({ clock: () => now });
  const queued = [toQueue('ann'), toQueue('bob'), toQueue('cid', 'branch.test')];
  for (const [index, delivery] of queued.entries()) {
    await deliver(
      store.messages,
      testEnvelope(`message0000${String(index + 1)}`, { deliveries: [delivery] }),
    );
    now += 1;
  }
  now = NOW + 10;
  const entries = (): Promise<readonly QueueEntry[]> => store.queue.list({ limit: 100 });
  return {
    ...store,
    turn: (to) => {
      now = to;
    },
    dueAt: async (at) => (await store.queue.due(at, 100, NOBODY)).map(({ recipient }) => recipient.localPart),
    entries,
    id: async (localPart) =>
      (await entries()).find(({ recipient }) => recipient.localPart === localPart)?.id ?? NaN,
  };
}

/** A message that the server wrote itself. */
export function report(id: string, change: Partial<MessageEnvelope> = {}, content?: string): OwnMessage {
  return {
    envelope: testEnvelope(id, { returnPath: null, ...change }),
    content: Buffer.from(content ?? 'Return-Path: <>\r\nSubject: not delivered\r\n\r\n'),
  };
}

/** What would be sent on of a message. */
export async function sent(store: Pick<OpenedStore, 'queue'>, messageId: string): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of await store.queue.open(messageId)) parts.push(part);
  return Buffer.concat(parts).toString();
}
