import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  HeaderScanner,
  MAX_HEADER_BYTES,
  type HeaderScan,
} from '../../../server/smtp/message/header-scanner.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

function scan(chunks: Iterable<Uint8Array>): HeaderScan {
  const scanner = new HeaderScanner();
  for (const chunk of chunks) scanner.push(chunk);
  return scanner.finish();
}

/** The scan with the field as text, so that a difference can be read. */
function readable(result: HeaderScan): object {
  if (result.kind === 'defect') return result;
  const { fromField, otherFields } = result;
  return { fromField: fromField && Buffer.from(fromField).toString('latin1'), otherFields };
}

describe('the header scanner', () => {
  test.each([
    ['keeps the value as it stands', 'From: a\r\nTo: b\r\n\r\n', { fromField: ' a', otherFields: 1 }],
    [
      'keeps the folding',
      'From: a\r\n b\r\n\tc\r\nTo: d\r\n\r\n',
      { fromField: ' a\r\n b\r\n\tc', otherFields: 1 },
    ],
    [
      'leaves out what continues other fields',
      'To: a\r\n b\r\nFrom:c\r\n\r\n',
      { fromField: 'c', otherFields: 1 },
    ],
    ['keeps an empty value apart from none', 'From:\r\n\r\n', { fromField: '', otherFields: 0 }],
    ['keeps bytes beyond ASCII', 'From: \xe9\xff\r\n\r\n', { fromField: ' \xe9\xff', otherFields: 0 }],
    [
      'keeps control characters that end no line',
      'From: \x1b\r\n\r\n',
      { fromField: ' \x1b', otherFields: 0 },
    ],
    ['keeps colons in the value', 'From: a: b:\r\n\r\n', { fromField: ' a: b:', otherFields: 0 }],
    [
      'does not look behind the empty line',
      'To: a\r\n\r\nFrom: b\r\nbad\0\n',
      { fromField: null, otherFields: 1 },
    ],
    [
      'names the first defect',
      'bad\r\nFrom: a\r\nFrom: b\r\n\0',
      { kind: 'defect', defect: 'no-header-field' },
    ],
  ])('%s', (_what, message, expected) => {
    expect(readable(scan([bytesOf(message)]))).toEqual(expected);
  });

  test('answers the same after the end of the header, however often it is asked', () => {
    const scanner = new HeaderScanner();
    scanner.push(bytesOf('From: a\r\n\r\n'));
    const first = scanner.finish();
    scanner.push(bytesOf('From: b\r\n'));
    expect(scanner.finish()).toBe(first);
  });

  test('a From field may fill the whole block', () => {
    const value = 'x'.repeat(MAX_HEADER_BYTES - 'From:\r\n'.length);
    expect(readable(scan([bytesOf(`From:${value}\r\n\r\n`)]))).toEqual({ fromField: value, otherFields: 0 });
    expect(scan([bytesOf(`From:${value}x\r\n\r\n`)])).toEqual({ kind: 'defect', defect: 'too-large' });
  });

  test('the line ends count', () => {
    const lines = 'a:\r\n'.repeat(MAX_HEADER_BYTES / 4);
    expect(scan([bytesOf(`${lines}\r\n`)])).toMatchObject({ kind: 'scanned' });
    expect(scan([bytesOf(`${lines}a:\r\n`)])).toEqual({ kind: 'defect', defect: 'too-large' });
  });

  test('where the chunks are cut makes no difference', () => {
    const piece = fc.constantFrom(
      'From',
      'from:',
      ': ',
      ' ',
      '\t',
      '\r\n',
      '\r',
      '\n',
      '\0',
      'a',
      'To: b',
      '\xff',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.array(fc.nat(60)), (pieces, cuts) => {
        const bytes = bytesOf(pieces.join(''));
        const points = [0, ...cuts.filter((cut) => cut <= bytes.length).sort((a, b) => a - b), bytes.length];
        const chunks = points.slice(1).map((end, index) => bytes.subarray(points[index], end));
        expect(readable(scan(chunks))).toEqual(readable(scan([bytes])));
      }),
      { numRuns: 1000 },
    );
  });

  test('agrees with a plain reading of whole lines', () => {
    const name = fc.constantFrom('From', 'FROM', 'from', 'To', 'Fro', 'Froms', 'X');
    const line = fc.tuple(name, fc.constantFrom(':', ' :', '\t :', ''), fc.constantFrom('a', 'a\r\n b', ''));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const text = lines.map((parts) => `${parts.join('')}\r\n`).join('');
        expect(readable(scan([bytesOf(`${text}\r\nFrom: body\r\n`)]))).toEqual(plainReading(text));
      }),
      { numRuns: 1000 },
    );
  });
});

/** What the fields are, by regular expressions over the unfolded lines. */
function plainReading(block: string): object {
  const values: string[] = [];
  let otherFields = 0;
  for (const field of block.split(/\r\n(?![ \t])/).slice(0, -1)) {
    const [firstLine = ''] = field.split('\r\n');
    if (/^from[ \t]*$/i.test(firstLine)) return { kind: 'defect', defect: 'from-without-colon' };
    if (!/^[!-9;-~]+[ \t]*:/.test(firstLine)) return { kind: 'defect', defect: 'no-header-field' };
    if (!/^from[ \t]*:/i.test(firstLine)) otherFields++;
    else if (values.push(field.slice(field.indexOf(':') + 1)) > 1)
      return { kind: 'defect', defect: 'repeated-from' };
  }
  return { fromField: values[0] ?? null, otherFields };
}
