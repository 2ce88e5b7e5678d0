import { dkimVerify } from 'mailauth';
import { describe, expect, test } from 'vitest';
import { MessageSigner } from '../../server/authenticity/message-signer.ts';
import { testKey, type TestKey } from './dkim-fixture.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const RSA = testKey('local.test', 'rsa', 'r1');
const ED25519 = testKey('local.test', 'ed25519', 'e1');
const HEADER = [
  'Message-ID: <1@local.test>',
  'Date: Tue, 24 Nov 2026 12:00:00 +0000',
  'From :  U One\t<u1@local.test> ',
  'To: a@ext.test,',
  '\tb@ext.test',
  'Subject: gr\u00fc\u00dfe  there',
  'Reply-To: u2@local.test',
  '',
].join('\r\n');
const BODY = 'Hello \t there  \r\n\r\nBye\r\n\r\n\r\n';
const MESSAGE = `${HEADER}\r\n${BODY}`;

async function sign(chunks: readonly string[], keys: readonly TestKey[] = [RSA, ED25519]): Promise<string> {
  const signer = new MessageSigner(keys, () => NOW);
  for (const chunk of chunks) await signer.write(Buffer.from(chunk));
  return signer.finish();
}

/** mailauth's own verifier, which had no part in the signing. */
async function verify(message: string): Promise<readonly (string | undefined)[]> {
  const { results } = await dkimVerify(Buffer.from(message), {
    strict: true,
    minBitLength: 1024,
    resolver: (name) => {
      const key = [RSA, ED25519].find(({ selector }) => name === `${selector}._domainkey.local.test`);
      return Promise.resolve(key === undefined ? [] : [[key.record]]);
    },
  });
  return results.map(({ algo, status }) => `${algo ?? ''} ${status.result}`);
}

test('both signatures hold, however the message is cut', async () => {
  const signed = await sign([MESSAGE]);
  expect(await verify(signed + MESSAGE)).toEqual(['rsa-sha256 pass', 'ed25519-sha256 pass']);
  // Neither Ed25519 nor RSA of PKCS #1 v1.5 leaves anything to chance.
  expect(await sign(MESSAGE.split(''))).toBe(signed);
  expect(await sign([HEADER, '\r\n', BODY])).toBe(signed);
});

test('a signature says what it covers, and no line of it is long', async () => {
  const [first = ''] = (await sign([MESSAGE], [ED25519])).split(/\r\n(?!\t)/);
  expect(first.split('\r\n').every((line) => line.length <= 78)).toBe(true);
  const tags = first.replace(/\r\n\t/g, ' ').replace(/b=[^;]+$/, '');
  expect(tags).toBe(
    'DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; t=1795521600; d=local.test; s=e1; ' +
      'h=from:to:subject:date:message-id:reply-to:from:to:cc:subject:date: message-id:mime-version:content-type:content-transfer-encoding; ' +
      'bh=' +
      (/bh=([^;]+)/.exec(first)?.[1] ?? '') +
      '; ',
  );
});

describe('a signature does not hold', () => {
  test.each<[string, (message: string) => string]>([
    ['where the body is another', (message) => message.replace('Bye', 'Buy')],
    ['where something is added below', (message) => `${message}Buy\r\n`],
    ['where the author is another', (message) => message.replace('<u1@', '<u2@')],
    ['where a second author is put above', (message) => `From: u2@local.test\r\n${message}`],
    [
      'where a second author is put below',
      (message) => message.replace('Reply-To:', 'From: u2@local.test\r\nReply-To:'),
    ],
    ['where a subject is put above', (message) => `Subject: Buy\r\n${message}`],
    ['where a type of content is put above', (message) => `Content-Type: text/html\r\n${message}`],
    ['where the id is another', (message) => message.replace('<1@', '<2@')],
    ['where the date is another', (message) => message.replace('12:00:00', '12:00:01')],
  ])('%s', async (_what, change) => {
    const results = await verify((await sign([MESSAGE])) + change(MESSAGE));
    expect(results).toEqual(['rsa-sha256 fail', 'ed25519-sha256 fail']);
  });
});

test.each([
  [
    'blanks and lines that a server on the way changes',
    MESSAGE.replace('Hello \t', 'Hello ').replace(/(\r\n)+$/, '\r\n'),
  ],
  ['what a mailing list adds', `List-Id: <l.ext.test>\r\nSender: l@ext.test\r\n${MESSAGE}`],
  ['a trace field', `Received: from a by b; Tue, 24 Nov 2026 12:00:00 +0000\r\n${MESSAGE}`],
])('a signature bears %s', async (_what, changed) => {
  expect(await verify((await sign([MESSAGE])) + changed)).toEqual(['rsa-sha256 pass', 'ed25519-sha256 pass']);
});

test.each([
  ['without a body', HEADER],
  ['with an empty body', `${HEADER}\r\n`],
  ['with an empty line for a body', `${HEADER}\r\n\r\n`],
])('a message %s is signed too', async (_what, message) => {
  expect(await verify((await sign([message])) + message)).toEqual(['rsa-sha256 pass', 'ed25519-sha256 pass']);
});

test('a header that is too large is not signed', async () => {
  expect(await sign([`X: ${'xy'.repeat(150_000)}\r\n`, MESSAGE])).toBe('');
});
