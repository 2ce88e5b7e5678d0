import type { Delivery, MessageEnvelope } from '../../server/contract/message-store.ts';
import type { Store } from '../../server/store/open-store.ts';
import { placementsOf } from './store-audit.ts';
import type { Placements } from './ledger.ts';
import type { NewMessage, Operation } from './store-child-messages.ts';

/** Does what a crash test asks a store for. Answers where the messages of the operation are afterwards. */
export async function carryOut(store: Store, operation: Operation): Promise<Placements> {
  switch (operation.kind) {
    case 'put':
      await put(store, operation.message);
      return placementsOf(store.database, [operation.message.id]);
    case 'remove':
      await store.mailboxes.remove(operation.account, operation.uids);
      return new Map();
    case 'settle': {
      const { changes, reports, touched } = operation;
      const messages = reports.map((report) => ({
        envelope: envelopeOf(report),
        content: Buffer.concat([Buffer.from(report.traceHeader), report.body]),
      }));
      await store.queue.settle(changes, messages);
      return placementsOf(store.database, [...touched, ...reports.map(({ id }) => id)]);
    }
  }
}

export function toMailbox(accountId: number): Delivery {
  return { kind: 'mailbox', accountId, recipient: { localPart: 'u', domain: 'local.test' } };
}

async function put({ messages }: Store, message: NewMessage): Promise<void> {
  const incoming = await messages.begin(envelopeOf(message));
  for (let offset = 0; offset < message.body.length; offset += 65_536)
    await incoming.write(message.body.subarray(offset, offset + 65_536));
  await incoming.commit(message.traceHeader);
}

function envelopeOf({ id, accounts, recipients }: NewMessage): MessageEnvelope {
  return {
    id,
    receivedAt: Date.now(),
    sessionId: 'crash',
    clientIp: '127.0.0.1',
    account: null,
    returnPath: null,
    deliveries: [...accounts.map(toMailbox), ...recipients.map(toQueue)],
    smtpUtf8: false,
    eightBit: false,
    dsnEnvelopeId: null,
    dsnReturn: null,
  };
}

function toQueue(localPart: string): Delivery {
  return {
    kind: 'queue',
    recipient: { localPart, domain: 'example.com' },
    gateway: null,
    dsn: { notify: [], originalRecipient: null },
  };
}
