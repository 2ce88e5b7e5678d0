import { describe, expect, test } from 'vitest';
import { traceHeader, type Trace } from '../../../server/smtp/session/trace-header.ts';

const PLAIN: Trace = {
  returnPath: { localPart: 'joe', domain: 'example.org' },
  helo: 'client.example.org',
  clientIp: '192.0.2.7',
  hostname: 'mail.local.test',
  extended: true,
  secured: false,
  authenticated: false,
  smtpUtf8: false,
  messageId: 'abc123',
  receivedAt: Date.UTC(2026, 10, 24, 3, 9, 5),
};

const NOTHING = { trace: '', message: '' };
const received = (change: Partial<Trace>): string => traceHeader({ ...PLAIN, ...change }, NOTHING);

test('a message gets its return-path and where it came from', () => {
  expect(traceHeader(PLAIN, NOTHING)).toBe(
    'Return-Path: <joe@example.org>\r\n' +
      'Received: from client.example.org ([192.0.2.7])\r\n' +
      '\tby mail.local.test with ESMTP id abc123;\r\n' +
      '\tTue, 24 Nov 2026 03:09:05 +0000\r\n',
  );
});

test('what was found out stands above where it came from, and what it lacked below', () => {
  const added = {
    trace: 'Authentication-Results: mail.local.test;\r\n\tspf=none\r\n',
    message: 'Date: x\r\n',
  };
  expect(
    traceHeader(PLAIN, added)
      .split('\r\n')
      .map((line) => line.replace(/[: ].*/, '')),
  ).toEqual([
    'Return-Path',
    'Authentication-Results',
    '\tspf=none',
    'Received',
    '\tby',
    '\tTue,',
    'Date',
    '',
  ]);
});

describe('the protocol is named as RFC 3848 and RFC 6531 have it', () => {
  test.each<[string, Partial<Trace>]>([
    ['SMTP', { extended: false }],
    ['ESMTP', {}],
    ['ESMTPS', { secured: true }],
    ['ESMTPA', { authenticated: true }],
    ['ESMTPSA', { secured: true, authenticated: true }],
    ['UTF8SMTP', { smtpUtf8: true }],
    ['UTF8SMTPSA', { smtpUtf8: true, secured: true, authenticated: true }],
  ])('%s', (name, change) => {
    expect(received(change)).toContain(` with ${name} id `);
  });
});

test.each<[string, Partial<Trace>, string]>([
  ['the null return-path', { returnPath: null }, 'Return-Path: <>\r\n'],
  [
    'a quoted local part',
    { returnPath: { localPart: 'a b', domain: 'example.org' } },
    'Return-Path: <"a b"@example.org>\r\n',
  ],
  ['an IPv6 client', { clientIp: '2001:db8::7' }, ' ([IPv6:2001:db8::7])\r\n'],
  ['an address literal as the name', { helo: '[192.0.2.7]' }, 'from [192.0.2.7] ('],
  [
    'a name that would end the field',
    { helo: 'x)\r\nFrom: ceo@local.test' },
    'from x???From:?ceo?local.test (',
  ],
  ['no name', { helo: '' }, 'from ? ('],
])('%s is written safely', (_what, change, part) => {
  expect(received(change)).toContain(part);
});
