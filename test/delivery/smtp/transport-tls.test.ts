import { createHash } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { TlsaRecord } from '../../../server/contract/dns.ts';
import {
  startScriptedSmtpServer,
  type ScriptedServer,
  type ScriptedServerOptions,
} from '../../helpers/scripted-smtp-server.ts';
import { newTestAuthority, octetsOf, type TestAuthority } from '../../helpers/test-authority.ts';
import { newTestCertificate, type TestCertificate } from '../../helpers/test-certificate.ts';
import { failureOf, jobFor, toHost, TransportFixture, trusting } from './transport-fixture.ts';

const undo: (() => Promise<void>)[] = [];
let authority: TestAuthority;
let issued: TestCertificate;
let stranger: TestCertificate;

beforeAll(async () => {
  authority = await newTestAuthority();
  issued = await authority.issue('mx.x.test');
  stranger = await newTestCertificate('mx.x.test');
});
afterEach(async () => {
  for (const stop of undo.splice(0).reverse()) await stop();
});

async function serve(options: ScriptedServerOptions = {}): Promise<ScriptedServer> {
  const server = await startScriptedSmtpServer(options);
  undo.push(server.stop);
  return server;
}

interface World {
  readonly server: ScriptedServer;
  readonly table?: Record<
    string,
    { readonly TLSA?: readonly TlsaRecord[]; readonly TXT?: readonly string[] }
  >;
  readonly secure?: readonly string[];
  readonly failing?: readonly string[];
  readonly policy?: string;
}

/** Mail for x.test, whose server is mx.x.test on this machine. */
function world({ server, table = {}, secure = [], failing = [], policy }: World): TransportFixture {
  const fixture = new TransportFixture(
    {
      'x.test': { MX: [{ preference: 10, exchange: 'mx.x.test' }] },
      'mx.x.test': { A: ['127.0.0.1'] },
      ...table,
    },
    {
      network: {
        mxPort: server.port,
        loopbackIsOwn: false,
        authorities: trusting(authority.certificate),
      },
      ...(policy !== undefined && { fetchPolicy: () => Promise.resolve(policy) }),
    },
  );
  fixture.now = Date.now(); // the certificates are of today
  fixture.dns.secure = secure;
  fixture.dns.failing = failing;
  undo.push(() => fixture.stop());
  return fixture;
}

const toDomain = { kind: 'mx', domain: 'x.test' } as const;

async function outcome(fixture: TransportFixture): Promise<string> {
  const [first] = await fixture.send(jobFor(toDomain, ['a@x.test']));
  return first?.kind === 'delivered' ? `delivered ${first.tls?.split(' ')[0] ?? 'plain'}` : failureOf(first);
}

describe('without any promise', () => {
  test('TLS is used where it is offered, whoever the server is', async () => {
    const server = await serve({ certificate: stranger });
    expect(await outcome(world({ server }))).toBe('delivered TLSv1.3');
    expect(server.sessions[0]?.commands.slice(0, 3)).toEqual(['EHLO us.test', 'STARTTLS', 'EHLO us.test']);
  });

  test.each<[string, ScriptedServerOptions]>([
    ['not offered', {}],
    [
      'refused',
      { answer: (line) => (line === 'STARTTLS' ? '454 4.7.0 Not now' : undefined), offers: ['STARTTLS'] },
    ],
    [
      'broken',
      {
        answer: (line) => (line === 'STARTTLS' ? '220 Go\r\nthis is no TLS' : undefined),
        offers: ['STARTTLS'],
      },
    ],
  ])('mail goes without where TLS is %s', async (_, options) => {
    expect(await outcome(world({ server: await serve(options) }))).toBe('delivered plain');
  });
});

describe('DANE (RFC 7672)', () => {
  const sha256 = (octets: Buffer) => createHash('sha256').update(octets).digest();
  const sha512 = (octets: Buffer) => createHash('sha512').update(octets).digest();
  const tlsa = (usage: number, selector: number, matchingType: number, data: Uint8Array): TlsaRecord => ({
    usage,
    selector,
    matchingType,
    data,
  });
  const everything = ['x.test', 'mx.x.test'];
  const ask = async (
    records: readonly TlsaRecord[],
    { certificate = stranger, secure = everything, isPlain = false } = {},
  ) => {
    const server = await serve(isPlain ? {} : { certificate });
    const name = `_${String(server.port)}._tcp.mx.x.test`;
    const table = { [name]: { TLSA: records } };
    return outcome(world({ server, table, secure: [...secure, name] }));
  };

  test.each<[string, () => TlsaRecord]>([
    ['3 0 0', () => tlsa(3, 0, 0, octetsOf(stranger.cert).certificate)],
    ['3 0 1', () => tlsa(3, 0, 1, sha256(octetsOf(stranger.cert).certificate))],
    ['3 1 0', () => tlsa(3, 1, 0, octetsOf(stranger.cert).key)],
    ['3 1 1', () => tlsa(3, 1, 1, sha256(octetsOf(stranger.cert).key))],
    ['3 1 2', () => tlsa(3, 1, 2, sha512(octetsOf(stranger.cert).key))],
  ])('a record %s names the server, which no authority knows', async (_, record) => {
    expect(await ask([tlsa(3, 1, 1, Buffer.alloc(32)), record()])).toBe('delivered TLSv1.3');
  });

  test.each<[string, () => TlsaRecord]>([
    ['2 0 1', () => tlsa(2, 0, 1, sha256(octetsOf(authority.certificate).certificate))],
    ['2 1 1', () => tlsa(2, 1, 1, sha256(octetsOf(authority.certificate).key))],
    ['2 0 0', () => tlsa(2, 0, 0, octetsOf(authority.certificate).certificate)],
  ])('a record %s names the authority of the server', async (_, record) => {
    expect(await ask([record()], { certificate: issued })).toBe('delivered TLSv1.3');
  });

  test('a record 2 0 0 stands for an authority that the server does not send', async () => {
    const [alone = ''] = issued.cert.split(/(?<=-----END CERTIFICATE-----)/);
    const certificate = { ...issued, cert: alone };
    const record = tlsa(2, 0, 0, octetsOf(authority.certificate).certificate);
    expect(await ask([record], { certificate })).toBe('delivered TLSv1.3');
  });

  test.each<[string, () => TlsaRecord, () => Promise<TestCertificate>]>([
    ['another key', () => tlsa(3, 1, 1, Buffer.alloc(32)), () => Promise.resolve(stranger)],
    [
      'an authority that did not issue the certificate',
      () => tlsa(2, 0, 0, octetsOf(authority.certificate).certificate),
      () => Promise.resolve(stranger),
    ],
    [
      'an authority, but the certificate is for another host',
      () => tlsa(2, 1, 1, sha256(octetsOf(authority.certificate).key)),
      () => authority.issue('other.test'),
    ],
  ])('a record of %s keeps the mail here', async (_, record, certificate) => {
    expect(await ask([record()], { certificate: await certificate() })).toMatch(/^deferred - 4\.7\.5 .*DANE/);
  });

  test('mail waits where TLS is promised and not offered', async () => {
    expect(await ask([tlsa(3, 1, 1, Buffer.alloc(32))], { isPlain: true })).toMatch(/^deferred 502 4\./);
  });

  test('records of which none can be used ask for TLS with anybody', async () => {
    const unusable = [
      tlsa(1, 0, 1, Buffer.alloc(32)),
      tlsa(3, 1, 1, Buffer.alloc(5)),
      tlsa(3, 1, 9, Buffer.alloc(5)),
    ];
    expect(await ask(unusable)).toBe('delivered TLSv1.3');
    expect(await ask(unusable, { isPlain: true })).toMatch(/^deferred 502 4\./);
  });

  test.each([['x.test'], ['mx.x.test']])(
    'records count only where all is proven, not only %s',
    async (secure) => {
      expect(await ask([tlsa(3, 1, 1, Buffer.alloc(32))], { secure: [secure] })).toBe('delivered TLSv1.3');
    },
  );

  test('a host whose records DNS does not tell is left out', async () => {
    const server = await serve({ certificate: stranger });
    const failing = [`_${String(server.port)}._tcp.mx.x.test`];
    const result = await outcome(world({ server, secure: everything, failing }));
    expect(result).toMatch(/^deferred - 4\.7\.5 .*TLSA/);
    expect(server.sessions).toEqual([]);
  });

  test('goes before MTA-STS', async () => {
    const server = await serve({ certificate: stranger });
    const name = `_${String(server.port)}._tcp.mx.x.test`;
    const record = tlsa(3, 1, 1, sha256(octetsOf(stranger.cert).key));
    const table = { [name]: { TLSA: [record] }, '_mta-sts.x.test': { TXT: ['v=STSv1; id=1;'] } };
    const policy = 'version: STSv1\nmode: enforce\nmx: other.test\nmax_age: 100000\n';
    expect(await outcome(world({ server, table, secure: [...everything, name], policy }))).toBe(
      'delivered TLSv1.3',
    );
  });
});

test('a handshake that fails is told in words', async () => {
  const server = await serve({
    offers: ['STARTTLS'],
    answer: (line) => (line === 'STARTTLS' ? '220 Go\r\nthis is no TLS' : undefined),
  });
  const fixture = world({ server });
  const [first] = await fixture.send(jobFor(toHost(server.port, { tls: 'required' }), ['a@x.test']));
  expect(failureOf(first)).toMatch(
    /^deferred - 4\.7\.5 \(127\.0\.0\.1\) 127\.0\.0\.1: TLS failed: [a-z/ ]+$/,
  );
});

describe('MTA-STS (RFC 8461)', () => {
  const table = { '_mta-sts.x.test': { TXT: ['v=STSv1; id=1;'] } };
  const policyOf = (mode: string, mx: string) =>
    `version: STSv1\r\nmode: ${mode}\r\nmx: ${mx}\r\nmax_age: 100000\r\n`;
  const ask = async (policy: string, certificate: TestCertificate | undefined) =>
    outcome(world({ server: await serve({ ...(certificate && { certificate }) }), table, policy }));

  test('an enforced policy wants a certificate for a name that it permits', async () => {
    expect(await ask(policyOf('enforce', 'mx.x.test'), issued)).toBe('delivered TLSv1.3');
    expect(await ask(policyOf('enforce', '*.x.test'), issued)).toBe('delivered TLSv1.3');
  });

  test('mail waits for anything else', async () => {
    expect(await ask(policyOf('enforce', 'mx.x.test'), stranger)).toMatch(
      /^deferred - 4\.7\.5 .*not trusted/,
    );
    expect(await ask(policyOf('enforce', 'mx.x.test'), await authority.issue('y.test'))).toMatch(
      /^deferred - 4\.7\.5 .*another name/,
    );
    expect(await ask(policyOf('enforce', 'mx.x.test'), undefined)).toMatch(/^deferred 502 /);
    expect(await ask(policyOf('enforce', 'other.test'), issued)).toMatch(
      /^deferred - 4\.7\.5 .*none of the servers/,
    );
  });

  test.each(['testing', 'none'])('a policy in mode %s asks for nothing', async (mode) => {
    expect(await ask(policyOf(mode, 'other.test'), stranger)).toBe('delivered TLSv1.3');
  });
});

describe('a host that the administrator named', () => {
  const login = { user: 'office', password: 'open sesame' };
  const send = async (server: ScriptedServer, route: Partial<ReturnType<typeof toHost>> & object) => {
    const fixture = world({ server });
    const [first] = await fixture.send(jobFor(toHost(server.port, route), ['a@x.test']));
    return {
      fixture,
      result: first?.kind === 'delivered' ? `delivered ${String(first.tls)}` : failureOf(first),
    };
  };

  test.each(['required', 'implicit'] as const)('with TLS %s is checked by its name', async (tls) => {
    const implicitTls = tls === 'implicit';
    const good = await serve({ certificate: issued, implicitTls });
    expect((await send(good, { host: 'mx.x.test', tls })).result).toMatch(/^delivered TLSv1\.3 /);
    const bad = await serve({ certificate: stranger, implicitTls });
    expect((await send(bad, { host: 'mx.x.test', tls })).result).toMatch(
      /^deferred - 4\.7\.5 .*not trusted.*the settings ask for it/,
    );
    expect(bad.messages()).toEqual([]);
    expect((await send(bad, { tls })).result).toMatch(/^delivered TLSv1\.3 /);
  });

  test('that offers no TLS where it is required gets nothing', async () => {
    const server = await serve();
    expect((await send(server, { tls: 'required' })).result).toMatch(/^deferred 502 .*offers no TLS/);
  });

  test.each(['AUTH PLAIN LOGIN', 'AUTH LOGIN', 'AUTH CRAM-MD5'])(
    'gets the login by %s, which nobody sees',
    async (offer) => {
      const server = await serve({
        certificate: stranger,
        offers: [offer],
        answer: (line) => {
          if (line === 'AUTH LOGIN') return '334 VXNlcm5hbWU6';
          if (line === 'b2ZmaWNl') return '334 UGFzc3dvcmQ6';
          if (line === 'AUTH CRAM-MD5') return '334 PDEyM0B4PjEyMw==';
          return /^[A-Za-z0-9+/=]{8,}$/.test(line) && !/^[A-Z]+$/.test(line)
            ? '235 2.7.0 Welcome'
            : undefined;
        },
      });
      const { fixture, result } = await send(server, { tls: 'opportunistic', login });
      expect(result).toMatch(/^delivered TLS/);
      const said = fixture.transcript().filter((line) => line.startsWith('C:'));
      expect(said.join('\n')).toMatch(/^C: AUTH [A-Z0-9-]+(?: \*\*\*)?$/m);
      for (const secret of [
        'office',
        'open sesame',
        'b2ZmaWNl',
        'b3BlbiBzZXNhbWU=',
        'AG9mZmljZQBvcGVuIHNlc2FtZQ==',
      ])
        expect(JSON.stringify(fixture.records)).not.toContain(secret);
    },
  );

  test('that refuses the login keeps the mail here', async () => {
    const server = await serve({
      offers: ['AUTH PLAIN'],
      answer: (line) => (line.startsWith('AUTH') ? '535 5.7.8 Wrong' : undefined),
    });
    const { result } = await send(server, { login });
    expect(result).toBe('deferred 535 4.7.8 (127.0.0.1) 127.0.0.1 refuses the login: 5.7.8 Wrong');
  });

  test('that wants a login and was given none keeps the mail here', async () => {
    const server = await serve({
      answer: (line) => (line.startsWith('MAIL') ? '530 5.7.0 Authentication required' : undefined),
    });
    expect((await send(server, {})).result).toMatch(/^deferred 530 4\.7\.0 /);
  });

  test('that nobody knows keeps the mail here', async () => {
    const server = await serve();
    expect((await send(server, { host: 'unknown.test' })).result).toMatch(
      /^deferred - 4\.4\.3 .*smart host unknown\.test/,
    );
  });
});
