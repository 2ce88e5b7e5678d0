import { createHash } from 'node:crypto';
import { dkimVerify, sealMessage } from 'mailauth';
import { afterEach, describe, expect, test } from 'vitest';
import { signedBy, testKey } from '../authenticity/dkim-fixture.ts';
import type { DnsTable } from '../helpers/table-dns.ts';
import { startWireServer, type WireServer, type WireSetup } from '../helpers/wire-server.ts';

/** What the checks find in messages that come through real sockets, and what leaves with our signature. */

const EXT = testKey('ext.test');
const LIST = testKey('lists.test');
const DNS: DnsTable = {
  '_dmarc.ext.test': { TXT: ['v=DMARC1; p=reject'] },
  'sel._domainkey.ext.test': { TXT: [EXT.record] },
  'sel._domainkey.lists.test': { TXT: [LIST.record] },
};
const ENFORCED: NonNullable<WireSetup['options']> = { dmarcMustPass: { mode: 'enforce' } };
const TRUSTING: NonNullable<WireSetup['options']> = {
  dmarcMustPass: { mode: 'enforce', trustedArcSealers: ['lists.test'] },
};
const MESSAGE = 'From: Joe <joe@ext.test>\r\nTo: u1@local.test\r\nSubject: Hello\r\n\r\nHello there.\r\n';

let server: WireServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function start(setup: WireSetup = {}): Promise<WireServer> {
  server = await startWireServer({ dns: DNS, ...setup });
  return server;
}

/** The reply after the dot. */
async function deliver(to: WireServer, message: string, mailFrom = 'bounce@lists.test'): Promise<string> {
  const client = await to.greet('smtp', 'remote');
  await client.command(`MAIL FROM:<${mailFrom}>`);
  await client.command('RCPT TO:<u1@local.test>');
  await client.command('DATA');
  return client.command(`${message.replace(/^\./gm, '..')}.`);
}

async function submit(to: WireServer, message: string): Promise<string> {
  const client = await to.greet('submission', 'remote');
  await to.signIn(client, 'u1');
  await client.command('MAIL FROM:<u1@local.test>');
  await client.command('RCPT TO:<u2@local.test>');
  await client.command('DATA');
  const reply = await client.command(`${message}.`);
  if (!reply.startsWith('250')) throw new Error(`refused: ${reply}`);
  return to.store.messages.at(-1)?.content ?? '';
}

const kept = (by: WireServer): string => by.store.messages.at(-1)?.content ?? '';
/** The field of that name with its folds, each as one line. */
const fields = (message: string, name: string): readonly string[] =>
  (message.split('\r\n\r\n')[0] ?? '')
    .split(/\r\n(?![ \t])/)
    .filter((field) => field.toLowerCase().startsWith(`${name.toLowerCase()}:`));

async function sealed(results = 'dmarc=pass header.from=ext.test'): Promise<string> {
  const seal = await sealMessage(Buffer.from(MESSAGE), {
    signingDomain: 'lists.test',
    selector: 'sel',
    privateKey: LIST.pem,
    cv: 'none',
    authResults: `lists.test; ${results}`,
  });
  return seal.toString() + MESSAGE;
}

describe('mail from elsewhere', () => {
  test('that its domain signed passes, and that is written above where it came from', async () => {
    const wire = await start({ options: ENFORCED });
    expect(await deliver(wire, await signedBy(MESSAGE, [EXT]))).toMatch(/^250 /);
    const [, second = ''] = kept(wire).split(/\r\n(?![ \t])/);
    expect(second.replace(/header\.b=\S+/, 'header.b=…')).toBe(
      [
        'Authentication-Results: mail.local.test;',
        '\tspf=none smtp.mailfrom=lists.test;',
        '\tdkim=pass header.d=ext.test header.s=sel header.a=rsa-sha256 header.b=…',
        '\tarc=none;',
        '\tdmarc=pass header.from=ext.test policy.dmarc=reject',
      ].join('\r\n'),
    );
  });

  test('brings no results in our name, and keeps those of others', async () => {
    const wire = await start();
    const forged = [
      'Authentication-Results: mail.local.test; dmarc=pass header.from=bank.test',
      'authentication-results: (x)\r\n "MAIL.local.test" 1; dmarc=pass header.from=bank.test',
      'Authentication-Results: mx.ext.test; dmarc=pass header.from=bank.test',
    ].join('\r\n');
    expect(await deliver(wire, `${forged}\r\n${MESSAGE}`)).toMatch(/^250 /);
    expect(fields(kept(wire), 'Authentication-Results').map((field) => /: (\S+);/.exec(field)?.[1])).toEqual([
      'mail.local.test',
      'mx.ext.test',
    ]);
    expect(kept(wire)).not.toMatch(/mail\.local\.test[^;]*; dmarc=pass/i);
  });

  test('keeps its Bcc: and is given neither Message-ID: nor Date:', async () => {
    const wire = await start();
    await deliver(wire, `Bcc: x@ext.test\r\n${MESSAGE}`);
    const names = ['Bcc', 'Message-ID', 'Date', 'DKIM-Signature'];
    expect(names.map((name) => fields(kept(wire), name).length)).toEqual([1, 0, 0, 0]);
  });

  test.each<[string, () => Promise<string>, WireSetup, RegExp]>([
    [
      'that nobody signed is refused',
      () => Promise.resolve(MESSAGE),
      { options: ENFORCED },
      /^550 5\.7\.26 /,
    ],
    [
      'that was changed is refused',
      async () => `${await signedBy(MESSAGE, [EXT])}More.\r\n`,
      { options: ENFORCED },
      /^550 5\.7\.26 /,
    ],
    ['that a trusted list vouches for passes', () => sealed(), { options: TRUSTING }, /^250 /],
    ['that another list vouches for is refused', () => sealed(), { options: ENFORCED }, /^550 5\.7\.26 /],
    [
      'that did not pass at the trusted list is refused',
      () => sealed('dmarc=fail header.from=ext.test'),
      { options: TRUSTING },
      /^550 5\.7\.26 /,
    ],
    [
      'that was changed behind the trusted list is refused',
      async () => `${await sealed()}More.\r\n`,
      { options: TRUSTING },
      /^550 5\.7\.26 /,
    ],
    [
      'whose list cannot be asked for is put off',
      () => sealed(),
      { options: TRUSTING, dnsFails: ['sel._domainkey.lists.test'] },
      /^451 4\.4\.3 /,
    ],
  ])('%s', async (_what, message, setup, reply) => {
    const wire = await start(setup);
    expect(await deliver(wire, await message())).toMatch(reply);
  });

  test('of many megabytes passes as it came', async () => {
    const wire = await start({ options: ENFORCED });
    const large = `${MESSAGE}${'.The quick brown fox \t jumps.  \r\n\r\n'.repeat(150_000)}`;
    const signed = await signedBy(large, [EXT], 'simple/relaxed');
    expect(await deliver(wire, signed)).toMatch(/^250 /);
    expect(hash(kept(wire).slice(-signed.length))).toBe(hash(signed));
  }, 60_000);
});

describe('mail of our accounts', () => {
  const RSA = testKey('local.test', 'rsa', 'r1');
  const ED25519 = testKey('local.test', 'ed25519', 'e1');

  async function startSigning(): Promise<WireServer> {
    const wire = await start();
    wire.signingKeys = [RSA, ED25519];
    return wire;
  }

  /** What somebody who gets the message finds, with mailauth's own verifier. */
  async function verified(message: string): Promise<readonly string[]> {
    const { results } = await dkimVerify(Buffer.from(message, 'latin1'), {
      resolver: (name) => Promise.resolve([[name.startsWith('r1.') ? RSA.record : ED25519.record]]),
    });
    return results.map(({ status }) => status.result);
  }

  test('leaves complete, signed, and without who else got it', async () => {
    const wire = await startSigning();
    const message = await submit(
      wire,
      'From: u1@local.test\r\nBcc: u2@local.test\r\nTo: joe@ext.test\r\nReturn-Path: <x@y.test>\r\n' +
        'Authentication-Results: mail.local.test; dmarc=pass\r\n\r\nHello.\r\n',
    );
    const { id = '' } = wire.store.messages[0]?.envelope ?? {};
    expect(message.replace(/DKIM-Signature:[^]*?\r\n(?!\t)/g, 'DKIM-Signature: …\r\n').split('\r\n')).toEqual(
      [
        'Return-Path: <u1@local.test>',
        'DKIM-Signature: …',
        'DKIM-Signature: …',
        'Received: from client.test ([127.0.9.9])',
        `\tby mail.local.test with ESMTPA id ${id};`,
        '\tTue, 24 Nov 2026 12:00:00 +0000',
        `Message-ID: <${id}@local.test>`,
        'Date: Tue, 24 Nov 2026 12:00:00 +0000',
        'From: u1@local.test',
        'To: joe@ext.test',
        '',
        'Hello.',
        '',
      ],
    );
    expect(await verified(message)).toEqual(['pass', 'pass']);
    expect(await verified(message.replace(`<${id}@`, '<x@'))).toEqual(['fail', 'fail']);
    expect(await verified(message.replace('Date: Tue', 'Date: Wed'))).toEqual(['fail', 'fail']);
  });

  test('keeps the Message-ID: and the Date: that it has', async () => {
    const wire = await startSigning();
    const own = 'MESSAGE-ID : <own@local.test>\r\ndate: Mon, 23 Nov 2026 12:00:00 +0000';
    const message = await submit(wire, `From: u1@local.test\r\n${own}\r\n\r\nHello.\r\n`);
    expect([fields(message, 'Date'), message.includes('<own@local.test>')]).toEqual([
      ['date: Mon, 23 Nov 2026 12:00:00 +0000'],
      true,
    ]);
    expect(message.match(/message-id/gi)?.length).toBe(1 + 2 * 2); // the field, and twice in each h=
    expect(await verified(message)).toEqual(['pass', 'pass']);
  });

  test('is signed whatever its size', async () => {
    const wire = await startSigning();
    const body = 'The quick brown fox \t jumps.  \r\n'.repeat(100_000);
    expect(await verified(await submit(wire, `From: u1@local.test\r\n\r\n${body}`))).toEqual([
      'pass',
      'pass',
    ]);
  }, 60_000);

  test('without a body is completed and signed too', async () => {
    const wire = await startSigning();
    const message = await submit(wire, 'From: u1@local.test\r\n');
    expect([fields(message, 'Date').length, await verified(message)]).toEqual([1, ['pass', 'pass']]);
  });

  test('is only completed where its domain has no key', async () => {
    const wire = await start();
    const message = await submit(wire, 'From: u1@local.test\r\n\r\nHello.\r\n');
    const names = ['DKIM-Signature', 'Message-ID', 'Date', 'Authentication-Results'];
    expect(names.map((name) => fields(message, name).length)).toEqual([0, 1, 1, 0]);
  });

  test('whose header can be read in two ways is neither completed nor signed', async () => {
    const wire = await start({ options: { fromHeaderMustMatch: { mode: 'report' } } });
    wire.signingKeys = [RSA];
    const message = await submit(wire, 'From: u1@local.test\r\nFrom: u2@local.test\r\n\r\nHello.\r\n');
    const names = ['DKIM-Signature', 'Message-ID', 'Date'];
    expect(names.map((name) => fields(message, name).length)).toEqual([0, 0, 0]);
  });
});

function hash(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('hex');
}
