import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TRACE_HEADER_MAX_BYTES } from '../../server/contract/message-store.ts';
import { messageStart, reservedBytes, reservedMessageStart } from '../../server/store/message-start.ts';

const ENVELOPE = Buffer.from('X-Gatepost-Envelope: {}\r\n');

test('what is known before the message is written goes without padding', () => {
  const start = messageStart(ENVELOPE, Buffer.from('Return-Path: <>\r\n'));
  expect(Buffer.from(start.bytes).toString()).toBe('X-Gatepost-Envelope: {}\r\nReturn-Path: <>\r\n');
  expect(start.bodyOffset).toBe(ENVELOPE.length);
});

test('reserved room is filled to the byte, by a legal header field, whatever the trace header', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: TRACE_HEADER_MAX_BYTES }), (length) => {
      const trace = Buffer.alloc(length, 'x');
      const { bytes, bodyOffset } = reservedMessageStart(ENVELOPE, trace);
      expect(bytes.length).toBe(reservedBytes(ENVELOPE));
      expect(Buffer.from(bytes.subarray(bodyOffset))).toEqual(trace);
      const text = Buffer.from(bytes.subarray(ENVELOPE.length, bodyOffset)).toString();
      expect(text).toMatch(/^X-Gatepost-Padding:\.*\r\n(?: \.+\r\n)*$/);
      expect(text.split('\r\n').filter((line) => line.length > 78)).toEqual([]);
    }),
    { examples: [[0], [TRACE_HEADER_MAX_BYTES], [TRACE_HEADER_MAX_BYTES - 1]] },
  );
});
