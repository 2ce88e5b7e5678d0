import type { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { matchesDane } from './dane.ts';
import type { CertificateCheck } from './tls-policy.ts';

/** Why the server at the other end is not who it has to be, in a sentence; null where it is. */
export function checkCertificate(
  check: CertificateCheck,
  name: string,
  socket: tls.TLSSocket,
  now: number,
): string | null {
  if (check.kind === 'none') return null;
  if (check.kind === 'dane') {
    const names = [name, ...check.names];
    return matchesDane(check.records, chainOf(socket), names, now)
      ? null
      : `the certificate of ${name} is not the one that DNS names (DANE)`;
  }
  const whose =
    check.because === 'mta-sts' ? "the domain's MTA-STS policy asks for it" : 'the settings ask for it';
  if (!socket.authorized)
    // The property holds the code of OpenSSL, although its type says Error.
    return `the certificate of ${name} is not trusted (${String(socket.authorizationError)}), and ${whose}`;
  const mismatch = tls.checkServerIdentity(name, socket.getPeerCertificate());
  return mismatch === undefined ? null : `the certificate of ${name} is for another name, and ${whose}`;
}

function chainOf(socket: tls.TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next = socket.getPeerX509Certificate();
  while (next !== undefined && !chain.some(({ fingerprint256 }) => fingerprint256 === next?.fingerprint256)) {
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain;
}
