import { describe, expect, it } from 'vitest';
import { printable } from '../../server/log/printable.ts';

describe('printable', () => {
  it.each([
    ['plain text stays', 'MAIL FROM:<ü@ext.example> \\o/', 'MAIL FROM:<ü@ext.example> \\o/'],
    ['line ends are shown', 'a\r\nb', 'a\\r\\nb'],
    ['escape sequences of a terminal lose their power', '\x1b[2Jx', '\\x1b[2Jx'],
    ['C1 controls are shown', '\x9b31m', '\\x9b31m'],
    ['a NUL and a tab are shown', '\0\t', '\\0\\t'],
    ['marks that turn the reading direction are shown', 'a\u202eb\u2066', 'a\\u{202e}b\\u{2066}'],
    ['a line separator is shown', '\u2028', '\\u{2028}'],
    ['half a surrogate pair becomes a replacement character', '\ud800', '\ufffd'],
    ['a long line is cut', 'x'.repeat(2001), `${'x'.repeat(2000)}…`],
  ])('%s', (_sentence, text, expected) => {
    expect(printable(text)).toBe(expected);
  });
});
