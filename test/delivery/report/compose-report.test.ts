import { expect, test } from 'vitest';
import { composeReport } from '../../../server/delivery/report/compose-report.ts';
import type { DeliveryReport } from '../../../server/delivery/report/delivery-report.ts';
import { address, queuedEnvelope } from '../../helpers/memory-queue.ts';
import { failureReport, letter, REFUSAL } from './report-fixture.ts';

function composed(report: Partial<DeliveryReport> = {}, about: Parameters<typeof letter>[0] = {}): string {
  return composeReport(failureReport(report), letter(about)).content.toString('utf8');
}

test('a report is a letter with words, a status and what came of the message', () => {
  expect(composed().replaceAll('\r\n', '\n')).toBe(`Date: Tue, 24 Nov 2026 12:00:00 +0000
From: Mail Delivery System <postmaster@local.test>
To: <u1@local.test>
Message-ID: <report1@mail.local.test>
In-Reply-To: <m1@local.test>
References: <m1@local.test>
Subject: Your message could not be delivered
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="=_report1"

--=_report1
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered to:

    joe@remote.test
        The server mx.remote.test said:
        550 5.1.1 No such user
        Check the address for mistakes, or ask the recipient for the right one.

The message:
    Subject: hello
    Sent: Tue, 24 Nov 2026 12:00:00 +0000

This report comes from the mail server mail.local.test. Nobody reads answers to it but the postmaster.


--=_report1
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.local.test
Arrival-Date: Tue, 24 Nov 2026 12:00:00 +0000

Final-Recipient: rfc822; joe@remote.test
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.remote.test
Diagnostic-Code: smtp; 550 5.1.1 No such user
Last-Attempt-Date: Tue, 24 Nov 2026 12:00:00 +0000

--=_report1
Content-Type: text/rfc822-headers

Message-ID: <m1@local.test>
Subject: hello

--=_report1--
`);
});

test('every line ends with CRLF, and no line is longer than 998 octets', () => {
  const text = composed({}, { hostname: 'h'.repeat(60) });
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(998);
});

test('words beyond ASCII travel as base64', () => {
  const original = {
    extent: 'header',
    content: Buffer.from('Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n'),
  } as const;
  const text = composed({}, { original });
  const [, encoded = ''] =
    /charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n([^-]*)/.exec(text) ?? [];
  expect(Buffer.from(encoded, 'base64').toString()).toContain('    Subject: Grüße\r\n');
});

test('a whole message comes back where it was asked for', () => {
  const content = Buffer.from('Subject: hello\r\n\r\nGr\u00fc\u00dfe\r\n');
  const report = composeReport(failureReport(), letter({ original: { extent: 'full', content } }));
  expect(report.content.toString()).toContain(
    'Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSubject: hello\r\n\r\nGrüße\r\n\r\n--=_report1--\r\n',
  );
  expect(report.eightBit).toBe(true);
});

test('what cannot be read any more does not come back', () => {
  expect(composed({}, { original: null })).not.toContain('rfc822-headers');
});

test('about mail that used SMTPUTF8 the report speaks UTF-8', () => {
  const text = composed({
    message: queuedEnvelope({ smtpUtf8: true }),
    recipients: [
      {
        recipient: address('jürgen@remote.test'),
        dsn: { notify: [], originalRecipient: 'utf-8;j\\x{FC}rgen@remote.test' },
        action: 'failed',
        failure: { ...REFUSAL, text: 'Unbekannt: jürgen' },
      },
    ],
  });
  expect(text).toContain(
    'Content-Type: message/global-delivery-status\r\nContent-Transfer-Encoding: 8bit\r\n',
  );
  expect(text).toContain('Original-Recipient: utf-8; jürgen@remote.test\r\n');
  expect(text).toContain('Final-Recipient: utf-8; jürgen@remote.test\r\n');
  expect(text).toContain('Diagnostic-Code: smtp; 550 5.1.1 Unbekannt: jürgen\r\n');
  expect(text).toContain('Content-Type: message/global-headers\r\n');
});

test('nothing that others wrote can add a field or a part', () => {
  const evil = 'x\r\n--=_report1--\r\nEvil: 1';
  const text = composed(
    {
      message: queuedEnvelope({ dsnEnvelopeId: 'a+0D+0AEvil:+201' }),
      recipients: [
        {
          recipient: address('joe@remote.test'),
          dsn: { notify: [], originalRecipient: 'rfc822;a+0D+0AEvil:+201' },
          action: 'failed',
          failure: { ...REFUSAL, host: evil, text: evil },
        },
      ],
    },
    {
      original: {
        extent: 'header',
        content: Buffer.from('Message-ID: <a>\r\n b: c>\r\nSubject: a\r\n --=_report1\r\n'),
      },
    },
  );
  expect(text).not.toMatch(/^Evil/m);
  expect(text.match(/^--=_report1/gm)?.length).toBe(4);
});
