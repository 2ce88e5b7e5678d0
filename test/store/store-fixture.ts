import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Delivery, MessageEnvelope, MessageStore } from '../../server/contract/message-store.ts';
import {
  openStore,
  type Store,
  type StoreMachine,
  type StoreOptions,
} from '../../server/store/open-store.ts';
import type { StoreEvent } from '../../server/store/store-events.ts';

/** A new folder, removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gatepost-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface OpenedStore extends Store {
  readonly dataFolder: string;
  readonly events: StoreEvent[];
}

/** A store in a folder of its own, closed when the test ends. A test states only what differs. */
export async function openTestStore(
  options: Partial<StoreOptions> = {},
  machine?: StoreMachine,
): Promise<OpenedStore> {
  const dataFolder = options.dataFolder ?? (await temporaryFolder());
  const events: StoreEvent[] = [];
  const store = await openStore(
    {
      dataFolder,
      schema: [],
      clock: Date.now,
      onEvent: (event) => events.push(event),
      freeSpaceFloorBytes: 0,
      ...options,
    },
    machine,
  );
  onTestFinished(store.dispose);
  return { ...store, dataFolder, events };
}

export function toMailbox(accountId: number): Delivery {
  return {
    kind: 'mailbox',
    accountId,
    recipient: { localPart: `u${String(accountId)}`, domain: 'local.test' },
  };
}

export function toQueue(localPart: string, gateway: string | null = null): Delivery {
  return {
    kind: 'queue',
    recipient: { localPart, domain: gateway ?? 'example.com' },
    gateway,
    dsn: { notify: ['FAILURE'], originalRecipient: null },
  };
}

export function testEnvelope(id: string, change: Partial<MessageEnvelope> = {}): MessageEnvelope {
  return {
    id,
    receivedAt: 1_790_000_000_000,
    sessionId: '4fk2',
    clientIp: '192.0.2.7',
    account: null,
    returnPath: { localPart: 'joe', domain: 'example.com' },
    deliveries: [toMailbox(1)],
    smtpUtf8: false,
    eightBit: false,
    dsnEnvelopeId: null,
    dsnReturn: null,
    ...change,
  };
}

export const TRACE = 'Return-Path: <joe@example.com>\r\n';

/** Stores one message, in chunks as they come from a socket. */
export async function deliver(
  messages: MessageStore,
  envelope: MessageEnvelope,
  content: Uint8Array | string = 'Subject: hello\r\n\r\nhello\r\n',
  traceHeader: string = TRACE,
): Promise<void> {
  const bytes = Buffer.from(content);
  const message = await messages.begin(envelope);
  for (let offset = 0; offset < bytes.length; offset += 65_536)
    await message.write(bytes.subarray(offset, offset + 65_536));
  await message.commit(traceHeader);
}

export async function readText(store: Store, accountId: number, uid: number): Promise<string | null> {
  const bytes = await store.mailboxes.read(accountId, uid);
  return bytes && Buffer.from(bytes).toString();
}

/** The file of a message. */
export function bodyPath({ dataFolder }: Pick<OpenedStore, 'dataFolder'>, id: string): string {
  return join(dataFolder, 'mail', id.slice(-2), `${id}.eml`);
}
