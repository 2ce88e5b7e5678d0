import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { MessageSigner } from '../../server/authenticity/message-signer.ts';
import { testKey } from '../authenticity/dkim-fixture.ts';
import { isInstalled } from '../install-tools.ts';

/** Verifies every signature of a message with dkimpy, which mailing-list managers and milters use. */
const VERIFIER = `
import sys, json, dkim
given = json.load(sys.stdin)
message, records = given['message'].encode('latin-1'), given['records']
dns = lambda name, timeout=5: records.get(name.decode().rstrip('.'), '').encode()
signatures = message.lower().count(b'dkim-signature:')
def verify(index):
  try: return dkim.DKIM(message, minkey=2048).verify(idx=index, dnsfunc=dns)
  except dkim.ValidationError: return False
print(json.dumps([verify(index) for index in range(signatures)]))
`;

/** The one that Debian's packages are for, whatever comes before it on the path. */
const PYTHON = '/usr/bin/python3';

const RSA = testKey('local.test', 'rsa', 'r1');
const ED25519 = testKey('local.test', 'ed25519', 'e1');

async function signed(message: string): Promise<string> {
  const signer = new MessageSigner([RSA, ED25519], () => Date.now());
  await signer.write(Buffer.from(message, 'latin1'));
  return (await signer.finish()) + message;
}

function verify(message: string): unknown {
  const records = {
    'r1._domainkey.local.test': RSA.record,
    'e1._domainkey.local.test': ED25519.record,
  };
  const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', VERIFIER], {
    input: JSON.stringify({ message, records }),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const MESSAGE = [
  'Message-ID: <1@local.test>',
  'Date: Tue, 24 Nov 2026 12:00:00 +0000',
  'From:  U One\t<u1@local.test> ',
  'To: a@ext.test,',
  '\tb@ext.test',
  'Subject: gr\xfc\xdfe  there',
  '',
  'Hello \t there  ',
  '',
  '.dot',
  '',
  '',
  '',
].join('\r\n');

test.skipIf(!isInstalled('dkimverify')).each([
  ['a message', MESSAGE],
  ['a message without a body', MESSAGE.slice(0, MESSAGE.indexOf('Hello'))],
  ['a large message', `${MESSAGE}${'The quick brown fox.\r\n'.repeat(10_000)}`],
])('dkimpy verifies %s, signed by both algorithms', async (_what, message) => {
  const whole = await signed(message);
  expect(verify(whole)).toEqual([true, true]);
  expect(verify(`From: u2@local.test\r\n${whole}`)).toEqual([false, false]);
  expect(verify(`${whole}More\r\n`)).toEqual([false, false]);
});
