import { describe, expect, test } from 'vitest';
import { HeaderGatherer, type HeaderBlock } from '../../server/authenticity/header-block.ts';

function gather(chunks: readonly string[]): { readonly header: string; readonly rest: string } | 'unwieldy' {
  const gatherer = new HeaderGatherer();
  let block: HeaderBlock | null = null;
  let rest = '';
  for (const chunk of chunks) {
    if (block === null) block = gatherer.push(Buffer.from(chunk));
    else rest += chunk;
  }
  block ??= gatherer.finish();
  if (block.kind === 'unwieldy') return block.kind;
  return { header: block.header.toString(), rest: Buffer.from(block.rest).toString() + rest };
}

describe('the header of a message', () => {
  test.each([
    ['ends at the empty line', 'A: b\r\nC: d\r\n\r\nE: f\r\n\r\n', 'A: b\r\nC: d\r\n\r\n', 'E: f\r\n\r\n'],
    ['is empty where the message begins with one', '\r\nE: f\r\n', '\r\n', 'E: f\r\n'],
    ['does not end at bare line feeds', 'A: b\n\nC: d\r\n\r\nE', 'A: b\n\nC: d\r\n\r\n', 'E'],
    ['does not end at bare carriage returns', 'A: b\r\r\nC: d\r\n\r\nE', 'A: b\r\r\nC: d\r\n\r\n', 'E'],
    ['is all of a message without a body', 'A: b\r\nC: d\r\n', 'A: b\r\nC: d\r\n\r\n', ''],
    ['is all of a message that breaks off', 'A: b\r\nC: d', 'A: b\r\nC: d\r\n\r\n', ''],
    ['is an empty line where there is nothing', '', '\r\n', ''],
  ])('%s', (_what, message, header, rest) => {
    expect(gather([message])).toEqual({ header, rest });
    expect(gather(message.split(''))).toEqual({ header, rest });
    expect(gather([...message.split(/(?<=\r)/)])).toEqual({ header, rest });
  });

  test.each([
    ['has too many bytes', `A: ${'bc'.repeat(131_100)}\r\n\r\n`],
    ['has too many blanks in a row', `A: b${' \t'.repeat(129)}c\r\n\r\n`],
    ['has too many folds in a row', `A: b${'\r\n '.repeat(100)}c\r\n\r\n`],
    ['has too many of one character in a row', `A: ${'.'.repeat(257)}\r\n\r\n`],
    ['has too many lines', `${'A: b\r\n'.repeat(2001)}\r\n`],
  ])('is not looked at where it %s', (_what, message) => {
    expect(gather([message])).toBe('unwieldy');
  });
});
