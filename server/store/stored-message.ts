import { formatAddress } from '../contract/address.ts';
import type { Delivery, MessageEnvelope } from '../contract/message-store.ts';
import { messageJson, returnPathText } from './envelope-header.ts';
import type { StoredDelivery, StoredMessage } from './worker-messages.ts';

/** The message as the storage worker takes it. */
export function storedMessage(
  envelope: MessageEnvelope,
  body: Pick<StoredMessage, 'bodyOffset' | 'sentOffset' | 'sizeBytes' | 'content'>,
): StoredMessage {
  return {
    id: envelope.id,
    receivedAt: envelope.receivedAt,
    returnPath: returnPathText(envelope.returnPath),
    envelope: messageJson(envelope),
    deliveries: envelope.deliveries.map(storedDelivery),
    ...body,
  };
}

export function storedDelivery(delivery: Delivery): StoredDelivery {
  if (delivery.kind === 'mailbox') return { kind: 'mailbox', accountId: delivery.accountId };
  return {
    kind: 'queue',
    recipient: formatAddress(delivery.recipient),
    gateway: delivery.gateway,
    dsn: JSON.stringify(delivery.dsn),
  };
}
