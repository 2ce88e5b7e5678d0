import { addressKey, type Address } from '../../contract/address.ts';
import type { Destination } from '../../contract/directory.ts';
import type { DirectoryView } from '../../contract/directory-view.ts';
import type { Delivery, DsnRequest } from '../../contract/message-store.ts';

/**
 * The deliveries that one accepted recipient stands for. A local address may be an alias of several accounts
 * and of addresses elsewhere. An unknown one has been accepted because a sharing host has it, or what it is an alias
 * of: delivery finds out which. `sharesDomains`: Domain Sharing is set up, so that targets that nobody here holds may
 * live on another server; without it they are nobody's.
 */
export function routeRecipient(
  recipient: Address,
  destination: Destination,
  directory: DirectoryView,
  dsn: DsnRequest,
  sharesDomains: boolean,
): readonly Delivery[] {
  switch (destination.kind) {
    case 'local':
      return [
        ...destination.accountIds.map((accountId): Delivery => ({ kind: 'mailbox', accountId, recipient })),
        ...[...destination.forwardTo, ...(sharesDomains ? destination.unheldTargets : [])].map((target) =>
          queued(target, directory, dsn),
        ),
      ];
    case 'unknown':
      if (destination.unheldTargets.length > 0)
        return destination.unheldTargets.map((target) => queued(target, directory, dsn));
      return [queued(recipient, directory, dsn)];
    case 'gateway':
    case 'remote':
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
