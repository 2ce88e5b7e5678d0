import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';
import type { TestCertificate } from './test-certificate.ts';

export interface TestAuthority {
  /** PEM. */
  readonly certificate: string;
  /** A certificate for a name, with the authority's own behind it, as servers send them. */
  readonly issue: (name: string) => Promise<TestCertificate>;
}

/** An authority of its own, and certificates that it issued. */
export async function newTestAuthority(): Promise<TestAuthority> {
  const authority = await generate([{ name: 'commonName', value: 'Test Authority' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
  });
  return {
    certificate: authority.cert,
    issue: async (name) => {
      const made = await generate([{ name: 'commonName', value: name }], {
        keyType: 'ec',
        algorithm: 'sha256',
        extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
        ca: { key: authority.private, cert: authority.cert },
      });
      return { key: made.private, cert: `${made.cert}\n${authority.cert}` };
    },
  };
}

/** The certificate's octets, and those of its public key: what TLSA records speak of. */
export function octetsOf(pem: string): { readonly certificate: Buffer; readonly key: Buffer } {
  const certificate = new X509Certificate(pem);
  return {
    certificate: certificate.raw,
    key: certificate.publicKey.export({ type: 'spki', format: 'der' }),
  };
}
