import { createHash, X509Certificate } from 'node:crypto';
import type { TlsaRecord } from '../../contract/dns.ts';

const TRUST_ANCHOR = 2;
const END_ENTITY = 3;
const DIGESTS: Readonly<Record<number, { readonly name: string; readonly bytes: number }>> = {
  1: { name: 'sha256', bytes: 32 },
  2: { name: 'sha512', bytes: 64 },
};

/** The records that can be used at all (RFC 7672 §3.1): DANE-TA(2) and DANE-EE(3) with known parameters. */
export function usableRecords(records: readonly TlsaRecord[]): readonly TlsaRecord[] {
  return records.filter(({ usage, selector, matchingType, data }) => {
    const isKnown = [TRUST_ANCHOR, END_ENTITY].includes(usage) && [0, 1].includes(selector);
    if (matchingType === 0) return isKnown && data.length > 0;
    return isKnown && DIGESTS[matchingType]?.bytes === data.length;
  });
}

/**
 * Whether what the server showed is what DNS says, at `now`. `chain`: its certificate, then the issuers that it sent.
 * `names`: what the certificate may be for; matters to trust anchors only.
 */
export function matchesDane(
  records: readonly TlsaRecord[],
  chain: readonly X509Certificate[],
  names: readonly string[],
  now: number,
): boolean {
  const [leaf] = chain;
  if (leaf === undefined) return false;
  // RFC 7672 §3.1.1: neither the name nor the dates of an end entity's certificate matter.
  if (records.some((record) => record.usage === END_ENTITY && matches(record, leaf))) return true;
  const anchors = records.filter(({ usage }) => usage === TRUST_ANCHOR);
  if (anchors.length === 0 || !names.some((name) => leaf.checkHost(name) !== undefined)) return false;
  return reachesAnchor(anchors, leaf, [...chain.slice(1), ...anchors.flatMap(certificateOf)], now);
}

/** RFC 7671 §5.2: follows the issuers, signatures and dates checked, up to a certificate that a record names. */
function reachesAnchor(
  anchors: readonly TlsaRecord[],
  leaf: X509Certificate,
  issuers: readonly X509Certificate[],
  now: number,
): boolean {
  const passed = new Set<X509Certificate>();
  let current: X509Certificate | undefined = leaf;
  while (current !== undefined && !passed.has(current) && isInDate(current, now)) {
    const certificate: X509Certificate = current;
    if (anchors.some((anchor) => matches(anchor, certificate))) return true;
    passed.add(certificate);
    current = issuers.find(
      (issuer) =>
        issuer.ca &&
        !passed.has(issuer) &&
        certificate.checkIssued(issuer) &&
        certificate.verify(issuer.publicKey),
    );
  }
  return false;
}

function matches({ selector, matchingType, data }: TlsaRecord, certificate: X509Certificate): boolean {
  const selected =
    selector === 0 ? certificate.raw : certificate.publicKey.export({ type: 'spki', format: 'der' });
  const digest = DIGESTS[matchingType];
  const shown = digest === undefined ? selected : createHash(digest.name).update(selected).digest();
  return shown.equals(data);
}

/** The whole certificate that a `2 0 0` record holds, which the server need not send (RFC 7671 §5.2.2). */
function certificateOf({ selector, matchingType, data }: TlsaRecord): readonly X509Certificate[] {
  if (selector !== 0 || matchingType !== 0) return [];
  try {
    return [new X509Certificate(data)];
  } catch {
    return []; // a record that holds no certificate names nobody
  }
}

function isInDate(certificate: X509Certificate, now: number): boolean {
  return certificate.validFromDate.getTime() <= now && now <= certificate.validToDate.getTime();
}
