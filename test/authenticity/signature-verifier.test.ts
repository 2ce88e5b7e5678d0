import { dkimVerify } from 'mailauth';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SignatureVerifier } from '../../server/authenticity/signature-verifier.ts';
import { signedBy, testKey } from './dkim-fixture.ts';

const KEY = testKey('ext.test');
const OPTIONS = {
  resolver: (name: string) => Promise.resolve(name === 'sel._domainkey.ext.test' ? [[KEY.record]] : []),
  minBitLength: 1024,
  rejectRsaSha1: true,
  curTime: new Date(),
  sender: '<>',
};

/** What the stock verifier of mailauth says, with its own body hashes. */
async function stock(message: string): Promise<readonly unknown[]> {
  const { results } = await dkimVerify(Buffer.from(message), OPTIONS);
  return results.map(essence);
}

async function ours(header: string, body: readonly string[]): Promise<readonly unknown[]> {
  const verifier = await SignatureVerifier.begin(Buffer.from(header), OPTIONS);
  for (const chunk of body) verifier.pushBody(Buffer.from(chunk));
  await verifier.finish();
  return verifier.results.map(essence);
}

function essence({
  signingDomain,
  status,
  bodyHash,
  canonBodyLength,
  canonBodyLengthTotal,
}: {
  readonly signingDomain?: string;
  readonly status: { readonly result: string; readonly comment?: string; readonly underSized?: number };
  readonly bodyHash?: string;
  readonly canonBodyLength?: number;
  readonly canonBodyLengthTotal?: number;
}): unknown {
  const { result, comment, underSized } = status;
  return { signingDomain, result, comment, underSized, bodyHash, canonBodyLength, canonBodyLengthTotal };
}

test('it finds what the stock verifier finds, whatever the body and wherever it is cut', async () => {
  const piece = fc.constantFrom('word', ' ', '\t', '  ', '\r\n', '\r\n', '.', '=20');
  const form = fc.constantFrom('relaxed/relaxed', 'simple/simple', 'simple/relaxed', 'relaxed/simple');
  const limit = fc.option(fc.nat(12), { nil: undefined });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(piece, { maxLength: 6 }), { maxLength: 6 }),
      form,
      limit,
      fc.boolean(),
      async (pieces, canonicalization, maxBodyLength, isChanged) => {
        const chunks = pieces.map((parts) => parts.join(''));
        const header = 'From: joe@ext.test\r\nTo: ann@local.test\r\n\r\n';
        const extra = maxBodyLength === undefined ? {} : { maxBodyLength };
        const signed = await signedBy(header + chunks.join(''), [KEY], canonicalization, extra);
        const signedHeader = signed.slice(0, signed.length - chunks.join('').length);
        const body = isChanged ? [...chunks, 'x'] : chunks;
        expect(await ours(signedHeader, body)).toEqual(await stock(signedHeader + body.join('')));
      },
    ),
    { numRuns: 200 },
  );
});

test('it knows where the keys are published before the body has come', async () => {
  const signed = await signedBy('From: joe@ext.test\r\n\r\n', [KEY, testKey('other.test')]);
  const verifier = await SignatureVerifier.begin(Buffer.from(signed), OPTIONS);
  expect(verifier.keyNames).toEqual(['sel._domainkey.ext.test', 'sel._domainkey.other.test']);
});

test('a header that mailauth ends at two bare line feeds does not make it fail', async () => {
  const signed = await signedBy('From: joe@ext.test\r\n\r\n', [KEY]);
  const [result] = await ours(signed.replace('From:', 'X: y\n\nFrom:'), ['Hi\r\n']);
  expect(result).toMatchObject({ signingDomain: 'ext.test' });
});
