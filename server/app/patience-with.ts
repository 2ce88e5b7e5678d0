import type { QueueEntry } from '../contract/delivery-queue.ts';
import type { PolicySnapshot } from '../contract/directory-view.ts';
import type { Patience } from '../delivery/conclude.ts';

/** How long mail for a recipient is tried: a gateway's own time where it goes to a gateway. */
export function patienceWith(
  { recipient }: Pick<QueueEntry, 'recipient'>,
  { directory, settings }: Pick<PolicySnapshot, 'directory' | 'settings'>,
): Patience {
  const { retryHours, delayNoticeHours } = settings.outbound;
  const isForGateway = directory.domainKind(recipient.domain) === 'gateway';
  const gateway = isForGateway ? directory.gateway(recipient.domain) : null;
  return {
    retryHours: gateway?.retryHours ?? retryHours,
    delayNoticeHours,
    waitsForEtrn: gateway?.delivery === 'etrn',
  };
}
