import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DkimKeyView } from '../../server/contract/delivery-calls.ts';
import type { DnsFinding } from '../../server/contract/first-run.ts';
import { checkRecord } from '../../server/authenticity/dkim-record.ts';
import { evaluateSpf } from '../../server/authenticity/evaluate-spf.ts';
import { createDns } from '../../server/dns/create-dns.ts';
import { checkDns, type DnsQuestion } from '../../server/dns-check/check-dns.ts';
import { startFakeDns, type FakeDns, type FakeName } from '../helpers/fake-dns.ts';

const IP = '203.0.113.7';
const KEY: DkimKeyView = {
  domain: 'office.test',
  selector: 'gp',
  algorithm: 'ed25519',
  createdAt: 0,
  active: true,
  recordName: 'gp._domainkey.office.test',
  recordValue: 'v=DKIM1; k=ed25519; p=abc=',
};
/** Everything is as it should be. */
const GOOD: Readonly<Record<string, FakeName>> = {
  'office.test': {
    MX: [{ preference: 10, exchange: 'mail.office.test' }],
    TXT: ['other=1', 'v=spf1 mx -all'],
    NS: ['ns1.office.test'],
  },
  'ns1.office.test': { A: ['192.0.2.53'] },
  'mail.office.test': { A: [IP] },
  '7.113.0.203.in-addr.arpa': { PTR: ['mail.office.test'] },
  'gp._domainkey.office.test': { TXT: [KEY.recordValue] },
  '_dmarc.office.test': { TXT: ['v=DMARC1; p=reject'] },
};

let resolver: FakeDns;
let authority: FakeDns;
let askedOf: (readonly string[])[];

beforeEach(async () => {
  resolver = await startFakeDns(GOOD);
  authority = await startFakeDns(GOOD);
  askedOf = [];
});
afterEach(async () => {
  await Promise.all([resolver.stop(), authority.stop()]);
});

/** At both; a name given as null is taken away. */
function publish(names: Readonly<Record<string, FakeName | null>>, at = [resolver, authority]): void {
  for (const fake of at)
    for (const [name, records] of Object.entries(names)) {
      if (records === null) fake.names.delete(name);
      else fake.names.set(name, records);
    }
}

interface Asked extends Partial<DnsQuestion> {
  readonly publicIps?: readonly string[];
  readonly ownIps?: readonly string[];
  readonly mostMs?: number;
}

function check({ publicIps = [IP], ownIps = [], mostMs = 5000, ...question }: Asked = {}) {
  return checkDns(
    { domain: 'office.test', hostname: 'mail.office.test', smartHost: null, dkimKeys: [KEY], ...question },
    publicIps,
    {
      clock: () => 1000,
      mostMs,
      askServers: (servers) => {
        if (servers !== null) askedOf.push(servers);
        const { address } = servers === null ? resolver : authority;
        return createDns({
          settings: () => ({ servers: [address], validating: false }),
          clock: () => 1000,
          timing: { tryMs: 200, totalMs: 800 },
        });
      },
      resolvers: () => ['192.0.2.1'],
      ownIps: () => ownIps,
      checkDkimKey: checkRecord,
      evaluateSpf: (asked, dns) => evaluateSpf(asked, dns, () => () => undefined),
    },
  );
}

async function finding(record: DnsFinding['record'], asked?: Asked): Promise<DnsFinding | undefined> {
  return (await check(asked)).findings.find((candidate) => candidate.record === record);
}

const states = async (asked?: Asked): Promise<readonly string[]> =>
  (await check(asked)).findings.map(({ record, state }) => `${record} ${state}`);

describe('a domain', () => {
  test('whose records are all right has nothing to do', async () => {
    const report = await check();
    expect(report).toMatchObject({
      domain: 'office.test',
      at: 1000,
      publicIps: [IP],
      resolvers: ['ns1.office.test', '192.0.2.1'],
    });
    expect(report.findings.map(({ record, state, wanted }) => [record, state, wanted])).toEqual([
      ['MX', 'right', null],
      ['A', 'right', null],
      ['PTR', 'right', null],
      ['SPF', 'right', null],
      ['DKIM', 'right', null],
      ['DMARC', 'right', null],
    ]);
    expect(askedOf).toEqual([['192.0.2.53']]);
  });

  test('without any record gets each to copy', async () => {
    publish(Object.fromEntries(Object.keys(GOOD).map((name) => [name, null])));
    const { findings, resolvers } = await check();
    expect(findings.map(({ record, state, wanted }) => [record, state, wanted])).toEqual([
      ['MX', 'missing', { type: 'MX', name: 'office.test', value: '10 mail.office.test.' }],
      ['A', 'missing', { type: 'A', name: 'mail.office.test', value: IP }],
      ['PTR', 'missing', { type: 'PTR', name: '7.113.0.203.in-addr.arpa', value: 'mail.office.test.' }],
      ['SPF', 'missing', { type: 'TXT', name: 'office.test', value: 'v=spf1 mx a:mail.office.test -all' }],
      ['DKIM', 'missing', { type: 'TXT', name: KEY.recordName, value: KEY.recordValue }],
      [
        'DMARC',
        'missing',
        {
          type: 'TXT',
          name: '_dmarc.office.test',
          value: 'v=DMARC1; p=none; rua=mailto:postmaster@office.test',
        },
      ],
    ]);
    expect(resolvers).toEqual(['192.0.2.1']);
  });

  test('of which DNS says nothing in time is unknown, with the records all the same', async () => {
    resolver.treat = () => 'drop';
    const { findings } = await check({ mostMs: 100 });
    expect(findings.map(({ record, state }) => `${record} ${state}`)).toEqual([
      'MX unknown',
      'A unknown',
      'PTR unknown',
      'SPF unknown',
      'DKIM unknown',
      'DMARC unknown',
    ]);
    expect(findings[0]).toEqual({
      record: 'MX',
      name: 'office.test',
      state: 'unknown',
      found: [],
      detail: 'DNS gave no answer: no answer in time. Once it does, compare it with the record below.',
      wanted: { type: 'MX', name: 'office.test', value: '10 mail.office.test.' },
    });
  });
});

describe('the two that are asked', () => {
  test('are told where they differ: right at its source is not yet right everywhere', async () => {
    publish({ '_dmarc.office.test': { TXT: ['v=DMARC1; p=none'] } }, [authority]);
    publish({ '_dmarc.office.test': null }, [resolver]);
    const dmarc = await finding('DMARC');
    expect(dmarc).toMatchObject({
      state: 'unknown',
      found: ['ns1.office.test: v=DMARC1; p=none', '192.0.2.1: none'],
      wanted: null,
    });
    expect(dmarc?.detail).toContain('not yet everywhere');
  });

  test('wrong at its source is wrong, whatever the resolver still has', async () => {
    publish({ '_dmarc.office.test': null }, [authority]);
    expect(await finding('DMARC')).toMatchObject({
      state: 'missing',
      found: ['ns1.office.test: none', '192.0.2.1: v=DMARC1; p=reject'],
    });
  });

  test('do not both have to answer', async () => {
    authority.treat = () => 'drop';
    expect(await states({ mostMs: 2000 })).toEqual([
      'MX right',
      'A right',
      'PTR right',
      'SPF right',
      'DKIM right',
      'DMARC right',
    ]);
  });

  test('follow an alias out of the zone', async () => {
    publish({ 'gp._domainkey.office.test': { CNAME: 'key.elsewhere.test' } });
    publish({ 'key.elsewhere.test': { TXT: [KEY.recordValue] } }, [resolver]);
    expect(await finding('DKIM')).toMatchObject({ state: 'right', found: [KEY.recordValue] });
  });
});

describe('MX', () => {
  test.each([
    [
      'that names another server is wrong',
      [{ preference: 5, exchange: 'mx.else.test' }],
      'wrong',
      'mx.else.test',
    ],
    ['that refuses all mail is wrong', [{ preference: 0, exchange: '' }], 'wrong', 'no mail at all'],
    [
      'that is an alias is wrong',
      [{ preference: 5, exchange: 'alias.office.test' }],
      'wrong',
      'only an alias',
    ],
    [
      'by another name with our address is right',
      [{ preference: 5, exchange: 'mx.office.test' }],
      'right',
      'comes',
    ],
    [
      'behind another server is right, and says so',
      [
        { preference: 9, exchange: 'mail.office.test' },
        { preference: 5, exchange: 'filter.test' },
      ],
      'right',
      'filter.test first',
    ],
  ] as const)('%s', async (_, MX, state, words) => {
    publish({
      'office.test': { ...GOOD['office.test'], MX },
      'alias.office.test': { CNAME: 'mail.office.test' },
      'mx.office.test': { A: [IP] },
    });
    const mx = await finding('MX');
    expect(mx?.state).toBe(state);
    expect(mx?.detail).toContain(words);
  });
});

describe('the host name', () => {
  test('that leads elsewhere is wrong', async () => {
    publish({ 'mail.office.test': { A: ['198.51.100.1'] } });
    expect(await finding('A')).toMatchObject({
      state: 'wrong',
      found: ['198.51.100.1'],
      wanted: { type: 'A', name: 'mail.office.test', value: IP },
    });
  });

  test('that leads elsewhere as well is wrong', async () => {
    publish({ 'mail.office.test': { A: [IP, '198.51.100.1'] } });
    expect((await finding('A'))?.state).toBe('wrong');
  });

  test('with an IPv6 address that this server has not is wrong', async () => {
    publish({ 'mail.office.test': { A: [IP], AAAA: ['2001:db8::9'] } });
    expect(await finding('AAAA')).toMatchObject({ state: 'wrong', found: ['2001:db8::9'], wanted: null });
  });

  test('is compared with the public addresses of this machine where none is given', async () => {
    const report = await check({ publicIps: [], ownIps: ['127.0.0.1', '192.168.1.2', IP] });
    expect(report.publicIps).toEqual([IP]);
  });

  test('tells the address where this machine has none of its own, which proves nothing', async () => {
    const { publicIps, findings } = await check({ publicIps: [], ownIps: ['192.168.1.2'] });
    expect(publicIps).toEqual([IP]);
    expect(findings.find(({ record }) => record === 'A')).toMatchObject({ state: 'unknown', found: [IP] });
  });
});

describe('the name of the address', () => {
  test('that does not lead back is wrong', async () => {
    publish({ '7.113.0.203.in-addr.arpa': { PTR: ['dsl-7.provider.test'] } });
    expect(await finding('PTR')).toMatchObject({ state: 'wrong', found: ['dsl-7.provider.test'] });
  });

  test('that is another one and leads back is right', async () => {
    publish({
      '7.113.0.203.in-addr.arpa': { PTR: ['dsl-7.provider.test'] },
      'dsl-7.provider.test': { A: [IP] },
    });
    expect((await finding('PTR'))?.state).toBe('right');
  });

  test('is looked up by nibbles for IPv6', async () => {
    const ip = '2001:db8::7';
    const name = `7.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`;
    publish({ [name]: { PTR: ['mail.office.test'] }, 'mail.office.test': { AAAA: [ip] } });
    expect(await finding('PTR', { publicIps: [ip] })).toMatchObject({ name, state: 'right' });
  });

  test('is not looked at where a smart host sends', async () => {
    publish({ 'relay.test': { A: ['198.51.100.9'] } });
    expect(await finding('PTR', { smartHost: 'relay.test' })).toBeUndefined();
  });
});

describe('SPF', () => {
  const spf = (...records: string[]) => {
    publish({ 'office.test': { ...GOOD['office.test'], TXT: records } });
  };

  test('is evaluated, includes and all, not compared', async () => {
    spf('v=spf1 include:a.test -all');
    publish({
      'a.test': { TXT: ['v=spf1 redirect=b.test'] },
      'b.test': { TXT: [`v=spf1 ip4:${IP}/28 -all`] },
    });
    expect((await finding('SPF'))?.state).toBe('right');
  });

  test.each(['-all', '~all', '?all'])('that does not know the address (%s) gets it to add', async (all) => {
    spf(`v=spf1 include:news.test ${all}`);
    publish({ 'news.test': { TXT: ['v=spf1 ip4:198.51.100.1 -all'] } });
    expect(await finding('SPF')).toMatchObject({
      state: 'wrong',
      found: [`v=spf1 include:news.test ${all}`],
      wanted: { type: 'TXT', name: 'office.test', value: `v=spf1 ip4:${IP} include:news.test ${all}` },
    });
  });

  test('needs every one of our addresses to pass', async () => {
    spf(`v=spf1 ip4:${IP} -all`);
    const asked = { publicIps: [IP, '2001:db8::7'] };
    expect((await finding('SPF', asked))?.wanted?.value).toBe(`v=spf1 ip6:2001:db8::7 ip4:${IP} -all`);
  });

  test('with too many look-ups counts for nothing', async () => {
    spf(`v=spf1 ${Array.from({ length: 11 }, (_, n) => `include:i${String(n)}.test`).join(' ')} -all`);
    publish(
      Object.fromEntries(
        Array.from({ length: 11 }, (_, n) => [
          `i${String(n)}.test`,
          { TXT: ['v=spf1 ip4:198.51.100.1 -all'] },
        ]),
      ),
    );
    const found = await finding('SPF');
    expect(found).toMatchObject({ state: 'wrong', wanted: null });
    expect(found?.detail).toContain('more than the 10 look-ups');
  });

  test('that is badly written counts for nothing', async () => {
    spf('v=spf1 ipv4:203.0.113.7 -all');
    expect((await finding('SPF'))?.detail).toContain('cannot be evaluated');
  });

  test('of which there are two is void', async () => {
    spf('v=spf1 mx -all', 'v=spf1 a -all');
    expect(await finding('SPF')).toMatchObject({
      state: 'wrong',
      found: ['v=spf1 mx -all', 'v=spf1 a -all'],
    });
  });

  test('is evaluated for the smart host where one sends', async () => {
    publish({ 'relay.test': { A: ['198.51.100.9'] } });
    expect(await finding('SPF', { smartHost: 'relay.test' })).toMatchObject({ state: 'wrong', wanted: null });
    spf('v=spf1 a:relay.test ~all');
    expect((await finding('SPF', { smartHost: 'relay.test' }))?.state).toBe('right');
  });

  test('is unknown where an include gets no answer', async () => {
    spf('v=spf1 include:a.test -all');
    const silent = ({ name }: { readonly name: string }) => (name === 'a.test' ? { code: 2 } : 'answer');
    resolver.treat = silent;
    authority.treat = silent;
    expect((await finding('SPF'))?.state).toBe('unknown');
  });
});

describe('DKIM', () => {
  test('without a key asks for one', async () => {
    expect(await finding('DKIM', { dkimKeys: [] })).toMatchObject({ state: 'missing', wanted: null });
  });

  test('with another key published is wrong', async () => {
    publish({ [KEY.recordName]: { TXT: ['v=DKIM1; k=ed25519; p=zzz='] } });
    expect((await finding('DKIM'))?.state).toBe('wrong');
  });

  test('of a key that does not sign yet says so', async () => {
    const detail = (await finding('DKIM', { dkimKeys: [{ ...KEY, active: false }] }))?.detail;
    expect(detail).toContain('does not sign yet');
  });
});

describe('DMARC', () => {
  const dmarc = (...records: string[]) => {
    publish({ '_dmarc.office.test': { TXT: records } });
  };

  test.each([
    ['that only watches is right, and says what comes next', ['v=DMARC1; p=none'], 'right', 'p=quarantine'],
    ['that is strict is right, and says what that asks', ['v=DMARC1; p=reject; aspf=s'], 'right', 'exactly'],
    ['without a policy is wrong', ['v=DMARC1; rua=mailto:a@office.test'], 'wrong', 'no policy'],
    ['with a policy that does not exist is wrong', ['v=DMARC1; p=refuse'], 'wrong', 'p=refuse'],
    ['of which there are two is void', ['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'wrong', 'void'],
    ['in another spelling is none', ['V=dmarc1; p=none'], 'missing', 'Nothing tells'],
  ] as const)('%s', async (_, records, state, words) => {
    dmarc(...records);
    const found = await finding('DMARC');
    expect(found?.state).toBe(state);
    expect(found?.detail).toContain(words);
  });

  test('of the domain above counts', async () => {
    const found = await finding('DMARC', { domain: 'branch.office.test' });
    expect(found).toMatchObject({ state: 'right', found: ['v=DMARC1; p=reject'] });
  });
});
