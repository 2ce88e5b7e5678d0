import type { SmartHost } from '../../contract/settings.ts';
import { tlsPolicyKey, type TlsPolicy } from './tls-policy.ts';

/** A server to deliver to, and how. */
export interface MailServer {
  /** Its name, or its address where it has none: what certificates are checked against and failures name. */
  readonly name: string;
  /** At least one, in the order in which they are tried. */
  readonly addresses: readonly string[];
  readonly port: number;
  readonly tls: TlsPolicy;
  readonly login: SmartHost['login'];
}

/** Equal for servers that may share connections. */
export function mailServerKey({ name, addresses, port, tls, login }: MailServer): string {
  const parts = [name, [...addresses].sort(), port, tlsPolicyKey(tls), login?.user, login?.password];
  return JSON.stringify(parts);
}
