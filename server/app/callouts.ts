import { DomainSharingService } from '../callout/domain-sharing.ts';
import { GatewayRecipientsService } from '../callout/gateway-recipients.ts';
import type { Clock } from '../contract/clock.ts';
import type { Dns } from '../contract/dns.ts';
import type { PolicyInForce } from './policy-in-force.ts';
import { createHostResolver } from './resolve-host.ts';

/** The parts that ask other servers whether they take mail for an address. */
export interface Callouts {
  readonly domainSharing: DomainSharingService;
  readonly gatewayRecipients: GatewayRecipientsService;
}

/** `onSharingChange` is told whenever sharing hosts have answered. */
export function createCallouts(
  clock: Clock,
  policy: PolicyInForce,
  dns: Dns,
  onSharingChange: () => void,
): Callouts {
  const resolve = createHostResolver(dns);
  const hostname = (): string => policy.current.settings.hostname;
  return {
    domainSharing: new DomainSharingService({
      clock,
      settings: () => policy.current.settings.domainSharing,
      hostname,
      resolve,
      onChange: onSharingChange,
    }),
    gatewayRecipients: new GatewayRecipientsService({ clock, hostname, resolve }),
  };
}
