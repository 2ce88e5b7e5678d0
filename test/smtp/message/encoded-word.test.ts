import { expect, test } from 'vitest';
import { decodeEncodedWords } from '../../../server/smtp/message/encoded-word.ts';

/** Words in so many charsets that nobody knows, and then one in UTF-8. */
function behindUnknown(charsets: number): string {
  const unknown = Array.from({ length: charsets }, (_, index) => `=?x-${index}?Q?a?=`);
  return [...unknown, '=?utf-8?Q?b?='].join(' ');
}

test('a charset is asked for once, and no more of them than there are names', () => {
  expect(decodeEncodedWords(behindUnknown(299), 'strict')).toMatch(/=\?x-298\?Q\?a\?=b$/);
  expect(decodeEncodedWords(behindUnknown(300), 'strict')).toMatch(/=\?utf-8\?Q\?b\?=$/);
});
