import { afterEach, expect, test } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { OFFICE, startHeadlessHost, type HeadlessHost } from '../helpers/headless-host.ts';
import { SmtpClient } from '../helpers/smtp-client.ts';

/** The whole server: what an option did, and would have done, is known after a restart too. */
let host: HeadlessHost;
afterEach(async () => {
  await host.stop();
  await host.remove();
});

async function claim(sender: string): Promise<string> {
  const client = await SmtpClient.open({ port: host.port('smtp') });
  const replies = await client.dialogue('EHLO client.example', `MAIL FROM:<${sender}>`, 'QUIT');
  await client.closed;
  return replies.at(1)?.slice(0, 3) ?? '';
}

test('sessions are counted by mode, with the senders that a rule in report mode let pass', async () => {
  host = await startHeadlessHost(OFFICE);
  expect(await claim('u1@local.test')).toBe('530');
  await host.call('options.set', 'localSenderMustAuth', { mode: 'report' });
  for (const sender of ['u1@local.test', 'u2@local.test', 'U2@local.test', 'joe@peer.example'])
    expect(await claim(sender)).toBe('250');
  const expected = [
    {
      option: 'localSenderMustAuth',
      blocked: 1,
      wouldHaveBlocked: 3,
      senders: 2,
      topSenders: [
        { sender: expect.stringMatching(/^u2@local\.test$/i) as string, sessions: 2 },
        { sender: 'u1@local.test', sessions: 1 },
      ],
    },
  ];
  await eventually(() => host.call('options.activity', 7)).toMatchObject(expected);
  await host.stop();
  host = await startHeadlessHost({ hostname: OFFICE.hostname }, host.dataFolder);
  const [activity] = await host.call('options.activity', 1);
  expect([activity]).toMatchObject(expected);
  const newest = activity?.topSenders[0]?.newest;
  const session = await host.call('log.session', newest?.id ?? '', newest?.startedAt);
  expect(session).toMatchObject({ wouldHaveBlocked: ['localSenderMustAuth'] });
});
