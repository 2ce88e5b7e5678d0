import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HeaderFilter } from '../../../server/smtp/message/header-filter.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

function filter(chunks: readonly Uint8Array[]): string {
  const header = new HeaderFilter();
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

describe('the header filter', () => {
  test.each(ROWS)('%s', (_what, message, expected) => {
    const bytes = bytesOf(message);
    expect(filter([bytes])).toBe(expected);
    expect(filter(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toBe(expected);
    for (const cut of bytes.keys())
      expect(filter([bytes.subarray(0, cut), bytes.subarray(cut)])).toBe(expected);
  });

  test('agrees with a plain filter of whole lines, wherever the chunks are cut', () => {
    const line = fc.constantFrom(
      'Return-Path: a',
      'return-path :',
      'Return-Path',
      'Return-Path-X: a',
      'R: a',
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
    const header = new HeaderFilter();
    header.push(bytesOf('From: a\r\n\r\n'));
    const body = bytesOf('Return-Path: b\r\n');
    const [passed] = header.push(body);
    expect(passed).toBe(body);
  });

  test('holds back no more than a line may be long, whatever comes before a colon', () => {
    const header = new HeaderFilter();
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
  return kept + message.slice(header.length);
}
