import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Dns } from '../../contract/dns.ts';
import type { SmartHost } from '../../contract/settings.ts';
import { isLoopback, isPrivate } from './ip-ranges.ts';
import type { TlsPolicy } from './tls-policy.ts';

/** Asks the operating system, which knows its hosts file and the names of the office; rejects where it knows none. */
export type SystemLookup = (host: string) => Promise<readonly string[]>;

export const systemLookup: SystemLookup = async (host) => {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
};

/**
 * The addresses of a host that the administrator named; empty where nobody knows any. DNS is asked first; the operating
 * system's own way costs a thread for each question, and is for the names that DNS does not know.
 */
export async function addressesOfHost(host: string, dns: Dns, ask: SystemLookup): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  const answers = await Promise.all([dns.resolve(host, 'A'), dns.resolve(host, 'AAAA')]);
  const found = answers.flatMap((answer) => (answer.kind === 'found' ? answer.records : []));
  return found.length > 0 ? found : ask(host).catch(() => []);
}

/**
 * What the setting `tls` of a host means. `required` and `implicit` check the certificate against the host as it is
 * written in the settings, by the authorities of Node and of the operating system. No authority certifies this machine
 * or a private address, so a host that is given as one of them is not checked. A server with a certificate of its own
 * making is used by its private address, by adding the certificate to the operating system, or by `opportunistic`,
 * which encrypts and asks for nobody's name.
 */
export function tlsPolicyOfHost(host: string, tls: SmartHost['tls']): TlsPolicy {
  if (tls === 'none' || tls === 'opportunistic') return { kind: tls };
  const isOurs = host === 'localhost' || isLoopback(host) || isPrivate(host);
  return {
    kind: 'required',
    start: tls === 'implicit' ? 'connect' : 'starttls',
    check: isOurs ? { kind: 'none' } : { kind: 'name', because: 'configured' },
  };
}
