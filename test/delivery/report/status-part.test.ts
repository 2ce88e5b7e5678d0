import { describe, expect, test } from 'vitest';
import type { ReportedRecipient } from '../../../server/delivery/report/delivery-report.ts';
import { statusPart } from '../../../server/delivery/report/status-part.ts';
import { address, queuedEnvelope, RECEIVED_AT } from '../../helpers/memory-queue.ts';
import { failureReport, REFUSAL, UNREACHABLE } from './report-fixture.ts';

const about = {
  recipient: address('joe@remote.test'),
  dsn: { notify: [], originalRecipient: null },
} as const;

/** The fields of the recipients, a blank line between two. */
function fieldsOf(...recipients: readonly ReportedRecipient[]): string {
  const part = statusPart(failureReport({ recipients }), 'mail.local.test', false).replaceAll('\r\n', '\n');
  return part.slice(part.indexOf('\n\n') + 2);
}

test('the message is named by the ENVID of its sender, decoded', () => {
  const message = queuedEnvelope({ dsnEnvelopeId: 'QQ+2B314+3D' });
  expect(statusPart(failureReport({ message, recipients: [] }), 'mail.local.test', false)).toBe(
    'Reporting-MTA: dns; mail.local.test\r\nOriginal-Envelope-Id: QQ+314=\r\nArrival-Date: Tue, 24 Nov 2026 12:00:00 +0000\r\n',
  );
});

describe('a recipient', () => {
  test('that failed without a server’s word', () => {
    expect(fieldsOf({ ...about, action: 'failed', failure: UNREACHABLE }))
      .toBe(`Final-Recipient: rfc822; joe@remote.test
Action: failed
Status: 4.4.1
Diagnostic-Code: x-gatepost; No server of remote.test answered.
Last-Attempt-Date: Tue, 24 Nov 2026 12:00:00 +0000
`);
  });

  test('that waits', () => {
    const retryUntil = RECEIVED_AT + 86_400_000;
    expect(fieldsOf({ ...about, action: 'delayed', failure: REFUSAL, retryUntil })).toContain(
      'Will-Retry-Until: Wed, 25 Nov 2026 12:00:00 +0000\n',
    );
  });

  test('that was passed on', () => {
    expect(fieldsOf({ ...about, action: 'relayed', host: 'mx.remote.test', at: RECEIVED_AT })).toBe(
      'Final-Recipient: rfc822; joe@remote.test\nAction: relayed\nStatus: 2.1.9\nRemote-MTA: dns; mx.remote.test\n',
    );
  });

  test('that was delivered', () => {
    expect(fieldsOf({ ...about, action: 'delivered', at: RECEIVED_AT })).toBe(
      'Final-Recipient: rfc822; joe@remote.test\nAction: delivered\nStatus: 2.1.5\n',
    );
  });

  test('that the sender called otherwise', () => {
    const dsn = { notify: [], originalRecipient: 'rfc822;Joe+2Bx@alias.test' } as const;
    expect(fieldsOf({ ...about, dsn, action: 'delivered', at: RECEIVED_AT })).toContain(
      'Original-Recipient: rfc822; Joe+x@alias.test\nFinal-Recipient: rfc822; joe@remote.test\n',
    );
  });

  test('beyond ASCII, where the report may not be', () => {
    const recipient = address('jürgen@remote.test');
    expect(fieldsOf({ ...about, recipient, action: 'delivered', at: RECEIVED_AT })).toContain(
      'Final-Recipient: utf-8; j\\x{FC}rgen@remote.test\n',
    );
  });

  test('whose server is long-winded', () => {
    const failure = { ...REFUSAL, enhanced: '5.7.1', text: `no  ${'very '.repeat(30)}thanks` };
    const fields = fieldsOf({ ...about, action: 'failed', failure });
    expect(fields).toContain('Diagnostic-Code: smtp; 550 5.7.1 no very very');
    expect(fields.split('\n').every((line) => line.length <= 78)).toBe(true);
  });
});

test('recipients are blocks of their own', () => {
  const delivered = { ...about, action: 'delivered', at: RECEIVED_AT } as const;
  expect(fieldsOf(delivered, delivered).split('\n\n').length).toBe(2);
});
