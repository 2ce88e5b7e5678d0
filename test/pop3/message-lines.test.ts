import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageLines, topOf } from '../../server/pop3/engine/message-lines.ts';

const send = (message: string): string => Buffer.concat([...messageLines(Buffer.from(message))]).toString();

/** What a client makes of a multi-line response: the dot that ends it and the stuffed dots go (RFC 1939 §3). */
function receive(response: string): string {
  const lines = response.split('\r\n');
  const end = lines.indexOf('.');
  expect(lines.slice(end)).toEqual(['.', '']);
  return lines
    .slice(0, end)
    .map((line) => `${line.replace(/^\./, '')}\r\n`)
    .join('');
}

test('whatever lines a message has, the client gets them and the end where it is', () => {
  const line = fc.array(fc.constantFrom('.', 'a', ' ', 'é'), { maxLength: 4 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const message = lines.map((text) => `${text}\r\n`).join('');
      expect(receive(send(message))).toBe(message);
    }),
  );
});

test.each([65_534, 65_535, 65_536, 65_537])('a dot that begins a line at octet %i is stuffed', (at) => {
  const message = `${'x'.repeat(at - 2)}\r\n.\r\nend\r\n`;
  expect(receive(send(message))).toBe(message);
});

test('a last line without its end gets one, an empty message is a dot', () => {
  expect([send('one'), send('')]).toEqual(['one\r\n.\r\n', '.\r\n']);
});

test('the top of a message without a body is its header', () => {
  expect(Buffer.from(topOf(Buffer.from('A: 1\r\nB: 2\r\n'), 5)).toString()).toBe('A: 1\r\nB: 2\r\n');
});
