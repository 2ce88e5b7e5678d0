import { describe, expect, test } from 'vitest';
import { FieldCounter } from '../../../server/smtp/message/field-counter.ts';

const hops = (chunks: readonly Uint8Array[]): number => {
  const counter = new FieldCounter(['received', 'date']);
  for (const chunk of chunks) counter.push(chunk);
  return counter.count('received');
};

describe('FieldCounter', () => {
  test.each([
    ['no field', 'From: a\r\n\r\n', 0],
    ['one field', 'Received: from a by b\r\n\r\n', 1],
    ['fields among others, in any case', 'RECEIVED: a\r\nFrom: b\r\nreceived : c\r\n\r\n', 2],
    ['a folded field once', 'Received: from a\r\n\tby b\r\n Received: c\r\n\r\n', 1],
    ['no longer and no shorter name', 'Received-SPF: pass\r\nReceive: a\r\nX-Received: b\r\n\r\n', 0],
    ['nothing in the body', 'From: a\r\n\r\nReceived: b\r\n', 0],
    ['nothing in a body without a header', '\r\nReceived: b\r\n', 0],
  ])('counts %s', (_what, message, expected) => {
    const bytes = Buffer.from(message);
    expect(hops([bytes])).toBe(expected);
    expect(hops(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toBe(expected);
  });

  test('counts each name by itself', () => {
    const counter = new FieldCounter(['received', 'message-id', 'date']);
    counter.push(Buffer.from('Date: a\r\nReceived: b\r\nDate: c\r\n\r\nMessage-ID: d\r\n'));
    const counts = [counter.count('received'), counter.count('message-id'), counter.count('date')];
    expect(counts).toEqual([1, 0, 2]);
  });
});
