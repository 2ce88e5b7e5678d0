import { createPublicKey, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCertificate } from '../../server/settings/certificate.ts';

const NOW = Date.UTC(2026, 10, 24);
const DAY_MS = 86_400_000;
const HOST = 'mail.local.test';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatepost-tls-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const file = (): string => join(folder, 'tls', 'server.pem');

describe('a first start', () => {
  it('makes a certificate for the host that TLS accepts, kept for its owner alone', async () => {
    const made = await openCertificate(folder, HOST, NOW);
    expect(made.state).toEqual({
      subject: HOST,
      issuer: HOST,
      notAfter: NOW + 825 * DAY_MS,
      selfSigned: true,
      fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) as unknown,
    });
    expect(made.notice).toBeNull();
    expect(new X509Certificate(made.cert).checkHost(HOST)).toBe(HOST);
    expect(createPublicKey(made.key).asymmetricKeyType).toBe('ec');
    createSecureContext({ key: made.key, cert: made.cert });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('goes on with a certificate in memory where none can be read or kept', async () => {
    writeFileSync(join(folder, 'tls'), 'a file where the folder should be');
    const made = await openCertificate(folder, HOST, NOW);
    expect(made.state.subject).toBe(HOST);
    expect(made.notice).toContain('cannot be read');
    expect(readFileSync(join(folder, 'tls'), 'utf8')).toBe('a file where the folder should be');
  });
});

describe('a later start', () => {
  it.each<[string, { hostname?: string; now?: number }, 'same' | 'new']>([
    ['keeps the certificate', {}, 'same'],
    ['renews it two weeks before its end', { now: NOW + 812 * DAY_MS }, 'new'],
    ['renews it for another host name', { hostname: 'mx.example' }, 'new'],
  ])('%s', async (_sentence, change, expected) => {
    const first = await openCertificate(folder, HOST, NOW);
    const again = await openCertificate(folder, change.hostname ?? HOST, change.now ?? NOW + DAY_MS);
    expect(again.state.fingerprint === first.state.fingerprint ? 'same' : 'new').toBe(expected);
    expect(again.state.subject).toBe(change.hostname ?? HOST);
  });

  it.each([
    ['empty', ''],
    ['no PEM', 'x'],
    ['a certificate without its key', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
  ])('sets a file aside that is %s, and makes a new one', async (_sentence, text) => {
    mkdirSync(join(folder, 'tls'));
    writeFileSync(file(), text);
    const made = await openCertificate(folder, HOST, NOW);
    expect(made.notice).toContain('set aside');
    expect(made.state.subject).toBe(HOST);
    const [aside] = readdirSync(join(folder, 'tls')).filter((name) => name.includes('.bad-'));
    expect(readFileSync(join(folder, 'tls', aside ?? ''), 'utf8')).toBe(text);
  });

  it('sets a key aside that belongs to another certificate', async () => {
    const one = await openCertificate(folder, HOST, NOW);
    rmSync(file());
    const other = await openCertificate(folder, HOST, NOW);
    writeFileSync(file(), `${one.key}\n${other.cert}`);
    expect((await openCertificate(folder, HOST, NOW)).notice).toContain('set aside');
  });
});

describe("the administrator's own certificate", () => {
  it.each<[string, string, number, string | null]>([
    ['is kept without a word while it is good', HOST, NOW, null],
    [
      'is kept though it names another host, which is told',
      'mx.example',
      NOW,
      'does not name the host mx.example',
    ],
    ['is kept though it has expired, which is told', HOST, NOW + 100 * DAY_MS, 'has expired'],
  ])('%s', async (_sentence, hostname, now, notice) => {
    const own = await generate([{ name: 'commonName', value: HOST }], {
      keyType: 'ec',
      algorithm: 'sha256',
      notBeforeDate: new Date(NOW),
      notAfterDate: new Date(NOW + 90 * DAY_MS),
    });
    mkdirSync(join(folder, 'tls'));
    writeFileSync(file(), `${own.cert}\n${own.private}`);
    const served = await openCertificate(folder, hostname, now);
    expect(served.state.subject).toBe(HOST);
    expect(served.notice).toEqual(notice === null ? null : expect.stringContaining(notice));
    expect(readFileSync(file(), 'utf8')).toBe(`${own.cert}\n${own.private}`);
  });
});
