import { afterEach, expect, test } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { OFFICE, startHeadlessHost, type HeadlessHost } from '../helpers/headless-host.ts';
import { SmtpClient } from '../helpers/smtp-client.ts';

let host: HeadlessHost;
afterEach(async () => {
  await host.stop();
  await host.remove();
});

const DAY_MS = 24 * 60 * 60 * 1000;
const OFF = { options: { localSenderMustAuth: { mode: 'off' } } } as const;

async function send(sender: string): Promise<string> {
  const client = await SmtpClient.connect({ port: host.port('smtp') });
  await client.reply();
  const [, mail = ''] = await client.dialogue(
    'EHLO client.test',
    `MAIL FROM:<${sender}>`,
    'RCPT TO:<u1@local.test>',
    'QUIT',
  );
  await client.closed;
  return mail;
}

const judge = (draft: Parameters<HeadlessHost['call']>[1]) =>
  host.call('whatIf.judge', draft as typeof OFF, Date.now() - DAY_MS, Date.now() + DAY_MS);

test('an option tried off lets in exactly what it refused, in memory and after a restart', async () => {
  host = await startHeadlessHost(OFFICE);
  expect(await send('u2@local.test')).toMatch(/^530 /);
  expect(await send('u2@local.test')).toMatch(/^530 /);
  expect(await send('joe@ext.test')).toMatch(/^250 /);
  const expected = {
    sessions: 3,
    newlyBlocked: [],
    newlyBlockedSessions: 0,
    newlyLetInSessions: 2,
    notKnown: 0,
    changedSince: 0,
    newlyLetIn: [
      {
        sender: 'u2@local.test',
        account: null,
        ips: ['127.0.0.1'],
        sessions: 2,
        refusal: { rule: 'localSenderMustAuth' },
        furtherUnknown: true,
      },
    ],
  };
  expect(await judge(OFF)).toMatchObject(expected);
  expect(await judge({})).toMatchObject({
    sessions: 3,
    newlyLetInSessions: 0,
    newlyBlockedSessions: 0,
    notKnown: 0,
  });
  await host.stop();
  host = await startHeadlessHost(OFFICE, host.dataFolder);
  const report = await judge(OFF);
  expect(report).toMatchObject(expected);
  const newest = report.newlyLetIn[0]?.newest ?? { id: '', startedAt: 0 };
  expect(await host.call('whatIf.session', newest, OFF)).toMatchObject({
    result: 'let-in',
    furtherUnknown: true,
    steps: [
      {
        stage: 'mail',
        subject: 'MAIL FROM:<u2@local.test>',
        recorded: { rule: 'localSenderMustAuth' },
        before: { rule: 'localSenderMustAuth' },
        after: null,
        isKnown: true,
      },
    ],
  });
});

test('what was answered under other settings is told apart from what the draft changes', async () => {
  host = await startHeadlessHost(OFFICE);
  await send('u2@local.test');
  await host.call('options.set', 'localSenderMustAuth', { mode: 'off' });
  expect(await judge({})).toMatchObject({ newlyLetInSessions: 0, newlyBlockedSessions: 0, changedSince: 1 });
  expect(await judge({ options: { localSenderMustAuth: { mode: 'enforce' } } })).toMatchObject({
    newlyBlockedSessions: 1,
    newlyBlocked: [{ sender: 'u2@local.test' }],
  });
});

test('a range that is trusted in the draft lets a local client in; a test asks by it too', async () => {
  host = await startHeadlessHost({ ...OFFICE, localIps: ['127.0.0.0/8'] });
  expect(await send('joe@ext.test')).toMatch(/^530 /);
  const draft = { trustedIps: [{ range: '127.0.0.1', comment: '' }] };
  await eventually(async () => (await judge(draft)).newlyLetInSessions).toBe(1);
  const probe = {
    listener: 'smtp',
    ip: '127.0.0.1',
    account: null,
    returnPath: 'joe@ext.test',
    recipient: 'u1@local.test',
    fromField: null,
  };
  expect(await host.call('whatIf.probe', probe)).toMatchObject({ accepted: false });
  expect(await host.call('whatIf.probe', { ...probe, draft })).toMatchObject({ accepted: true });
});
