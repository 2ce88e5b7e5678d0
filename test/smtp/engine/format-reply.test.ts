import { describe, expect, it } from 'vitest';
import { reply } from '../../../server/contract/reply.ts';
import { formatLines, formatReply } from '../../../server/smtp/engine/format-reply.ts';

describe('formatReply', () => {
  it.each([
    ['a grant', reply(250, '2.1.0', 'OK'), '250 2.1.0 OK'],
    ['a refusal, with the session id', reply(550, '5.7.1', 'No'), '550 5.7.1 No [4fk2]'],
    ['a delay, with the session id', reply(451, '4.3.0', 'Later'), '451 4.3.0 Later [4fk2]'],
    ['a reply without enhanced code', reply(354, '', 'Go'), '354 Go'],
    ['line breaks, as blanks', reply(550, '5.7.1', 'a\r\n250 b'), '550 5.7.1 a 250 b [4fk2]'],
    ['characters beyond ASCII, as question marks', reply(550, '5.7.1', 'jörg 😀'), '550 5.7.1 j?rg ? [4fk2]'],
  ])('writes %s', (_, answer, line) => {
    expect(formatReply(answer, '4fk2', false)).toBe(line);
  });

  it('writes UTF-8 for a client that reads it', () => {
    expect(formatReply(reply(550, '5.7.1', 'jörg'), '4fk2', true)).toBe('550 5.7.1 jörg [4fk2]');
  });

  it('keeps within 512 octets, and keeps the id', () => {
    const line = formatReply(reply(550, '5.7.1', 'ö'.repeat(600)), '4fk2', true);
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(510);
    expect(line).toMatch(/^550 5\.7\.1 ö{246} \[4fk2\]$/);
  });
});

describe('formatLines', () => {
  it('marks every line but the last', () => {
    expect(formatLines(250, ['a', 'b', 'c'])).toEqual(['250-a', '250-b', '250 c']);
  });
});
