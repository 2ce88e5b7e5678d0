import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../server/contract/message-store.ts';
import { groupReports, writeReport, type ReportPorts } from '../../server/delivery/report-writer.ts';
import { address, MemoryQueue, queuedEnvelope, RECEIVED_AT } from '../helpers/memory-queue.ts';
import { failureReport, REFUSAL } from './report/report-fixture.ts';

const MAILBOX: Delivery = { kind: 'mailbox', accountId: 1, recipient: address('u1@local.test') };

function writer(given: Partial<ReportPorts> = {}) {
  const dropped: string[] = [];
  const errors: string[] = [];
  const ports: ReportPorts = {
    queue: new MemoryQueue(),
    clock: () => RECEIVED_AT,
    messageId: () => 'report1',
    hostname: () => 'mail.local.test',
    postmasterFor: () => address('postmaster@local.test'),
    deliveriesOf: () => [MAILBOX],
    sign: null,
    onDropped: ({ message }) => dropped.push(message.id),
    reportError: (step, cause) => errors.push(`${step}: ${String(cause)}`),
    ...given,
  };
  return { dropped, errors, write: (report = failureReport()) => writeReport(report, ports) };
}

test('a report is a message without sender for the one who sent', async () => {
  const report = await writer().write();
  expect(report?.envelope).toEqual({
    id: 'report1',
    receivedAt: RECEIVED_AT,
    sessionId: 's1',
    clientIp: '127.0.0.1',
    account: null,
    returnPath: null,
    deliveries: [MAILBOX],
    smtpUtf8: false,
    eightBit: false,
    dsnEnvelopeId: null,
    dsnReturn: null,
  });
  const text = Buffer.from(report?.content ?? []).toString();
  expect(text.startsWith('Return-Path: <>\r\nDate: ')).toBe(true);
  expect(text).toContain('    Subject: hello\r\n');
});

test('it is signed as it is sent, for the domain of its From:', async () => {
  const signed: string[] = [];
  const { write } = writer({
    sign: (domain) => ({
      write: (chunk) => {
        signed.push(domain, Buffer.from(chunk).toString());
        return Promise.resolve();
      },
      finish: () => Promise.resolve('DKIM-Signature: v=1\r\n'),
      abort: () => undefined,
    }),
  });
  const text = Buffer.from((await write())?.content ?? []).toString();
  expect(text).toBe(`Return-Path: <>\r\nDKIM-Signature: v=1\r\n${signed[1] ?? ''}`);
  expect(signed[0]).toBe('local.test');
});

test('a sender beyond ASCII is written to with SMTPUTF8', async () => {
  const message = queuedEnvelope({ returnPath: address('jürgen@local.test') });
  expect((await writer().write(failureReport({ message })))?.envelope.smtpUtf8).toBe(true);
});

test.each([
  ['whose sender is gone', failureReport(), { deliveriesOf: () => [] }],
  ['about a report', failureReport({ message: queuedEnvelope({ returnPath: null }) }), {}],
])('a report %s is dropped, and somebody hears of it', async (_what, report, ports) => {
  const { write, dropped } = writer(ports);
  expect(await write(report)).toBeNull();
  expect(dropped).toEqual(['message1']);
});

test('a report is written where the message cannot be read any more', async () => {
  const { write, errors } = writer({ queue: { open: () => Promise.reject(new Error('gone')) } });
  expect(await write()).not.toBeNull();
  expect(errors).toEqual(['reading message message1 for a delivery report: Error: gone']);
});

describe('recipients', () => {
  const about = {
    recipient: address('joe@remote.test'),
    dsn: { notify: [], originalRecipient: null },
  } as const;
  const failed = { ...about, action: 'failed', failure: REFUSAL } as const;
  const relayed = { ...about, action: 'relayed', host: 'mx', at: RECEIVED_AT } as const;
  const delivered = { ...about, action: 'delivered', at: RECEIVED_AT } as const;

  test('that fared alike share a report', () => {
    const message = queuedEnvelope();
    expect(groupReports(message, [failed, relayed, failed, delivered])).toEqual([
      { kind: 'failure', message, recipients: [failed, failed] },
      { kind: 'success', message, recipients: [relayed, delivered] },
    ]);
  });

  test('of whom nothing is to be told make no report', () => {
    expect(groupReports(queuedEnvelope(), [])).toEqual([]);
  });
});
