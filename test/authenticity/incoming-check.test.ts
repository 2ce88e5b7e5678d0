import { sealMessage } from 'mailauth';
import { describe, expect, test } from 'vitest';
import { IncomingCheck } from '../../server/authenticity/incoming-check.ts';
import type { FromHeader } from '../../server/contract/facts.ts';
import type { AuthenticityResult, MessageToCheck } from '../../server/contract/authenticity.ts';
import { HeaderScanner } from '../../server/smtp/message/header-scanner.ts';
import { readFromHeader } from '../../server/smtp/message/read-from-header.ts';
import { tableDns, type DnsTable, type TableDns } from '../helpers/table-dns.ts';
import { addressOf } from '../helpers/wire-setup.ts';
import { shortKey, signedBy, testKey } from './dkim-fixture.ts';

const NOW = Date.now();
const EXT = testKey('ext.test');
const LIST = testKey('lists.test');
const TABLE: DnsTable = {
  'ext.test': { TXT: ['v=spf1 ip4:192.0.2.7 -all'] },
  '_dmarc.ext.test': { TXT: ['v=DMARC1; p=reject'] },
  'sel._domainkey.ext.test': { TXT: [EXT.record] },
  'news.ext.test': { TXT: ['v=spf1 ip4:192.0.2.8 -all'] },
  '_dmarc.soft.test': { TXT: ['v=DMARC1; p=quarantine'] },
  '_dmarc.lax.test': { TXT: ['v=DMARC1; p=none'] },
  'sel._domainkey.lists.test': { TXT: [LIST.record] },
};
const MESSAGE = 'From: Joe <joe@ext.test>\r\nTo: u1@local.test\r\nSubject: Hello\r\n\r\nHello there\r\n';

const SIGNED = await signedBy(MESSAGE, [EXT]);

interface Scene {
  readonly dns?: TableDns;
  readonly client?: Partial<MessageToCheck>;
  /** Runs the deadline as soon as it is set. */
  readonly isLate?: boolean;
  readonly errors?: string[];
}

function checkOf({ dns = tableWith({}), client = {}, isLate = false, errors = [] }: Scene): IncomingCheck {
  return new IncomingCheck(
    {
      clientIp: '192.0.2.7',
      isTrusted: false,
      helo: 'mx.ext.test',
      returnPath: addressOf('joe@ext.test'),
      hostname: 'mail.local.test',
      ...client,
    },
    {
      dns,
      clock: () => NOW,
      schedule: (run) => {
        const soon = isLate ? setImmediate(run) : null;
        return () => {
          if (soon !== null) clearImmediate(soon);
        };
      },
      reportError: (step, cause) => errors.push(`${step}: ${String(cause)}`),
    },
  );
}

function tableWith(change: DnsTable, trouble: Partial<Pick<TableDns, 'failing' | 'hanging'>> = {}): TableDns {
  return Object.assign(tableDns({ ...TABLE, ...change }), trouble);
}

function fromOf(message: string): FromHeader {
  const scanner = new HeaderScanner();
  scanner.push(Buffer.from(message));
  return readFromHeader(scanner.finish());
}

async function check(message: string, scene: Scene = {}, chunkBytes = 1000): Promise<AuthenticityResult> {
  const running = checkOf(scene);
  const bytes = Buffer.from(message);
  for (let at = 0; at < bytes.length; at += chunkBytes)
    await running.write(bytes.subarray(at, at + chunkBytes));
  return running.finish(fromOf(message));
}

/** `SPF pass ext.test` and so on: the outcome of each check. */
async function outcomes(message: string, scene: Scene = {}): Promise<readonly string[]> {
  const { fact } = await check(message, scene);
  if (fact.kind === 'not-checked') return [];
  const { spf, dkim, arc, dmarc } = fact;
  const say = (name: string, { result, subject }: typeof spf): string =>
    [name, result, subject].filter((part) => part !== null).join(' ');
  return [
    say('SPF', spf),
    ...dkim.map((one) => say('DKIM', one)),
    ...(arc.result === 'none' ? [] : [say('ARC', arc)]),
    [say('DMARC', dmarc), dmarc.policy].filter((part) => part !== null).join(' '),
  ];
}

const FROM_ELSEWHERE = { client: { clientIp: '203.0.113.9' } };

describe('a message from where its domain sends', () => {
  test('passes SPF and DMARC without a signature, and that is written down', async () => {
    expect(await check(MESSAGE)).toEqual({
      header:
        'Authentication-Results: mail.local.test;\r\n' +
        '\tspf=pass smtp.mailfrom=ext.test;\r\n' +
        '\tdkim=none;\r\n' +
        '\tarc=none;\r\n' +
        '\tdmarc=pass header.from=ext.test policy.dmarc=reject\r\n',
      fact: {
        kind: 'checked',
        spf: { result: 'pass', subject: 'ext.test' },
        dkim: [],
        arc: { result: 'none', subject: null },
        arcSealers: [],
        arcSealedDmarcPass: false,
        dmarc: { result: 'pass', subject: 'ext.test', domain: 'ext.test', policy: 'reject' },
      },
    });
  });

  test('passes by the name of the client where the return-path is null', async () => {
    const client = { returnPath: null, helo: 'ext.test' };
    const { header } = await check(MESSAGE, { client });
    expect(header).toContain('\tspf=pass smtp.helo=ext.test;\r\n');
  });
});

describe('signatures', () => {
  test.each(['relaxed/relaxed', 'simple/simple', 'relaxed/simple', 'simple/relaxed'])(
    'of form %s pass, however the message is cut',
    async (form) => {
      const body = 'Hello \t there  \r\n\r\n\r\nBye\r\n\r\n';
      const signed = await signedBy(`${MESSAGE}${body}`, [EXT], form);
      for (const chunkBytes of [1, 7, 64, 100_000]) {
        const { fact } = await check(signed, FROM_ELSEWHERE, chunkBytes);
        expect(fact).toMatchObject({
          spf: { result: 'fail' },
          dkim: [{ result: 'pass', subject: 'ext.test' }],
          dmarc: { result: 'pass' },
        });
      }
    },
  );

  test('of Ed25519 pass', async () => {
    const key = testKey('ext.test', 'ed25519', 'e1');
    const dns = tableWith({ 'e1._domainkey.ext.test': { TXT: [key.record] } });
    expect(await outcomes(await signedBy(MESSAGE, [key]), { ...FROM_ELSEWHERE, dns })).toEqual([
      'SPF fail ext.test',
      'DKIM pass ext.test',
      'DMARC pass ext.test reject',
    ]);
  });

  test('are written down with what tells them apart', async () => {
    const signed = await signedBy(MESSAGE, [EXT, LIST]);
    const [, b = ''] = /b=([^\s]{8})/.exec(signed) ?? [];
    const { header } = await check(signed);
    expect(header).toContain(
      `\tdkim=pass header.d=ext.test header.s=sel header.a=rsa-sha256 header.b="${b}";\r\n`.replace(
        /"(\w+)"/,
        '$1',
      ),
    );
    expect(header.match(/\tdkim=pass/g)).toHaveLength(2);
  });

  test.each<[string, (signed: string) => string, DnsTable, string]>([
    ['of a changed body fail', (signed) => `${signed}More\r\n`, {}, 'fail'],
    ['of a changed header fail', (signed) => signed.replace('Subject: Hello', 'Subject: Bye'), {}, 'fail'],
    ['without a key are neutral', (signed) => signed, { 'sel._domainkey.ext.test': {} }, 'neutral'],
    [
      'with a revoked key are neutral',
      (signed) => signed,
      { 'sel._domainkey.ext.test': { TXT: ['v=DKIM1; p='] } },
      'neutral',
    ],
  ])('%s', async (_what, change, table, result) => {
    const signed = change(await signedBy(MESSAGE, [EXT]));
    const dns = tableWith(table);
    expect((await outcomes(signed, { dns }))[1]).toBe(`DKIM ${result} ext.test`);
  });

  test('whose key cannot be asked for are a temporary error', async () => {
    const dns = tableWith({}, { failing: ['sel._domainkey.ext.test'] });
    expect((await outcomes(SIGNED, { dns }))[1]).toBe('DKIM temperror ext.test');
  });

  test('of a short key, of a part of the body, or by SHA-1 are not believed', async () => {
    const short = shortKey('ext.test');
    const dns = tableWith({ 'sel._domainkey.ext.test': { TXT: [short.record] } });
    const elsewhere = { ...FROM_ELSEWHERE, dns };
    expect(await outcomes(await signedBy(MESSAGE, [short]), elsewhere)).toEqual([
      'SPF fail ext.test',
      'DKIM policy ext.test',
      'DMARC fail ext.test reject',
    ]);
    const part = await signedBy(MESSAGE, [EXT], 'relaxed/relaxed', { maxBodyLength: 5 });
    expect(await outcomes(part, FROM_ELSEWHERE)).toEqual([
      'SPF fail ext.test',
      'DKIM policy ext.test',
      'DMARC fail ext.test reject',
    ]);
    const old = await signedBy(MESSAGE, [EXT], 'relaxed/relaxed', { algorithm: 'rsa-sha1' });
    expect((await outcomes(old, FROM_ELSEWHERE))[1]).toBe('DKIM policy ext.test');
  });

  test('are tried up to a number, the newest first', async () => {
    const dns = tableWith({});
    const keys = Array.from({ length: 30 }, (_, index) => testKey('ext.test', 'rsa', `s${String(index)}`));
    const { fact } = await check(await signedBy(MESSAGE, keys), { dns });
    expect(fact).toMatchObject({ dkim: Array.from({ length: 10 }, () => ({ result: 'neutral' })) });
    expect(dns.questions.filter((question) => question.includes('_domainkey'))).toHaveLength(10);
  });

  test('that name thousands of fields are left out', async () => {
    const signed = await signedBy(MESSAGE, [EXT]);
    expect(await outcomes(signed.replace(' h=', ` h=${'x:'.repeat(5000)}`), FROM_ELSEWHERE)).toEqual([
      'SPF fail ext.test',
      'DMARC fail ext.test reject',
    ]);
  });
});

describe('DMARC', () => {
  test.each<[string, string, Scene, string]>([
    ['fails where nobody speaks for the author', MESSAGE, FROM_ELSEWHERE, 'DMARC fail ext.test reject'],
    [
      'fails where only another domain speaks',
      MESSAGE.replace('joe@ext.test', 'joe@lax.test'),
      {},
      'DMARC fail lax.test none',
    ],
    [
      'is none where the domain has no policy',
      MESSAGE.replace('joe@ext.test', 'joe@no.example'),
      {},
      'DMARC none no.example',
    ],
    [
      'holds for a domain below',
      MESSAGE.replace('joe@ext.test', 'joe@news.ext.test'),
      FROM_ELSEWHERE,
      'DMARC fail news.ext.test reject',
    ],
    [
      'is a temporary error where DNS does not answer',
      MESSAGE,
      { ...FROM_ELSEWHERE, dns: tableWith({}, { failing: ['_dmarc.ext.test'] }) },
      'DMARC temperror ext.test',
    ],
    [
      'is a temporary error where SPF may have spoken',
      MESSAGE,
      { dns: tableWith({}, { failing: ['ext.test'] }) },
      'DMARC temperror ext.test reject',
    ],
    [
      'fails whatever else cannot be asked',
      MESSAGE,
      { dns: tableWith({}, { failing: ['bad.test'] }), client: { returnPath: addressOf('x@bad.test') } },
      'DMARC fail ext.test reject',
    ],
    ['cannot be told of a message without an author', 'To: u1@local.test\r\n\r\nHi\r\n', {}, 'DMARC none'],
    [
      'is that of the author who fares worst',
      MESSAGE.replace('joe@ext.test>', 'joe@ext.test>, <joe@soft.test>, <joe@lax.test>'),
      {},
      'DMARC fail soft.test quarantine',
    ],
    [
      'names no domain where several pass',
      MESSAGE.replace('joe@ext.test>', 'joe@ext.test>, <joe@news.ext.test>'),
      {},
      'DMARC pass reject',
    ],
    [
      'looks at every From: field',
      `From: joe@no.example\r\n${MESSAGE}`,
      FROM_ELSEWHERE,
      'DMARC fail ext.test reject',
    ],
    [
      'looks at every name behind an @ where the field cannot be read',
      MESSAGE.replace('Joe <joe@ext.test>', 'joe@ext.test <joe@no.example>'),
      FROM_ELSEWHERE,
      'DMARC fail ext.test reject',
    ],
    [
      'is a permanent error where there are too many of them',
      MESSAGE.replace(
        'Joe <joe@ext.test>',
        '<a@1.test>, <a@2.test>, <a@3.test>, <a@4.test>, <a@5.test>, <a@6.test>',
      ),
      {},
      'DMARC permerror',
    ],
    [
      'is a permanent error where the header is too large to be looked at',
      `From: joe@no.example\r\n${'X: y\r\n'.repeat(60_000)}${MESSAGE}`,
      FROM_ELSEWHERE,
      'DMARC permerror',
    ],
  ])('%s', async (_what, message, scene, expected) => {
    expect((await outcomes(message, scene)).at(-1)).toBe(expected);
  });

  test('can pass but not fail for a Trusted IP, of which SPF knows nothing', async () => {
    const client = { clientIp: '10.0.0.1', isTrusted: true };
    expect(await outcomes(MESSAGE, { client })).toEqual(['SPF none', 'DMARC none ext.test reject']);
    const { header } = await check(await signedBy(MESSAGE, [EXT]), { client });
    expect(header).not.toContain('spf=');
    expect(header).toContain('dmarc=pass header.from=ext.test');
  });
});

describe('an ARC chain', () => {
  const seal = async (results: string): Promise<string> => {
    const sealed = await sealMessage(Buffer.from(MESSAGE), {
      signingDomain: 'lists.test',
      selector: 'sel',
      privateKey: LIST.pem,
      cv: 'none',
      authResults: `lists.test; ${results}`,
    });
    return sealed.toString() + MESSAGE;
  };

  test.each([
    ['sealed over a DMARC pass', 'dmarc=pass header.from=ext.test', true],
    ['sealed over a DMARC failure', 'dmarc=fail header.from=ext.test', false],
    ['sealed over nothing', 'spf=pass smtp.mailfrom=ext.test', false],
  ])('%s is told as such', async (_what, results, arcSealedDmarcPass) => {
    const { fact, header } = await check(await seal(results), FROM_ELSEWHERE);
    expect(fact).toMatchObject({
      arc: { result: 'pass', subject: 'lists.test' },
      arcSealers: ['lists.test'],
      arcSealedDmarcPass,
      dmarc: { result: 'fail' },
    });
    expect(header).toContain('\tarc=pass header.d=lists.test;\r\n');
  });

  test('of a changed message fails, and nobody is believed', async () => {
    const { fact } = await check(`${await seal('dmarc=pass header.from=ext.test')}More\r\n`, FROM_ELSEWHERE);
    expect(fact).toMatchObject({
      arc: { result: 'fail', subject: null },
      arcSealers: [],
      arcSealedDmarcPass: false,
    });
  });

  test('whose key cannot be asked for is a temporary error', async () => {
    const dns = tableWith({}, { failing: ['sel._domainkey.lists.test'] });
    const { fact } = await check(await seal('dmarc=pass header.from=ext.test'), { ...FROM_ELSEWHERE, dns });
    expect(fact).toMatchObject({ arc: { result: 'temperror' } });
  });
});

describe('time', () => {
  test('ends for a server that does not answer, and what others said stays known', async () => {
    const slow = Array.from({ length: 5 }, (_, index) => testKey('slow.test', 'rsa', `s${String(index)}`));
    const signed = await signedBy(await signedBy(MESSAGE, [EXT]), slow);
    const hanging = ['slow.test', ...slow.map(({ selector }) => `${selector}._domainkey.slow.test`)];
    const dns = tableWith({}, { hanging });
    const client = { returnPath: addressOf('x@slow.test') };
    expect(await outcomes(signed, { dns, client, isLate: true })).toEqual([
      'SPF temperror slow.test',
      'DKIM pass ext.test',
      ...slow.map(() => 'DKIM temperror slow.test'),
      'DMARC pass ext.test reject',
    ]);
    // Slow answers of one's own servers keep nobody from failing for another's domain.
    expect((await outcomes(signed.replace('Hello there', 'Buy'), { dns, client, isLate: true })).at(-1)).toBe(
      'DMARC fail ext.test reject',
    );
  });

  test('ends for everything', async () => {
    const dns = tableWith({}, { hanging: ['ext.test', '_dmarc.ext.test', 'sel._domainkey.ext.test'] });
    expect(await outcomes(await signedBy(MESSAGE, [EXT]), { dns, isLate: true })).toEqual([
      'SPF temperror ext.test',
      'DKIM temperror ext.test',
      'DMARC temperror ext.test',
    ]);
  });
});

describe('nothing in a message makes a check fail', () => {
  test.each([
    ['nothing at all', ''],
    ['an empty line', '\r\n'],
    ['a header alone', 'From: joe@ext.test'],
    ['bare line ends', 'From: joe@ext.test\n\nX\r\n\r\nHi\n'],
    ['a signature of nothing', `DKIM-Signature:\r\n${MESSAGE}`],
    [
      'a signature of rubbish',
      `DKIM-Signature: v=1; a=rsa-sha256; d=%; s=\0; h=from; bh=!; b=!\r\n${MESSAGE}`,
    ],
    [
      'a signature with a name that is none',
      `DKIM-Signature: v=1; a=rsa-sha256; d=a b"c; s=${'x'.repeat(300)}; h=from; bh=x; b=x\r\n${MESSAGE}`,
    ],
    ['a seal of rubbish', `ARC-Seal: i=1; a=rsa-sha256; cv=none; d=x; s=y; b=z\r\n${MESSAGE}`],
    ['thousands of seals', `ARC-Seal: i=1; cv=none\r\n`.repeat(1500) + MESSAGE],
    ['an endless From:', `From: ${'"(<@,'.repeat(40_000)}\r\n\r\nHi\r\n`],
    [
      'endless blanks in a signature',
      `DKIM-Signature: v=1; a=rsa-sha256; d=a.test; s=s; h=from; i=${' '.repeat(200_000)}@a.test\r\n${MESSAGE}`,
    ],
    ['an endless Content-Type:', `Content-Type: ${'a=";(\\\\'.repeat(30_000)}\r\n${SIGNED}`],
  ])('%s', async (_what, message) => {
    const errors: string[] = [];
    const { fact, header } = await check(message, { errors });
    expect(errors).toEqual([]);
    expect(fact.kind).toBe('checked');
    expect(header.split('\r\n').every((line) => line.length <= 998)).toBe(true);
    expect(header).toMatch(/^Authentication-Results: mail\.local\.test;\r\n(?:\t[ -~]+;\r\n)*\t[ -~]+\r\n$/);
  });
});

test('a message that is not taken asks no more', async () => {
  const running = checkOf({ dns: tableWith({}, { hanging: ['ext.test'] }) });
  await running.write(Buffer.from(MESSAGE));
  running.abort();
  expect((await running.finish(fromOf(MESSAGE))).fact).toMatchObject({ spf: { result: 'temperror' } });
});
