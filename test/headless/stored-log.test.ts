import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { dayFile, dayOf } from '../../server/log/history/day.ts';
import { DayReader } from '../../server/log/history/day-reader.ts';
import { SEARCH_LIMITS, SearchBudget } from '../../server/log/history/search-budget.ts';
import { eventually } from '../helpers/eventually.ts';
import { OFFICE, startHeadlessHost, type HeadlessHost } from '../helpers/headless-host.ts';
import { plainResponse, SmtpClient } from '../helpers/smtp-client.ts';

/** The whole server: what one process of it has logged, the next one finds. */
let host: HeadlessHost;
afterEach(async () => {
  await host.stop();
  await host.remove();
});

/** A message that is accepted, and one that is refused because u1 did not sign in. */
async function sendAndBeRefused(): Promise<void> {
  const client = await SmtpClient.open({ port: host.port('smtp') });
  const replies = await client.dialogue(
    'EHLO zaphod.example',
    'MAIL FROM:<joe@peer.example>',
    'RCPT TO:<u1@local.test>',
    'DATA',
    'From: joe@peer.example\r\nSubject: one\r\n\r\none\r\n.',
    'MAIL FROM:<u2@local.test>',
    'QUIT',
  );
  expect(replies.at(4)).toMatch(/^250/);
  expect(replies.at(5)).toMatch(/^530 5\.7\.0/);
  await client.closed;
}

test('a refused session is found after a restart by a word of its transcript, with every finding', async () => {
  host = await startHeadlessHost(OFFICE);
  await sendAndBeRefused();
  await host.stop();
  host = await startHeadlessHost(OFFICE, host.dataFolder);
  expect((await host.call('log.tail', 10)).sessions).toEqual([]);
  const { sessions } = await host.call('log.search', { text: 'zaphod', option: 'localSenderMustAuth' });
  expect(sessions).toMatchObject([{ result: 'blocked', messagesAccepted: 1, sender: 'u2@local.test' }]);
  const [{ id, startedAt } = { id: '', startedAt: 0 }] = sessions;
  const detail = await host.call('log.session', id, startedAt);
  expect(detail.verdicts.map(({ subject }) => subject)).toEqual([
    'connect',
    'MAIL FROM:<joe@peer.example>',
    'RCPT TO:<u1@local.test>',
    'From: header',
    'MAIL FROM:<u2@local.test>',
  ]);
  expect(detail.transcript.map(({ text }) => text)).toContain('EHLO zaphod.example');
  const { text } = await host.call('log.export', { id }, 'txt');
  expect(text).toContain('C: EHLO zaphod.example');
  const hour = startedAt - (startedAt % 3_600_000);
  expect((await host.call('log.stats', hour, hour + 3_600_000)).hours).toMatchObject([{ blocked: 1 }]);
});

test('what each step was judged on is stored with it, and no password is', async () => {
  host = await startHeadlessHost(OFFICE);
  const client = await SmtpClient.connect({ port: host.port('submissions'), implicitTls: true });
  await client.reply();
  await client.dialogue(
    'EHLO client.test',
    `AUTH PLAIN ${plainResponse('u1@local.test', 'secret-1')}`,
    'MAIL FROM:<u1@local.test>',
    'RCPT TO:<u2@local.test>',
    'DATA',
    'From: u1@local.test\r\nSubject: one\r\n\r\none\r\n.',
    'QUIT',
  );
  await client.closed;
  const [{ startedAt } = { startedAt: 0 }] = (await host.call('log.tail', 1)).sessions;
  await host.stop();
  const reader = new DayReader(dayFile(path.join(host.dataFolder, 'log'), dayOf(startedAt)));
  const { found } = reader.search(
    {},
    0,
    Number.MAX_SAFE_INTEGER,
    10,
    new SearchBudget(() => 0, SEARCH_LIMITS),
  );
  const steps = found.map(({ key }) => reader.stepsOf(key));
  reader.close();
  expect(steps).toMatchObject([
    [
      { stage: 'auth', facts: { account: null } },
      { stage: 'mail', facts: { account: { address: { localPart: 'u1' } }, sender: { kind: 'local' } } },
      { stage: 'rcpt', facts: { destination: 'local' } },
      { stage: 'data', facts: { from: { kind: 'mailboxes' } } },
    ],
  ]);
  expect(JSON.stringify(steps)).not.toContain('secret');
});

test('a log that cannot be stored disturbs no mail, and the administrator is told', async () => {
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'gatepost-host-'));
  writeFileSync(path.join(dataFolder, 'log'), 'a file where the folder should be');
  host = await startHeadlessHost(OFFICE, dataFolder);
  await sendAndBeRefused();
  await eventually(async () => (await host.call('status.get')).notices).toEqual([
    expect.stringMatching(/^Sessions cannot be stored now: /),
  ]);
  expect((await host.call('log.search', { text: 'zaphod' })).sessions).toHaveLength(1);
  expect(await host.call('mailboxes.list', 'u1@local.test')).toHaveLength(1);
});

test('a process that was killed leaves a log that the next one goes on with', async () => {
  host = await startHeadlessHost(OFFICE);
  await sendAndBeRefused();
  await eventually(async () => {
    const hour = Date.now() - (Date.now() % 3_600_000);
    return (await host.call('log.stats', hour, hour + 3_600_000)).hours.length;
  }).toBe(1);
  await host.kill();
  host = await startHeadlessHost(OFFICE, host.dataFolder);
  await sendAndBeRefused();
  expect((await host.call('log.search', { text: 'zaphod' })).sessions).toHaveLength(2);
});
