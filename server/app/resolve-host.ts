import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Dns } from '../contract/dns.ts';

/**
 * The IP addresses of a host that the administrator named: those of DNS, and where it has none those that the operating
 * system knows, from its hosts file for one. Rejects where nobody knows the host.
 */
export function createHostResolver(
  dns: Dns,
  askSystem: (host: string) => Promise<readonly { readonly address: string }[]> = (host) =>
    lookup(host, { all: true }),
): (host: string) => Promise<readonly string[]> {
  return async (host) => {
    if (isIP(host) !== 0) return [host];
    const answers = await Promise.all([dns.resolve(host, 'A'), dns.resolve(host, 'AAAA')]);
    const found = answers.flatMap((answer) => (answer.kind === 'found' ? answer.records : []));
    return found.length > 0 ? found : (await askSystem(host)).map(({ address }) => address);
  };
}
