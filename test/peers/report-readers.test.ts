import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { composeReport } from '../../server/delivery/report/compose-report.ts';
import { address, queuedEnvelope } from '../helpers/memory-queue.ts';
import { failureReport, letter, REFUSAL, UNREACHABLE } from '../delivery/report/report-fixture.ts';

/** Reads a report with Python's email package, as mailing-list managers do, and prints what it finds. */
const READER = `
import sys, json
from email import message_from_bytes, policy
report = message_from_bytes(sys.stdin.buffer.read(), policy=policy.default)
words, status, original = report.iter_parts()
blocks = status.get_payload()
defects = [str(defect) for part in report.walk() for defect in part.defects]
print(json.dumps({
  'type': report.get_content_type(),
  'reportType': report.get_param('report-type'),
  'from': report['from'], 'to': report['to'], 'auto': report['auto-submitted'],
  'parts': [part.get_content_type() for part in report.iter_parts()],
  'words': words.get_content().splitlines()[0],
  'blocks': [[list(field) for field in block.items()] for block in blocks],
  'original': original.get_payload()[0]['subject'] if original.is_multipart() else original.get_content(),
  'defects': defects,
}))
`;

function read(report: Buffer): unknown {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', READER], {
    input: report,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const DATE = 'Tue, 24 Nov 2026 12:00:00 +0000';

test('Python reads a failure with the whole message', () => {
  const recipients = [
    {
      recipient: address('joe@remote.test'),
      dsn: { notify: [], originalRecipient: 'rfc822;Joe+2Bx@alias.test' },
      action: 'failed',
      failure: REFUSAL,
    },
    {
      recipient: address('ann@remote.test'),
      dsn: { notify: [], originalRecipient: null },
      action: 'failed',
      failure: UNREACHABLE,
    },
  ] as const;
  const content = Buffer.from('Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\n--=_other\r\nbody\r\n');
  const report = failureReport({ message: queuedEnvelope({ dsnEnvelopeId: 'QQ+2B314' }), recipients });
  expect(read(composeReport(report, letter({ original: { extent: 'full', content } })).content)).toEqual({
    type: 'multipart/report',
    reportType: 'delivery-status',
    from: 'Mail Delivery System <postmaster@local.test>',
    to: 'u1@local.test',
    auto: 'auto-replied',
    parts: ['text/plain', 'message/delivery-status', 'message/rfc822'],
    words: 'Your message could not be delivered to:',
    blocks: [
      [
        ['Reporting-MTA', 'dns; mail.local.test'],
        ['Original-Envelope-Id', 'QQ+314'],
        ['Arrival-Date', DATE],
      ],
      [
        ['Original-Recipient', 'rfc822; Joe+x@alias.test'],
        ['Final-Recipient', 'rfc822; joe@remote.test'],
        ['Action', 'failed'],
        ['Status', '5.1.1'],
        ['Remote-MTA', 'dns; mx.remote.test'],
        ['Diagnostic-Code', 'smtp; 550 5.1.1 No such user'],
        ['Last-Attempt-Date', DATE],
      ],
      [
        ['Final-Recipient', 'rfc822; ann@remote.test'],
        ['Action', 'failed'],
        ['Status', '4.4.1'],
        ['Diagnostic-Code', 'x-gatepost; No server of remote.test answered.'],
        ['Last-Attempt-Date', DATE],
      ],
    ],
    original: 'Grüße',
    defects: [],
  });
});

test('Python reads a failure with the header of the message', () => {
  expect(read(composeReport(failureReport(), letter()).content)).toMatchObject({
    parts: ['text/plain', 'message/delivery-status', 'text/rfc822-headers'],
    original: 'Message-ID: <m1@local.test>\r\nSubject: hello\r\n',
    defects: [],
  });
});
