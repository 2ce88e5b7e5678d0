import type { QueuedMessage } from '../../../server/contract/delivery-calls.ts';
import type { Settings } from '../../../server/contract/settings.ts';
import { queueText } from '../../text/en/queue.ts';

/** Where a message goes from here: to its gateway's server, by a smart host, or straight to its mail server. */
export function wayOut(
  { gateway, recipient, sender }: Pick<QueuedMessage, 'gateway' | 'recipient' | 'sender'>,
  { mode, smartHost, routes }: Pick<Settings['outbound'], 'mode' | 'smartHost' | 'routes'>,
): string {
  if (gateway !== null) return queueText.viaGateway(gateway);
  const routeOf = (match: 'recipient' | 'sender', address: string) =>
    routes.find((route) => route.match === match && route.domain === domainOf(address));
  const route = routeOf('recipient', recipient) ?? routeOf('sender', sender);
  const host = route?.smartHost ?? (mode === 'smart-host' ? smartHost : null);
  return host ? queueText.bySmartHost(host.host) : queueText.direct;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
