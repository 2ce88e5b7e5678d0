import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReplyReader, sayReply } from '../../server/callout/reply-reader.ts';

function read(...pieces: readonly string[]) {
  const reader = new ReplyReader();
  return pieces.flatMap((piece) => reader.push(Buffer.from(piece)));
}

test('a reply is whole with its last line', () => {
  expect(read('250-mail.test\r\n250-SI', 'ZE 10\r\n250 DSN\r\n')).toEqual([
    { code: 250, texts: ['mail.test', 'SIZE 10', 'DSN'] },
  ]);
});

test.each<[string, string, readonly string[]]>([
  ['a code alone', '250\r\n', ['']],
  ['a lone LF ends a line', '250 OK\n', ['OK']],
  ['UTF-8', '250 für jürgen\r\n', ['für jürgen']],
  ['control characters are blanks', '250 a\u0007\u001b[31mb\r\n', ['a [31mb']],
])('%s', (_sentence, bytes, texts) => {
  expect(read(bytes)).toEqual([{ code: 250, texts }]);
});

describe('what is no reply is refused:', () => {
  test.each<[string, string, string]>([
    ['a word', 'hello\r\n', 'it does not speak SMTP'],
    ['an empty line', '\r\n', 'it does not speak SMTP'],
    ['a code of another kind', '600 x\r\n', 'it does not speak SMTP'],
    ['two codes in one reply', '250-a\r\n251 b\r\n', 'it sent a mixed-up reply'],
    ['a line without end', '2'.repeat(1025), 'it sent a line without end'],
    ['a line that is too long', `250 ${'x'.repeat(1100)}\r\n`, 'it does not speak SMTP'],
    ['a reply without end', '250-x\r\n'.repeat(101), 'it sent a reply without end'],
  ])('%s', (_what, bytes, reason) => {
    expect(() => read(bytes)).toThrow(reason);
  });
});

test('however the bytes are cut, the replies are the same', () => {
  const bytes = '220 a\r\n250-b\r\n250-c\r\n250 d\r\n550 5.1.1 e\r\n';
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
      const places = [0, ...cuts.sort((one, other) => one - other), bytes.length];
      const pieces = places.slice(1).map((end, index) => bytes.slice(places[index], end));
      expect(read(...pieces)).toEqual(read(bytes));
    }),
  );
});

test('whether a reply has begun is known', () => {
  const reader = new ReplyReader();
  const states = ['250-a\r\n', '25', '0 b\r\n'].map((piece) => {
    reader.push(Buffer.from(piece));
    return reader.isInsideReply;
  });
  expect(states).toEqual([true, true, false]);
});

test('a reply is said in one line', () => {
  expect(sayReply({ code: 550, texts: ['5.1.1 No', 'such user'] })).toBe('550 5.1.1 No such user');
});
