import type { SmartHost } from '../../../server/contract/settings.ts';
import { outgoingText } from '../../text/en/outgoing.ts';

/** `relay.example:587` */
export function serverName({ host, port }: Pick<SmartHost, 'host' | 'port'>): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}

export function loginWords({ login }: Pick<SmartHost, 'login'>): string {
  return login === null ? outgoingText.noLogin : outgoingText.loginAs(login.user);
}
