import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textForClient } from '../../server/policy/text-for-client.ts';

describe('what is said back to a client', () => {
  test.each([
    ['plain addresses stay as they are', 'u1+x@local.test', 'u1+x@local.test'],
    ['letters beyond ASCII are written by their code point', 'jürgen@local.test', 'j\\x{FC}rgen@local.test'],
    ['so are characters beyond the basic plane', '\u{1F600}@local.test', '\\x{1F600}@local.test'],
    ['line ends cannot end the reply', 'a\r\n250 ok', 'a\\x{D}\\x{A}250 ok'],
    ['long text is cut', 'x'.repeat(161), `${'x'.repeat(160)}...`],
    ['text that just fits is not', 'x'.repeat(160), 'x'.repeat(160)],
  ])('%s', (_what, text, said) => {
    expect(textForClient(text)).toBe(said);
  });

  test('whatever is given, it is one short line of printable ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(textForClient(text)).toMatch(/^[ -~]{0,163}$/);
      }),
    );
  });
});
