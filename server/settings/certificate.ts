import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generate } from 'selfsigned';
import type { CertificateState } from '../contract/status.ts';
import { isAsciiDomain } from '../contract/domain.ts';

/** What our own certificates say of who made them; a certificate without it is the administrator's. */
const MAKER = 'Gatepost self-signed';
const DAY_MS = 86_400_000;
/** The longest that Apple's mail programs accept of a certificate they are told to trust. */
const VALID_DAYS = 825;
const RENEW_BEFORE_DAYS = 14;

export interface ServerCertificate {
  /** Private key and certificate chain, both PEM. */
  readonly key: string;
  readonly cert: string;
  readonly state: CertificateState;
  /** What the administrator must know, or null. */
  readonly notice: string | null;
}

/**
 * The certificate of the listeners: `tls/server.pem` in the data folder, key and chain in one file, readable by its
 * owner alone. At the first start a self-signed one is made; ours is made anew when it runs out or names another
 * host. One that the administrator put there is never replaced; a damaged file is set aside.
 */
export async function openCertificate(
  dataFolder: string,
  hostname: string,
  now: number,
): Promise<ServerCertificate> {
  const path = join(dataFolder, 'tls', 'server.pem');
  const stored = readPem(path);
  switch (stored.kind) {
    case 'good': {
      const { pair } = stored;
      if (!isOurs(pair.certificate)) return served(pair, noticeOf(pair.certificate, hostname, now));
      return isFresh(pair.certificate, hostname, now) ? served(pair, null) : keepNew(path, hostname, now, []);
    }
    case 'absent':
      return keepNew(path, hostname, now, []);
    case 'unreadable':
      return served(
        await makePair(hostname, now),
        `The certificate file cannot be read (${stored.reason}); a temporary certificate is in use.`,
      );
    case 'bad': {
      const aside = `${path.replace(/\.pem$/, '')}.bad-${new Date(now).toISOString().replace(/[-:.]/g, '')}.pem`;
      renameSync(path, aside);
      return keepNew(path, hostname, now, [
        `The certificate file was damaged and was set aside as ${aside}.`,
      ]);
    }
  }
}

interface Pair {
  readonly key: string;
  readonly cert: string;
  readonly certificate: X509Certificate;
}

type StoredPem =
  | { readonly kind: 'good'; readonly pair: Pair }
  | { readonly kind: 'absent' | 'bad' }
  | { readonly kind: 'unreadable'; readonly reason: string };

function readPem(path: string): StoredPem {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return { kind: 'absent' };
    return { kind: 'unreadable', reason: messageOf(cause) };
  }
  try {
    return { kind: 'good', pair: parsePair(text) };
  } catch {
    return { kind: 'bad' };
  }
}

/** Throws where the text is no private key with a certificate that belongs to it. */
function parsePair(pem: string): Pair {
  const key = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[^-]*-----END (?:[A-Z]+ )?PRIVATE KEY-----/.exec(pem);
  const chain = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
  const [first] = chain ?? [];
  if (!key || first === undefined || !chain) throw new Error('no private key and certificate in it');
  const certificate = new X509Certificate(first);
  if (!certificate.checkPrivateKey(createPrivateKey(key[0])))
    throw new Error('the private key is not that of the certificate');
  return { key: key[0], cert: `${chain.join('\n')}\n`, certificate };
}

function isOurs(certificate: X509Certificate): boolean {
  return certificate.issuer.split('\n').includes(`O=${MAKER}`);
}

function isFresh(certificate: X509Certificate, hostname: string, now: number): boolean {
  return namesHost(certificate, hostname) && endOf(certificate) > now + RENEW_BEFORE_DAYS * DAY_MS;
}

function namesHost(certificate: X509Certificate, hostname: string): boolean {
  return (
    certificate.subject.split('\n').includes(`CN=${hostname}`) ||
    certificate.checkHost(hostname) !== undefined
  );
}

function endOf(certificate: X509Certificate): number {
  return Date.parse(certificate.validTo);
}

function noticeOf(certificate: X509Certificate, hostname: string, now: number): string | null {
  if (endOf(certificate) <= now) return 'The certificate has expired: mail programs will refuse to connect.';
  return namesHost(certificate, hostname) ? null : `The certificate does not name the host ${hostname}.`;
}

async function keepNew(
  path: string,
  hostname: string,
  now: number,
  notices: readonly string[],
): Promise<ServerCertificate> {
  const pair = await makePair(hostname, now);
  const failure = writePem(path, `${pair.key}\n${pair.cert}`);
  const all = failure === null ? notices : [...notices, failure];
  return served(pair, all.length === 0 ? null : all.join(' '));
}

async function makePair(hostname: string, now: number): Promise<Pair> {
  const pems = await generate(
    [
      { name: 'commonName', value: hostname },
      { name: 'organizationName', value: MAKER },
    ],
    {
      keyType: 'ec',
      curve: 'P-256',
      algorithm: 'sha256',
      // An hour early, for clients whose clock is behind.
      notBeforeDate: new Date(now - 3_600_000),
      notAfterDate: new Date(now + VALID_DAYS * DAY_MS),
      extensions: [
        { name: 'basicConstraints', cA: false, critical: true },
        { name: 'keyUsage', digitalSignature: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        // A subjectAltName is ASCII (RFC 5280 §4.2.1.6).
        ...(isAsciiDomain(hostname)
          ? [{ name: 'subjectAltName' as const, altNames: [{ type: 2 as const, value: hostname }] }]
          : []),
      ],
    },
  );
  return parsePair(`${pems.private}\n${pems.cert}`);
}

/** Answers why the certificate could not be kept, or null. */
function writePem(path: string, pem: string): string | null {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.new`, pem, { mode: 0o600 });
    chmodSync(`${path}.new`, 0o600);
    renameSync(`${path}.new`, path);
    return null;
  } catch (cause) {
    return `The certificate could not be kept and will be another one after a restart: ${messageOf(cause)}`;
  }
}

function served(pair: Pair, notice: string | null): ServerCertificate {
  const { certificate } = pair;
  return {
    key: pair.key,
    cert: pair.cert,
    notice,
    state: {
      subject: commonNameOf(certificate.subject),
      issuer: commonNameOf(certificate.issuer),
      notAfter: endOf(certificate),
      selfSigned: certificate.issuer === certificate.subject,
      fingerprint: certificate.fingerprint256,
    },
  };
}

/** `CN=mail.example\nO=...` as `mail.example`; the whole text where it has no common name. */
function commonNameOf(distinguishedName: string): string {
  return /^CN=(.*)$/m.exec(distinguishedName)?.[1] ?? distinguishedName.replaceAll('\n', ', ');
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
