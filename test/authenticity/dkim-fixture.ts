import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { dkimSign } from 'mailauth';
import { recordValue } from '../../server/authenticity/dkim-record.ts';
import type { DkimAlgorithm, SigningKey } from '../../server/authenticity/dkim-keys.ts';

/** A key pair of the test run, and the record that publishes it. */
export interface TestKey extends SigningKey {
  readonly record: string;
  readonly pem: string;
}

const pairs = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ed25519: generateKeyPairSync('ed25519'),
};
const short = generateKeyPairSync('rsa', { modulusLength: 768 });

export function testKey(domain: string, algorithm: DkimAlgorithm = 'rsa', selector = 'sel'): TestKey {
  const { privateKey, publicKey } = pairs[algorithm];
  return describeKey(domain, algorithm, selector, privateKey, publicKey);
}

export function shortKey(domain: string): TestKey {
  return describeKey(domain, 'rsa', 'sel', short.privateKey, short.publicKey);
}

/** The message with signatures of mailauth above it. */
export async function signedBy(
  message: string,
  keys: readonly TestKey[],
  canonicalization = 'relaxed/relaxed',
  extra: object = {},
): Promise<string> {
  const { signatures, errors } = await dkimSign(message, {
    // Its types ask for these, though the list below takes their place.
    signingDomain: '',
    selector: '',
    privateKey: '',
    canonicalization,
    signatureData: keys.map(({ domain, selector, algorithm, pem }) => ({
      signingDomain: domain,
      selector,
      privateKey: pem,
      algorithm: `${algorithm}-sha256`,
      ...extra,
    })),
  });
  if (errors.length > 0) throw new Error(`not signed: ${String(errors[0]?.err)}`);
  return signatures + message;
}

function describeKey(
  domain: string,
  algorithm: DkimAlgorithm,
  selector: string,
  privateKey: KeyObject,
  publicKey: KeyObject,
): TestKey {
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    domain,
    selector,
    algorithm,
    privateKey: createPrivateKey(pem),
    record: recordValue(algorithm, publicKey),
    pem,
  };
}
