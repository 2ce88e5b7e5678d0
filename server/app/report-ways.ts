import type { Address } from '../contract/address.ts';
import type { QueueEntry } from '../contract/delivery-queue.ts';
import type { PolicySnapshot } from '../contract/directory-view.ts';
import type { Delivery, DsnRequest } from '../contract/message-store.ts';
import { routeRecipient } from '../smtp/session/route-recipient.ts';

/** What is found out of the directory for mail that the server itself sends on. */

/** RFC 3461 §4.1 and RFC 5321 §4.5.5: nobody reports about a report. */
const NO_REPORTS: DsnRequest = { notify: ['NEVER'], originalRecipient: null };

/** The deliveries that a queue entry's recipient stands for now; itself again where nobody here has the address. */
export function deliveriesOfEntry(
  { recipient, dsn }: Pick<QueueEntry, 'recipient' | 'dsn'>,
  { directory }: Pick<PolicySnapshot, 'directory'>,
  sharesDomains: boolean,
): readonly Delivery[] {
  return routeRecipient(recipient, directory.destination(recipient), directory, dsn, sharesDomains);
}

/** Where a report to the address goes; empty where it can go nowhere. What is unknown here may be on a sharing host. */
export function deliveriesOfReport(
  to: Address,
  { directory }: Pick<PolicySnapshot, 'directory'>,
  sharesDomains: boolean,
): readonly Delivery[] {
  const destination = directory.destination(to);
  return destination.kind === 'unknown' && !sharesDomains
    ? []
    : routeRecipient(to, destination, directory, NO_REPORTS, sharesDomains);
}

/**
 * Who a report comes from: the postmaster of the sender's own domain, whose DKIM key then signs it; of the first local
 * domain for senders elsewhere. RFC 5321 §4.5.1: that mailbox is there.
 */
export function postmasterFor(
  sender: Address,
  { directory, settings }: Pick<PolicySnapshot, 'directory' | 'settings'>,
): Address {
  const isLocal = directory.domainKind(sender.domain) === 'local';
  const domain = isLocal ? sender.domain : (directory.firstLocalDomain ?? settings.hostname);
  return { localPart: 'postmaster', domain };
}
