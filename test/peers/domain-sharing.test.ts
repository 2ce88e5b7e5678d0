import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { OFFICE, startHeadlessHost, type HeadlessHost, type WrittenSetup } from '../helpers/headless-host.ts';
import { canRunPostfix, startPostfix, type Postfix } from '../helpers/postfix.ts';
import { SmtpClient } from '../helpers/smtp-client.ts';

/** An office whose addresses are spread over two servers: what one does not have, it asks the other for and sends there. */

const hosts: HeadlessHost[] = [];
afterAll(async () => {
  await Promise.all(
    hosts.map(async (host) => {
      await host.stop();
      await host.remove();
    }),
  );
});

async function startHost(setup: WrittenSetup): Promise<HeadlessHost> {
  const host = await startHeadlessHost(setup);
  hosts.push(host);
  return host;
}

async function shareWith(host: HeadlessHost, port: number): Promise<void> {
  const sharing = { enabled: true, hosts: [{ host: '127.0.0.1', port, tls: 'opportunistic' as const }] };
  await host.call('settings.set', { domainSharing: sharing });
}

/** What a stranger hears who sends a message from here to there: the last reply. */
async function send(host: HeadlessHost, from: string, to: string): Promise<string> {
  const client = await SmtpClient.open({ port: host.port('smtp'), localAddress: '127.0.9.9' });
  const replies: string[] = [];
  const message = `From: ${from}\r\nSubject: shared\r\n\r\nHello.\r\n.`;
  for (const line of ['EHLO peer.example', `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, 'DATA', message]) {
    const reply = await client.command(line);
    replies.push(reply);
    if (/^[45]/.test(reply)) break;
  }
  client.reset();
  return replies.at(-1) ?? '';
}

function eventually(check: () => Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 100 });
}

describe('two Gateposts', () => {
  let here: HeadlessHost;
  let there: HeadlessHost;

  beforeAll(async () => {
    here = await startHost(OFFICE);
    there = await startHost({
      ...OFFICE,
      accounts: [{ address: 'u9@local.test', password: 'secret-9', displayName: 'U Nine' }],
    });
    await shareWith(here, there.port('smtp'));
    await shareWith(there, here.port('smtp'));
  });

  test.each([
    ['to the other one', () => [here, there, 'u9@local.test'] as const],
    ['and back', () => [there, here, 'u1@local.test'] as const],
  ])('mail finds its way %s', async (_where, way) => {
    const [by, at, to] = way();
    expect(await send(by, 'joe@peer.example', to)).toMatch(/^250 2\.0\.0/);
    await eventually(async () => {
      expect(await at.call('mailboxes.list', to)).toMatchObject([{ returnPath: 'joe@peer.example' }]);
    });
    expect(await by.call('queue.list')).toEqual([]);
  });

  test('a sender with an account on the other one is exempt, any other is not', async () => {
    expect(await send(here, 'u9@local.test', 'u2@local.test')).toMatch(/^250 2\.0\.0/);
    expect(await send(here, 'u8@local.test', 'u2@local.test')).toMatch(/^530 5\.7\.0/);
  });

  test('what neither has is refused by both, asked at the same time', async () => {
    const answers = await Promise.all([
      send(here, 'joe@peer.example', 'nobody@local.test'),
      send(there, 'joe@peer.example', 'nobody@local.test'),
    ]);
    expect(answers.map((reply) => reply.slice(0, 9))).toEqual(['550 5.1.1', '550 5.1.1']);
  });

  test('the window sees what was said', async () => {
    const { answer, hosts: tested } = await here.call('domainSharing.test', 'u9@local.test');
    expect(answer).toEqual({ kind: 'found', host: '127.0.0.1' });
    expect(tested[0]?.transcript).toContain('C: MAIL FROM:<> XLOCALONLY');
    expect((await here.call('status.get')).features.domainSharing).toBe(true);
    const { hosts: asked } = await here.call('domainSharing.status');
    expect(asked).toMatchObject([{ port: there.port('smtp'), ok: true }]);
    await here.call('domainSharing.flush');
    expect((await here.call('domainSharing.status')).cached).toEqual({ found: 0, notFound: 0, errors: 0 });
  });
});

const isHere = await canRunPostfix();
if (!isHere) process.stderr.write('Postfix is not installed or this is not root: its tests are skipped\n');

describe.runIf(isHere)('a Gatepost and a Postfix', () => {
  let host: HeadlessHost;
  let postfix: Postfix;

  beforeAll(async () => {
    host = await startHost(OFFICE);
    postfix = await startPostfix({
      virtual_mailbox_domains: 'local.test',
      virtual_mailbox_maps: 'inline:{ {u9@local.test = mailbox} }',
      virtual_transport: 'discard',
    });
    await shareWith(host, postfix.port);
  });
  afterAll(() => postfix.stop());

  test('mail finds its way to an address of the Postfix', async () => {
    expect(await send(host, 'joe@peer.example', 'u9@local.test')).toMatch(/^250 2\.0\.0/);
    await eventually(async () => {
      expect(await postfix.log()).toMatch(/to=<u9@local\.test>.*status=sent/);
    });
  });

  test('what the Postfix does not have is refused', async () => {
    expect(await send(host, 'joe@peer.example', 'u8@local.test')).toMatch(/^550 5\.1\.1/);
  });

  test('a sender whom the Postfix has is exempt', async () => {
    expect(await send(host, 'u9@local.test', 'u1@local.test')).toMatch(/^250 2\.0\.0/);
  });

  test('its words are shown', async () => {
    const { answer, hosts: tested } = await host.call('domainSharing.test', 'u8@local.test');
    expect(answer).toEqual({ kind: 'not-found' });
    expect(tested[0]?.detail).toMatch(/^550 5\.1\.1 <u8@local\.test>: Recipient address rejected/);
  });
});
