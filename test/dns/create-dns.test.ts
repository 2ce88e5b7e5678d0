import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Dns } from '../../server/contract/dns.ts';
import { createDns } from '../../server/dns/create-dns.ts';
import { startFakeDns, type FakeDns } from '../helpers/fake-dns.ts';

let server: FakeDns;
let other: FakeDns;
let now: number;
let settings: { servers: string[]; validating: boolean };
let dns: Dns;

beforeEach(async () => {
  server = await startFakeDns({
    'plain.test': { A: ['192.0.2.1'], AAAA: ['2001:db8::1'], TXT: ['v=spf1 -all'], PTR: ['Host.Test'] },
    'mail.test': {
      MX: [
        { preference: 10, exchange: 'MX1.Mail.test' },
        { preference: 20, exchange: 'mx2.mail.test' },
      ],
    },
    'null.test': { MX: [{ preference: 0, exchange: '' }] },
    'alias.test': { CNAME: 'next.test', ttl: 20 },
    'next.test': { CNAME: 'plain.test' },
    'loop.test': { CNAME: 'alias.test' },
    'long.test': { TXT: ['x'.repeat(600)] },
    '_25._tcp.mx.test': { TLSA: [{ usage: 3, selector: 1, matchingType: 1, data: Buffer.alloc(32, 7) }] },
  });
  other = await startFakeDns({ 'plain.test': { A: ['192.0.2.2'] } });
  now = 1_000_000;
  settings = { servers: [server.address], validating: false };
  dns = createDns({ settings: () => settings, clock: () => now, timing: { tryMs: 150, totalMs: 600 } });
});
afterEach(async () => {
  await Promise.all([server.stop(), other.stop()]);
});

const asked = () => server.questions.map(({ name, type, over }) => `${name} ${type} ${over}`);

describe('a question', () => {
  test('is answered by the records of its type', async () => {
    expect(await dns.resolve('plain.test', 'A')).toEqual({
      kind: 'found',
      records: ['192.0.2.1'],
      secure: false,
    });
    expect(await dns.resolve('plain.test', 'AAAA')).toMatchObject({ records: ['2001:db8::1'] });
    expect(await dns.resolve('plain.test', 'TXT')).toMatchObject({ records: ['v=spf1 -all'] });
  });

  test('gets names in canonical form, and may be asked in any', async () => {
    expect(await dns.resolve('Mail.TEST.', 'MX')).toMatchObject({
      records: [
        { preference: 10, exchange: 'mx1.mail.test' },
        { preference: 20, exchange: 'mx2.mail.test' },
      ],
    });
    expect(await dns.resolve('plain.test', 'PTR')).toMatchObject({ records: ['host.test'] });
  });

  test('tells the null MX by an empty exchange', async () => {
    expect(await dns.resolve('null.test', 'MX')).toMatchObject({
      records: [{ preference: 0, exchange: '' }],
    });
  });

  test('joins the strings of a TXT record', async () => {
    expect(await dns.resolve('long.test', 'TXT')).toMatchObject({ records: ['x'.repeat(600)] });
  });

  test('reads TLSA records', async () => {
    expect(await dns.resolve('_25._tcp.mx.test', 'TLSA')).toMatchObject({
      records: [{ usage: 3, selector: 1, matchingType: 1, data: new Uint8Array(32).fill(7) }],
    });
  });

  test('follows aliases, and tells the first one when asked for it', async () => {
    expect(await dns.resolve('alias.test', 'A')).toMatchObject({ records: ['192.0.2.1'] });
    expect(await dns.resolve('alias.test', 'CNAME')).toMatchObject({ records: ['next.test'] });
    expect(await dns.resolve('loop.test', 'TXT')).toMatchObject({ records: ['v=spf1 -all'] });
  });

  test.each(['nothing.test', 'plain.test'])(
    'about what %s does not have is answered by none',
    async (name) => {
      expect(await dns.resolve(name, 'MX')).toEqual({ kind: 'none', secure: false });
    },
  );

  test.each(['', 'a..test', `${'a'.repeat(64)}.test`, 'a b.test', 'ü.test'])(
    'about "%s", which is no name, is answered without asking',
    async (name) => {
      expect(await dns.resolve(name, 'A')).toEqual({ kind: 'none', secure: false });
      expect(asked()).toEqual([]);
    },
  );

  test('is put again by TCP where the answer did not fit', async () => {
    server.treat = () => 'truncate';
    expect(await dns.resolve('plain.test', 'A')).toMatchObject({ records: ['192.0.2.1'] });
    expect(asked()).toEqual(['plain.test A udp', 'plain.test A tcp']);
  });

  test('is put from another port with another id each time', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `n${String(index)}.test`);
    await Promise.all(names.map((name) => dns.resolve(name, 'A')));
    expect(new Set(server.questions.map(({ id }) => id)).size).toBeGreaterThan(6);
    expect(new Set(server.questions.map(({ port }) => port)).size).toBeGreaterThan(6);
  });

  test('ignores answers with another id or to another question, and bytes that are none', async () => {
    server.treat = () => 'forge';
    expect(await dns.resolve('plain.test', 'A')).toMatchObject({ records: ['192.0.2.1'] });
  });

  test('asks servers that know no EDNS without it', async () => {
    server.treat = ({ wantsDnssec }) => (wantsDnssec === null ? 'answer' : { code: 1 });
    expect(await dns.resolve('plain.test', 'A')).toMatchObject({ records: ['192.0.2.1'] });
  });
});

describe('the verdict of DNSSEC', () => {
  beforeEach(() => {
    server.isSecure = (name) => name === 'plain.test';
  });

  test('counts where the server is said to validate', async () => {
    settings = { ...settings, validating: true };
    expect(await dns.resolve('plain.test', 'A')).toMatchObject({ kind: 'found', secure: true });
    expect(await dns.resolve('plain.test', 'MX')).toEqual({ kind: 'none', secure: true });
    expect(await dns.resolve('mail.test', 'MX')).toMatchObject({ kind: 'found', secure: false });
    expect(server.questions[0]?.wantsDnssec).toBe(true);
  });

  test('does not count otherwise, and is not asked for', async () => {
    expect(await dns.resolve('plain.test', 'A')).toMatchObject({ kind: 'found', secure: false });
    expect(server.questions[0]?.wantsDnssec).toBe(false);
  });
});

describe('answers are kept', () => {
  const askTwice = async (name: string, secondsLater: number) => {
    await dns.resolve(name, 'A');
    now += secondsLater * 1000;
    await dns.resolve(name, 'A');
    return server.questions.length;
  };

  test.each([
    ['for their TTL', 'plain.test', 299, 1],
    ['no longer than it', 'plain.test', 300, 2],
    ['for the shortest TTL of a chain of aliases', 'alias.test', 20, 2],
    ['that there is nothing, as long as the SOA says', 'nothing.test', 59, 1],
    ['that there is nothing, no longer', 'nothing.test', 60, 2],
    ['not past a clock that was set back', 'plain.test', -10, 2],
  ])('%s', async (_, name, secondsLater, questions) => {
    expect(await askTwice(name, secondsLater)).toBe(questions);
  });

  test('for five seconds at least, whatever the zone says', async () => {
    server.names.set('brief.test', { A: ['192.0.2.3'], ttl: 0 });
    expect(await askTwice('brief.test', 4)).toBe(1);
    expect(await askTwice('brief.test', 5)).toBe(2);
  });

  test('and a question under way is not put twice', async () => {
    await Promise.all([dns.resolve('plain.test', 'A'), dns.resolve('PLAIN.test', 'A')]);
    expect(asked()).toEqual(['plain.test A udp']);
  });

  test('until the settings change', async () => {
    await dns.resolve('plain.test', 'A');
    settings = { servers: [other.address], validating: false };
    expect(await dns.resolve('plain.test', 'A')).toMatchObject({ records: ['192.0.2.2'] });
  });
});

describe('servers', () => {
  beforeEach(() => {
    settings = { servers: [server.address, other.address], validating: false };
  });

  test('are asked in their order', async () => {
    await dns.resolve('plain.test', 'A');
    expect(other.questions).toEqual([]);
  });

  test.each([['drop' as const], [{ code: 2 }], [{ code: 5 }]])(
    'that do not answer (%j) make room for the next',
    async (treatment) => {
      server.treat = () => treatment;
      expect(await dns.resolve('plain.test', 'A')).toMatchObject({ records: ['192.0.2.2'] });
    },
  );

  test('of the operating system are asked where none is set', async () => {
    settings = { servers: [], validating: false };
    dns = createDns({
      settings: () => settings,
      clock: () => now,
      systemServers: () => ['nonsense', other.address],
    });
    expect(await dns.resolve('plain.test', 'A')).toMatchObject({ records: ['192.0.2.2'] });
  });

  test('that nobody knows are a failure', async () => {
    dns = createDns({
      settings: () => ({ servers: [], validating: false }),
      clock: () => now,
      systemServers: () => [],
    });
    expect(await dns.resolve('plain.test', 'A')).toEqual({
      kind: 'failed',
      reason: 'no DNS server is known',
    });
  });
});

describe('a server', () => {
  test('that answers SERVFAIL is asked once, and the failure is kept for a moment', async () => {
    server.treat = () => ({ code: 2 });
    const failed = { kind: 'failed', reason: `${server.address}: SERVFAIL` };
    expect(await dns.resolve('plain.test', 'A')).toEqual(failed);
    expect(await dns.resolve('plain.test', 'A')).toEqual(failed);
    expect(asked()).toEqual(['plain.test A udp']);
  });

  test('that is silent is not waited for again for thirty seconds', async () => {
    server.treat = () => 'drop';
    expect(await dns.resolve('a.test', 'A')).toEqual({
      kind: 'failed',
      reason: `${server.address}: no answer in time`,
    });
    await untilSilent();
    const before = server.questions.length;
    expect(await dns.resolve('c.test', 'A')).toEqual({
      kind: 'failed',
      reason: `${server.address}: has not answered lately, not asked again yet`,
    });
    expect(server.questions).toHaveLength(before);

    server.treat = () => 'answer';
    now += 30_000;
    expect(await dns.resolve('plain.test', 'A')).toMatchObject({ records: ['192.0.2.1'] });
  });

  test('that is slow for one name only is asked about others', async () => {
    server.treat = ({ name }) => (name === 'slow.test' ? 'drop' : 'answer');
    expect(await dns.resolve('slow.test', 'A')).toMatchObject({ kind: 'failed' });
    await vi.waitFor(() => {
      expect(asked()).toContain(' NS udp');
    });
    expect(await dns.resolve('plain.test', 'A')).toMatchObject({ records: ['192.0.2.1'] });
  });

  test('where nobody listens fails at once', async () => {
    await other.stop();
    settings = { servers: [other.address], validating: false };
    expect(await dns.resolve('plain.test', 'A')).toMatchObject({ kind: 'failed' });
    other = await startFakeDns();
  });

  /** Until the probe that a timed-out question starts has timed out too. */
  const untilSilent = () =>
    vi.waitFor(async () => {
      now += 6000;
      const answer = await dns.resolve('b.test', 'A');
      expect(answer).toMatchObject({ reason: expect.stringContaining('lately') as string });
      now -= 6000;
    });
});
