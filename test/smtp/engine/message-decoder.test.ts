import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageDecoder } from '../../../server/smtp/engine/message-decoder.ts';

type LoneLineEnds = 'keep' | 'normalise';

interface Result {
  readonly content: string;
  /** What came behind the terminator, or null where there was none. */
  readonly rest: string | null;
  readonly defects: readonly string[];
  readonly endIsUnclear: boolean;
}

function decode(pieces: readonly string[], loneLineEnds: LoneLineEnds): Result {
  const decoder = new MessageDecoder(loneLineEnds);
  let content = '';
  let rest: string | null = null;
  for (const piece of pieces) {
    const chunk = Buffer.from(piece, 'latin1');
    if (rest !== null) {
      rest += piece;
      continue;
    }
    const decoded = decoder.decode(chunk);
    content += decoded.content.toString('latin1');
    if (decoded.end !== null) rest = piece.slice(decoded.end);
  }
  return { content, rest, defects: [...decoder.defects].sort(), endIsUnclear: decoder.endIsUnclear };
}

/** The same, told slowly: by what RFC 5321 §4.5.2 says of the whole input. */
function slowly(input: string, loneLineEnds: LoneLineEnds): Omit<Result, 'endIsUnclear'> {
  const end = `\r\n${input}`.indexOf('\r\n.\r\n');
  const stuffed = end < 0 ? input : input.slice(0, end);
  const lines = stuffed.split('\r\n');
  // Of a message that goes on, a dot that starts the last line is withheld, and a CR behind it.
  const content = lines
    .map((line, index) =>
      end < 0 && index === lines.length - 1 ? line.replace(/^\.\r?$|^\./, '') : line.replace(/^\./, ''),
    )
    .join('\r\n');
  const loneCr = /\r(?!\n|$)/;
  const loneLf = /(?<!\r)\n/;
  const defects = [
    ...(loneCr.test(stuffed) ? ['bare-cr'] : []),
    ...(loneLf.test(stuffed) ? ['bare-lf'] : []),
    ...(stuffed.includes('\0') ? ['nul'] : []),
  ];
  const normalised = content.replace(/\r(?!\n|$)|(?<!\r)\n/g, '\r\n');
  return {
    content: loneLineEnds === 'keep' ? content : normalised,
    rest: end < 0 ? null : input.slice(end + 3),
    defects,
  };
}

describe('MessageDecoder', () => {
  it.each([
    ['an empty message', '.\r\n', { content: '', rest: '' }],
    ['one line', 'a\r\n.\r\n', { content: 'a\r\n', rest: '' }],
    ['a stuffed dot', '..\r\n.\r\n', { content: '.\r\n', rest: '' }],
    ['a dot that was not stuffed but is not alone', '.a\r\n.\r\n', { content: 'a\r\n', rest: '' }],
    ['commands behind the dot', 'a\r\n.\r\nQUIT\r\n', { content: 'a\r\n', rest: 'QUIT\r\n' }],
    ['a message without its dot', 'a\r\n..b\r\n', { content: 'a\r\n.b\r\n', rest: null }],
  ])('reads %s', (_, input, expected) => {
    const clean = { ...expected, defects: [], endIsUnclear: false };
    expect(decode([input], 'keep')).toEqual(clean);
    expect(decode([input], 'normalise')).toEqual(clean);
    expect(decode(input.split(''), 'keep')).toEqual(clean);
  });

  it.each([
    ['LF . LF', 'a\n.\nb\r\n.\r\n', 'a\r\n.\r\nb\r\n', ['bare-lf']],
    ['LF . CRLF', 'a\n.\r\nb\r\n.\r\n', 'a\r\n.\r\nb\r\n', ['bare-lf']],
    ['CRLF . LF', 'a\r\n.\nb\r\n.\r\n', 'a\r\n\r\nb\r\n', ['bare-lf']],
    ['CR . CR', 'a\r.\rb\r\n.\r\n', 'a\r\n.\r\nb\r\n', ['bare-cr']],
    ['a dot stuffed after a lone LF', 'a\n..b\r\n.\r\n', 'a\r\n..b\r\n', ['bare-lf']],
    ['NUL', 'a\0b\r\n.\r\n', 'a\0b\r\n', ['nul']],
  ])('normalises and reports %s, and never ends the message there', (_, input, content, defects) => {
    expect(decode([input], 'normalise')).toEqual({ content, rest: '', defects, endIsUnclear: false });
  });

  it('says so where the line end before the dot was CR CR LF', () => {
    const expected = { content: 'a\r\r\n', rest: 'b', defects: ['bare-cr'], endIsUnclear: true };
    expect(decode(['a\r\r\n.\r\nb'], 'keep')).toEqual(expected);
    expect(decode('a\r\r\n.\r\nb'.split(''), 'keep')).toEqual(expected);
    expect(decode(['a\r\r\nb\r\n.\r\n'], 'keep').endIsUnclear).toBe(false);
  });

  it('reports a line that is longer than a mebibyte, in one piece or many', () => {
    const line = 'x'.repeat(1_048_577);
    expect(decode([`${line}\r\n.\r\n`], 'keep').defects).toEqual(['line-too-long']);
    expect(decode([line.slice(0, 9), line.slice(9), '\r\n.\r\n'], 'keep').defects).toEqual(['line-too-long']);
    expect(decode([`${line.slice(3)}\r\n.\r\n`], 'keep').defects).toEqual([]);
  });

  it('reads any bytes in any pieces as the RFC reads the whole', () => {
    const token = fc.constantFrom(
      '\r\n',
      '\r',
      '\n',
      '.',
      '..',
      '\r\n.',
      '\r\n.\r\n',
      'a',
      'x'.repeat(40),
      '\0',
    );
    fc.assert(
      fc.property(
        fc.array(token, { maxLength: 24 }),
        fc.array(fc.nat({ max: 6 }), { maxLength: 40 }),
        fc.constantFrom<LoneLineEnds>('keep', 'normalise'),
        (tokens, sizes, loneLineEnds) => {
          const input = tokens.join('');
          const pieces = cut(input, sizes);
          const { endIsUnclear: _, ...result } = decode(pieces, loneLineEnds);
          expect(result).toEqual(slowly(input, loneLineEnds));
          expect(decode([input], loneLineEnds)).toEqual(decode(pieces, loneLineEnds));
        },
      ),
      { numRuns: 3000 },
    );
  });
});

function cut(input: string, sizes: readonly number[]): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const size of sizes) {
    pieces.push(input.slice(at, at + size));
    at += size;
  }
  return [...pieces, input.slice(at)];
}
