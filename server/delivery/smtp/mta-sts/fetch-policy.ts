import type { LookupFunction } from 'node:net';
import https from 'node:https';
import tls from 'node:tls';
import type { Dns } from '../../../contract/dns.ts';

/** Answers the text of a domain's policy file; rejects where there is none to be had. */
export type FetchPolicy = (domain: string) => Promise<string>;

export interface FetchPorts {
  readonly dns: Dns;
  readonly authorities: () => tls.SecureContext;
  readonly port?: number;
  readonly timeoutMs?: number;
}

/** RFC 8461 §3.3 suggests these bounds. */
const MAX_BYTES = 65_536;
const TIMEOUT_MS = 60_000;

/**
 * Fetches policies from `https://mta-sts.<domain>/.well-known/mta-sts.txt`: certificate checked, redirects not followed
 * (RFC 8461 §3.3), names resolved as for all of outgoing mail.
 */
export function createPolicyFetcher(ports: FetchPorts): FetchPolicy {
  const { dns, authorities, port = 443, timeoutMs = TIMEOUT_MS } = ports;
  return (domain) =>
    new Promise((resolve, reject) => {
      const host = `mta-sts.${domain}`;
      const request = https.get({
        host,
        port,
        path: '/.well-known/mta-sts.txt',
        createConnection: () =>
          tls.connect({
            host,
            port,
            servername: host,
            lookup: lookupBy(dns),
            secureContext: authorities(),
          }),
        signal: AbortSignal.timeout(timeoutMs),
        headers: { accept: 'text/plain' },
      });
      request.on('error', reject);
      request.on('response', (response) => {
        const fail = (reason: string): void => {
          request.destroy(new Error(reason));
        };
        const type = response.headers['content-type'] ?? '';
        if (response.statusCode !== 200) {
          fail(`status ${String(response.statusCode)}`);
          return;
        }
        if (!/^text\/plain(?:;|$)/i.test(type)) {
          fail(`content type ${type}`);
          return;
        }
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MAX_BYTES) fail('longer than 64 KiB');
          else chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => {
          resolve(Buffer.concat(chunks).toString('utf8'));
        });
      });
    });
}

function lookupBy(dns: Dns): LookupFunction {
  return (name, options, callback) => {
    const find = async () => {
      const answers = await Promise.all([dns.resolve(name, 'A'), dns.resolve(name, 'AAAA')]);
      return answers.flatMap((answer, index) =>
        answer.kind === 'found'
          ? answer.records.map((address) => ({ address, family: index === 0 ? 4 : 6 }))
          : [],
      );
    };
    void find().then((found) => {
      const [first] = found;
      if (first === undefined) callback(new Error(`${name} has no address`), '');
      else if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}
