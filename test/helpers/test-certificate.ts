import { generate } from 'selfsigned';

export interface TestCertificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

let shared: Promise<TestCertificate> | null = null;

/** A self-signed certificate for `localhost` and 127.0.0.1, made once per test process. */
export function testCertificate(): Promise<TestCertificate> {
  shared ??= newTestCertificate('localhost');
  return shared;
}

/** A fresh certificate for another name, for tests that change certificates. */
export async function newTestCertificate(commonName: string): Promise<TestCertificate> {
  const made = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: commonName },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}
