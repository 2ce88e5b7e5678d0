import { expect, test } from 'vitest';
import { reportWords } from '../../../server/delivery/report/words.ts';
import { address, RECEIVED_AT } from '../../helpers/memory-queue.ts';
import { failureReport, REFUSAL, UNREACHABLE } from './report-fixture.ts';

const about = {
  recipient: address('joe@remote.test'),
  dsn: { notify: [], originalRecipient: null },
} as const;

test.each([
  ['5.1.1', 'Check the address for mistakes'],
  ['5.1.2', 'that domain takes no mail'],
  ['5.1.10', 'that domain takes no mail'],
  ['5.2.2', 'it may be full'],
  ['5.2.3', 'too large'],
  ['5.3.4', 'too large'],
  ['5.4.4', 'could not be reached'],
  ['5.6.1', 'this kind of message'],
  ['5.7.1', 'does not want this message'],
  ['5.0.0', 'Ask your administrator'],
])('a failure of %s comes with advice', (enhanced, advice) => {
  const recipients = [{ ...about, action: 'failed', failure: { ...REFUSAL, enhanced } }] as const;
  expect(reportWords(failureReport({ recipients }), 'mail.local.test', null)).toContain(advice);
});

test('what was given up after long says so', () => {
  const recipients = [{ ...about, action: 'failed', failure: UNREACHABLE }] as const;
  expect(reportWords(failureReport({ recipients }), 'mail.local.test', null)).toContain(`    joe@remote.test
        No server of remote.test answered.
        It has been tried for as long as this server tries.
`);
});

test('a delay asks for nothing', () => {
  const recipients = [
    { ...about, action: 'delayed', failure: REFUSAL, retryUntil: RECEIVED_AT + 86_400_000 },
  ] as const;
  expect(reportWords(failureReport({ kind: 'delay', recipients }), 'mail.local.test', 'hello'))
    .toBe(`Your message has not been delivered yet. You need not do anything: it will be tried again. It still waits for:

    joe@remote.test
        The server mx.remote.test said:
        550 5.1.1 No such user
        It will be tried until Wed, 25 Nov 2026 12:00:00 +0000. You are told if that fails too.

The message:
    Subject: hello
    Sent: Tue, 24 Nov 2026 12:00:00 +0000

This report comes from the mail server mail.local.test. Nobody reads answers to it but the postmaster.

`);
});

test('a success says what is known of it', () => {
  const recipients = [
    { ...about, action: 'delivered', at: RECEIVED_AT },
    { ...about, action: 'relayed', host: 'mx.remote.test', at: RECEIVED_AT },
  ] as const;
  const words = reportWords(failureReport({ kind: 'success', recipients }), 'mail.local.test', '');
  expect(words).toContain('        It is in the mailbox.\n');
  expect(words).toContain('        The server mx.remote.test has taken it. That server does not report');
  expect(words).not.toContain('Subject:');
});

test('a server that says too much is cut short', () => {
  const recipients = [
    { ...about, action: 'failed', failure: { ...REFUSAL, text: '😀'.repeat(2000) } },
  ] as const;
  expect(reportWords(failureReport({ recipients }), 'mail.local.test', null)).toContain(
    `550 ${'😀'.repeat(500)}…\n`,
  );
});
