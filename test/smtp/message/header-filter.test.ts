import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  HeaderFilter,
  MAX_HELD_BYTES,
  type FilterOptions,
} from '../../../server/smtp/message/header-filter.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const FROM_ELSEWHERE: FilterOptions = { hostname: 'mail.local.test', isSubmission: false };
const SUBMITTED: FilterOptions = { ...FROM_ELSEWHERE, isSubmission: true };

function filter(chunks: readonly Uint8Array[], options = FROM_ELSEWHERE): string {
  const header = new HeaderFilter(options);
  const output = chunks.flatMap((chunk) => header.push(chunk));
  return Buffer.concat([...output, ...header.finish()]).toString('latin1');
}

const ROWS: readonly (readonly [string, string, string])[] = [
  ['passes a message without the field', 'From: a\r\nTo: b\r\n\r\nHi\r\n', 'From: a\r\nTo: b\r\n\r\nHi\r\n'],
  ['drops the field', 'Return-Path: <a@b>\r\nFrom: a\r\n\r\nHi\r\n', 'From: a\r\n\r\nHi\r\n'],
  ['drops it between others', 'To: b\r\nReturn-Path: <a@b>\r\nFrom: a\r\n\r\n', 'To: b\r\nFrom: a\r\n\r\n'],
  ['drops it before the empty line', 'From: a\r\nReturn-Path: <a@b>\r\n\r\nHi\r\n', 'From: a\r\n\r\nHi\r\n'],
  ['drops its continuation', 'Return-Path:\r\n <a@b>\r\n\t(x)\r\nFrom: a\r\n\r\n', 'From: a\r\n\r\n'],
  ['drops a continuation of blanks', 'Return-Path: a\r\n \r\nFrom: a\r\n\r\n', 'From: a\r\n\r\n'],
  [
    'drops every one of them',
    'Return-Path: a\r\nReturn-Path: b\r\nTo: c\r\nReturn-Path: d\r\n\r\n',
    'To: c\r\n\r\n',
  ],
  ['does not mind the case', 'RETURN-path: a\r\nFrom: a\r\n\r\n', 'From: a\r\n\r\n'],
  ['drops the obsolete form', 'Return-Path \t : a\r\nFrom: a\r\n\r\n', 'From: a\r\n\r\n'],
  [
    'keeps the continuation of other fields',
    'X: a\r\n Return-Path: b\r\n\r\n',
    'X: a\r\n Return-Path: b\r\n\r\n',
  ],
  ['keeps longer names', 'Return-Path-X: a\r\n\r\n', 'Return-Path-X: a\r\n\r\n'],
  ['keeps shorter names', 'Return-Pat: a\r\nReturn: b\r\n\r\n', 'Return-Pat: a\r\nReturn: b\r\n\r\n'],
  ['keeps a name without a colon', 'Return-Path\r\n: a\r\n\r\n', 'Return-Path\r\n: a\r\n\r\n'],
  ['keeps the body', 'From: a\r\n\r\nReturn-Path: b\r\n', 'From: a\r\n\r\nReturn-Path: b\r\n'],
  ['keeps a body without a header', '\r\nReturn-Path: b\r\n', '\r\nReturn-Path: b\r\n'],
  ['keeps bytes that are no header', 'bad\0\xff\rx\r\nFrom: a\r\n\r\n', 'bad\0\xff\rx\r\nFrom: a\r\n\r\n'],
  ['drops the field behind a line that is none', 'bad\r\nReturn-Path: a\r\n\r\n', 'bad\r\n\r\n'],
  ['drops the field behind a bare line feed', 'X: a\nReturn-Path: b\nY: c\n\n', 'X: a\nY: c\n\n'],
  [
    'drops the field behind a line cut within the name',
    'Ret\nReturn-Path: a\nY: c\r\n\r\n',
    'Ret\nY: c\r\n\r\n',
  ],
  [
    'drops the field behind a line cut before its colon',
    'Return-Path\nReturn-Path: a\nY: c\r\n\r\n',
    'Return-Path\nY: c\r\n\r\n',
  ],
  ['ends the header at two bare line feeds', 'X: a\n\nReturn-Path: b\n', 'X: a\n\nReturn-Path: b\n'],
  ['gives back a name that the message ends in', 'From: a\r\nReturn-Pa', 'From: a\r\nReturn-Pa'],
  ['drops a field that the message ends in', 'From: a\r\nReturn-Path: <a', 'From: a\r\n'],
  ['passes nothing', '', ''],
];

/** What comes out of a message, however it is cut. */
function expectFiltered(message: string, expected: string, options?: FilterOptions): void {
  const bytes = bytesOf(message);
  expect(filter([bytes], options)).toBe(expected);
  expect(
    filter(
      Array.from(bytes, (byte) => Uint8Array.of(byte)),
      options,
    ),
  ).toBe(expected);
  for (const cut of bytes.keys())
    expect(filter([bytes.subarray(0, cut), bytes.subarray(cut)], options)).toBe(expected);
}

describe('Authentication-Results: in our own name (RFC 8601 §5)', () => {
  test.each([
    ['plain', 'Authentication-Results: mail.local.test; spf=pass'],
    ['without a blank', 'Authentication-Results:mail.local.test;spf=pass'],
    ['in other letters', 'AUTHENTICATION-results: Mail.LOCAL.test; spf=pass'],
    ['in the obsolete form', 'Authentication-Results \t: mail.local.test; spf=pass'],
    ['with a version', 'Authentication-Results: mail.local.test 1; spf=pass'],
    ['quoted', 'Authentication-Results: "mail.local.test"; spf=pass'],
    ['with quoted pairs', 'Authentication-Results: "mail\\.local.te\\st"; spf=pass'],
    ['behind a fold', 'Authentication-Results:\r\n mail.local.test;\r\n\tspf=pass'],
    ['behind an empty fold', 'Authentication-Results:\r\n \r\n mail.local.test; spf=pass'],
    ['behind a comment', 'Authentication-Results: (mx.ext.test;) mail.local.test; spf=pass'],
    ['behind nested comments', 'Authentication-Results: (a(b\\))c)(d) mail.local.test; spf=pass'],
    ['behind a folded comment', 'Authentication-Results: (a\r\n b) mail.local.test; spf=pass'],
    ['before a comment', 'Authentication-Results: mail.local.test(x); spf=pass'],
    ['with a final dot', 'Authentication-Results: mail.local.test.; spf=pass'],
    ['before something else', 'Authentication-Results: mail.local.test/7; spf=pass'],
    ['without any result', 'Authentication-Results: mail.local.test'],
    ['cut by a fold', 'Authentication-Results: mail.local.test\r\n ; spf=pass'],
    ['in a comment that does not end', 'Authentication-Results: (mail.local.test; spf=pass'],
    ['in no name at all', 'Authentication-Results: ; spf=pass'],
    ['in a name that is none', 'Authentication-Results: =mail.local.test; spf=pass'],
    ['empty', 'Authentication-Results:'],
  ])('is dropped: %s', (_what, field) => {
    expectFiltered(`To: b\r\n${field}\r\nFrom: a\r\n\r\nHi\r\n`, 'To: b\r\nFrom: a\r\n\r\nHi\r\n');
    expectFiltered(`${field}\r\n\r\nHi\r\n`, '\r\nHi\r\n', SUBMITTED);
    expectFiltered(`From: a\r\n${field}`, 'From: a\r\n');
  });

  test.each([
    ['another name', 'Authentication-Results: mx.ext.test; spf=pass'],
    ['a longer name', 'Authentication-Results: mail.local.test.ext.test; spf=pass'],
    ['a name below', 'Authentication-Results: x.mail.local.test; spf=pass'],
    ['a shorter name', 'Authentication-Results: local.test; spf=pass'],
    ['ours in a comment only', 'Authentication-Results: (mail.local.test) mx.ext.test; spf=pass'],
    ['ours in a result only', 'Authentication-Results: mx.ext.test; spf=pass (mail.local.test)'],
    ['another name behind a fold', 'Authentication-Results:\r\n\tmx.ext.test;\r\n spf=pass'],
    ['another quoted name', 'Authentication-Results: "mx ext"; spf=pass'],
    ['another field', 'Authentication-Results-X: mail.local.test; spf=pass'],
    ['what ARC sealed', 'ARC-Authentication-Results: i=1; mail.local.test; spf=pass'],
    ['a continuation', 'X: a\r\n Authentication-Results: mail.local.test; spf=pass'],
  ])('is kept: %s', (_what, field) => {
    const message = `To: b\r\n${field}\r\nFrom: a\r\n\r\nHi\r\n`;
    expectFiltered(message, message);
    expectFiltered(field, field);
  });

  test('is known by its U-label', () => {
    const options = { ...FROM_ELSEWHERE, hostname: 'xn--mnchen-3ya.test' };
    const field = Buffer.from('Authentication-Results: m\u00fcnchen.test; spf=pass\r\n').toString('latin1');
    expectFiltered(`${field}From: a\r\n\r\n`, 'From: a\r\n\r\n', options);
  });

  test('is dropped where comments never end, and no more than so much is held back', () => {
    const sent = bytesOf(
      `Authentication-Results: ${'(x)'.repeat(100_000)} mx.ext.test; spf=pass\r\nTo: b\r\n\r\n`,
    );
    expect(filter([sent])).toBe('To: b\r\n\r\n');
    const known = bytesOf(`Authentication-Results: ${'(x)'.repeat(1000)} mx.ext.test; spf=pass\r\n\r\n`);
    expect(known.length).toBeLessThan(MAX_HELD_BYTES);
    expect(filter([known])).toBe(Buffer.from(known).toString('latin1'));
  });
});

describe('Bcc: and Resent-Bcc: (RFC 5322 §3.6.3)', () => {
  const message =
    'Bcc: x@y\r\nTo: b\r\nRESENT-bcc :\r\n x@y,\r\n z@y\r\nBccs: c\r\nResent-To: d\r\n\r\nBcc: e\r\n';

  test('are dropped from what our users send', () => {
    expectFiltered(message, 'To: b\r\nBccs: c\r\nResent-To: d\r\n\r\nBcc: e\r\n', SUBMITTED);
  });

  test('are kept in what others send', () => {
    expectFiltered(message, message);
  });
});

describe('the header filter', () => {
  test.each(ROWS)('%s', (_what, message, expected) => {
    expectFiltered(message, expected);
  });

  test('agrees with a plain filter of whole lines, wherever the chunks are cut', () => {
    const line = fc.constantFrom(
      'Return-Path: a',
      'return-path :',
      'Return-Path',
      'Return-Path-X: a',
      'R: a',
      'Authentication-Results: mail.local.test; a=b',
      'authentication-results:',
      'Authentication-Results: mx.test; a=b',
      'Authentication-Results: (',
      ' mail.local.test; a=b',
      ' x) mail.local.test; a=b',
      ' mx.test',
      ' folded',
      '\tReturn-Path: a',
      '\r',
      'From: a',
      '',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.array(fc.nat(150)), (lines, cuts) => {
        const message = lines.map((text) => `${text}\r\n`).join('');
        const bytes = bytesOf(message);
        const points = [0, ...cuts.filter((cut) => cut <= bytes.length).sort((a, b) => a - b), bytes.length];
        const chunks = points.slice(1).map((end, index) => bytes.subarray(points[index], end));
        expect(filter(chunks)).toBe(plainFilter(message));
      }),
      { numRuns: 1000 },
    );
  });

  test('passes the body on as the very chunks that came', () => {
    const header = new HeaderFilter(FROM_ELSEWHERE);
    header.push(bytesOf('From: a\r\n\r\n'));
    const body = bytesOf('Return-Path: b\r\n');
    const [passed] = header.push(body);
    expect(passed).toBe(body);
  });

  test('holds back no more than a line may be long, whatever comes before a colon', () => {
    const header = new HeaderFilter(FROM_ELSEWHERE);
    const sent = bytesOf(`Return-Path${' '.repeat(100_000)}`);
    const passed = header.push(sent).reduce((length, chunk) => length + chunk.length, 0);
    expect(sent.length - passed).toBeLessThanOrEqual(998);
    expect(filter([sent])).toBe(Buffer.from(sent).toString('latin1'));
  });
});

function plainFilter(message: string): string {
  const end = message.search(/(?<=^|\n)\r\n/);
  const header = end < 0 ? message : message.slice(0, end);
  const kept = header.replace(/(?<=^|\n)return-path[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*/gi, '');
  return (
    kept.replace(/(?<=^|\n)authentication-results[ \t]*:([^\n]*\n(?:[ \t][^\n]*\n)*)/gi, keepOthers) +
    message.slice(header.length)
  );
}

/** For values whose comments do not nest. */
function keepOthers(field: string, value: string): string {
  const [, id] = /^[\s]*(?:\([^)]*\)\s*)*([^\s;()=:@]+)/.exec(value) ?? [];
  return id === undefined || id === 'mail.local.test' ? '' : field;
}
