import { addressKey, type Address, type ReturnPath } from '../contract/address.ts';
import type { DomainSharing } from '../contract/callouts.ts';
import type { DeliveryFailure, QueueEntry } from '../contract/delivery-queue.ts';
import type { DirectoryView } from '../contract/directory-view.ts';
import type { Delivery } from '../contract/message-store.ts';
import type { Settings, SmartHost } from '../contract/settings.ts';
import type { DeliveryRoute } from './smtp/transport.ts';

/** What is to be done with a queue entry. */
export type Course =
  | { readonly kind: 'send'; readonly route: DeliveryRoute }
  /** It lives here by now. Never empty. */
  | { readonly kind: 'reroute'; readonly deliveries: readonly Delivery[] }
  /** Until the gateway's server asks for it when it dials in (RFC 1985). */
  | { readonly kind: 'park' }
  | { readonly kind: 'postpone'; readonly failure: Omit<DeliveryFailure, 'at'> }
  | { readonly kind: 'give-up'; readonly failure: Omit<DeliveryFailure, 'at'> };

/** Whom a route is asked of: settings and directory of one moment. */
export interface RouteQuestions {
  readonly outbound: Settings['outbound'];
  readonly directory: Pick<DirectoryView, 'domainKind' | 'gateway'>;
  readonly domainSharing: Pick<DomainSharing, 'locate'>;
  /** The deliveries that an address of a local domain stands for; none, or itself again, where nobody here has it. */
  readonly deliveriesOf: (entry: Pick<QueueEntry, 'recipient' | 'dsn'>) => readonly Delivery[];
}

/**
 * Decides anew at each attempt: a domain may have become local, a gateway may be gone, an account may have been made.
 * What the entry was queued as is no authority.
 */
export async function chooseRoute(entry: QueueEntry, questions: RouteQuestions): Promise<Course> {
  const { recipient } = entry;
  switch (questions.directory.domainKind(recipient.domain)) {
    case 'gateway':
      return gatewayCourse(entry, questions);
    case 'local':
      return localCourse(entry, questions);
    case 'remote':
      return remoteCourse(recipient, entry.message.returnPath, questions.outbound);
  }
}

function gatewayCourse(entry: QueueEntry, { directory, outbound }: RouteQuestions): Course {
  const { recipient, message } = entry;
  const gateway = directory.gateway(recipient.domain);
  if (gateway === null) return remoteCourse(recipient, message.returnPath, outbound);
  if (gateway.delivery === 'etrn' && !isAskedFor(entry)) return { kind: 'park' };
  const { host, port, tls, domain } = gateway;
  const name = `server of the gateway ${domain}`;
  return { kind: 'send', route: { kind: 'host', host, port, tls, login: null, name } };
}

/** Each question is good for one attempt. */
function isAskedFor({ askedForAt, lastFailure }: QueueEntry): boolean {
  return askedForAt !== null && (lastFailure === null || lastFailure.at < askedForAt);
}

async function localCourse(
  entry: Pick<QueueEntry, 'recipient' | 'dsn'>,
  { deliveriesOf, domainSharing }: RouteQuestions,
): Promise<Course> {
  const deliveries = deliveriesOf(entry);
  const itself = addressKey(entry.recipient);
  const leadsOn = deliveries.some(
    (delivery) => delivery.kind === 'mailbox' || addressKey(delivery.recipient) !== itself,
  );
  if (leadsOn) return { kind: 'reroute', deliveries };
  const answer = await domainSharing.locate(entry.recipient);
  switch (answer.kind) {
    case 'found':
      return { kind: 'send', route: { kind: 'host', ...answer.host, name: 'sharing host' } };
    case 'error':
      return {
        kind: 'postpone',
        failure: { host: answer.host, code: null, enhanced: '4.4.3', text: answer.reason },
      };
    case 'not-set-up':
    case 'not-asked':
    case 'not-found':
      return {
        kind: 'give-up',
        failure: { host: null, code: null, enhanced: '5.1.1', text: 'There is no such mailbox here.' },
      };
  }
}

function remoteCourse(recipient: Address, returnPath: ReturnPath, outbound: Settings['outbound']): Course {
  const routeOf = (match: 'recipient' | 'sender', domain: string | undefined) =>
    outbound.routes.find((route) => route.match === match && route.domain === domain)?.smartHost;
  const special = routeOf('recipient', recipient.domain) ?? routeOf('sender', returnPath?.domain);
  if (special !== undefined) return bySmartHost(special);
  if (outbound.mode === 'mx') return { kind: 'send', route: { kind: 'mx', domain: recipient.domain } };
  if (outbound.smartHost === null) return postpone('4.3.5', 'No smart host has been named.');
  return bySmartHost(outbound.smartHost);
}

function bySmartHost({ host, port, tls, login }: SmartHost): Course {
  return { kind: 'send', route: { kind: 'host', host, port, tls, login, name: 'smart host' } };
}

function postpone(enhanced: string, text: string): Course {
  return { kind: 'postpone', failure: { host: null, code: null, enhanced, text } };
}
