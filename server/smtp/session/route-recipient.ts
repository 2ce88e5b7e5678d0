import { addressKey, type Address } from '../../contract/address.ts';
import type { Destination } from '../../contract/directory.ts';
import type { Delivery, DirectoryView, DsnRequest } from '../../contract/services.ts';

/**
 * The deliveries that one accepted recipient stands for. A local address may be an alias of several accounts
 * and of addresses elsewhere. An unknown one has been accepted because a sharing host has it: delivery finds out which.
 */
export function routeRecipient(
  recipient: Address,
  destination: Destination,
  directory: DirectoryView,
  dsn: DsnRequest,
): readonly Delivery[] {
  switch (destination.kind) {
    case 'local':
      return [
        ...destination.accountIds.map((accountId): Delivery => ({ kind: 'mailbox', accountId, recipient })),
        ...destination.forwardTo.map((target) => queued(target, directory, dsn)),
      ];
    case 'gateway':
    case 'remote':
    case 'unknown':
      return [queued(recipient, directory, dsn)];
  }
}

/** Where two deliveries are the same, one is left out: a mailbox gets a message once, whatever it was called. */
export function deliveryKey(delivery: Delivery): string {
  return delivery.kind === 'mailbox'
    ? `mailbox ${String(delivery.accountId)}`
    : `queue ${addressKey(delivery.recipient)}`;
}

function queued(recipient: Address, directory: DirectoryView, dsn: DsnRequest): Delivery {
  const gateway = directory.domainKind(recipient.domain) === 'gateway' ? recipient.domain : null;
  return { kind: 'queue', recipient, gateway, dsn };
}
