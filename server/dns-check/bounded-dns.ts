import type { Dns, DnsAnswer, DnsRecords, DnsType } from '../contract/dns.ts';

/** The same DNS, as long as `signal` lasts: what is asked or still open then fails. */
export function boundedDns(dns: Dns, signal: AbortSignal): Dns {
  const timeUp = new Promise<{ readonly kind: 'failed'; readonly reason: string }>((resolve) => {
    const expire = (): void => {
      resolve({ kind: 'failed', reason: 'no answer in time' });
    };
    if (signal.aborted) expire();
    else signal.addEventListener('abort', expire, { once: true });
  });
  return {
    resolve: <T extends DnsType>(name: string, type: T): Promise<DnsAnswer<DnsRecords[T]>> =>
      signal.aborted ? timeUp : Promise.race([dns.resolve(name, type), timeUp]),
  };
}
