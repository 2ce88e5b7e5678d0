import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { OFFICE, startHeadlessHost, type HeadlessHost } from '../helpers/headless-host.ts';
import { canRunPostfix, startPostfix, type Postfix } from '../helpers/postfix.ts';

/** A server of another make delivers to port 25, with its own idea of SMTP, and bounces what is refused. */

const isHere = await canRunPostfix();
if (!isHere) process.stderr.write('Postfix is not installed or this is not root: its tests are skipped\n');

describe.runIf(isHere)('Postfix', () => {
  let host: HeadlessHost;
  let postfix: Postfix;

  beforeAll(async () => {
    host = await startHeadlessHost(OFFICE);
    postfix = await startPostfix({
      relayhost: `[127.0.0.1]:${String(host.port('smtp'))}`,
      smtp_tls_security_level: 'may',
      smtp_host_lookup: 'native',
    });
  });
  afterAll(async () => {
    await postfix.stop();
    await host.stop();
    await host.remove();
  });

  test('delivers mail for a local account, under TLS and with its own pipelining', async () => {
    await postfix.sendmail(
      'joe@peer.example',
      ['u1@local.test'],
      'From: joe@peer.example\nSubject: hello\n\nHello.\n',
    );
    await vi.waitFor(
      async () => {
        expect(await host.call('mailboxes.list', 'u1@local.test')).toMatchObject([
          { returnPath: 'joe@peer.example' },
        ]);
      },
      { timeout: 20_000, interval: 100 },
    );
    const { sessions } = await host.call('log.tail', 1);
    expect(sessions[0]).toMatchObject({
      result: 'accepted',
      sender: 'joe@peer.example',
      tls: expect.stringContaining('TLSv1.') as string,
    });
  });

  test('is refused when it claims one of our addresses, and says so in its own log', async () => {
    await postfix.sendmail(
      'u2@local.test',
      ['u1@local.test'],
      'From: u2@local.test\nSubject: forged\n\nHello.\n',
    );
    await vi.waitFor(
      async () => {
        expect(await postfix.log()).toMatch(/status=bounced .*530 5\.7\.0/);
      },
      { timeout: 20_000, interval: 100 },
    );
    const { sessions } = await host.call('log.search', { option: 'localSenderMustAuth' });
    expect(sessions[0]).toMatchObject({ result: 'blocked', sender: 'u2@local.test' });
  });
});
