import { describe, expect, test } from 'vitest';
import { formatAddress } from '../../../server/contract/address.ts';
import type { FromHeader } from '../../../server/contract/facts.ts';
import { HeaderScanner } from '../../../server/smtp/message/header-scanner.ts';
import { readFromHeader } from '../../../server/smtp/message/read-from-header.ts';
import type { FromCase } from './from-case.ts';
import { FROM_CASES } from './from-cases.ts';

function read(chunks: Iterable<Uint8Array>): FromHeader {
  const scanner = new HeaderScanner();
  for (const chunk of chunks) scanner.push(chunk);
  return readFromHeader(scanner.finish());
}

function summary(header: FromHeader): FromCase['expect'] {
  if (header.kind === 'unreadable') return header;
  return {
    kind: 'mailboxes',
    addresses: header.mailboxes.map(({ address }) => formatAddress(address)),
    shown: header.mailboxes.flatMap(({ shownAddresses }) => shownAddresses),
  };
}

function* singleBytes(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at++) yield bytes.subarray(at, at + 1);
}

/** Messages up to this length are cut in two at every point. */
const SHORT = 200;

describe('who a message says it is from', () => {
  test.each(FROM_CASES)('$reason', ({ raw, expect: expected }) => {
    const bytes = Buffer.from(raw, 'latin1');
    const whole = read([bytes]);
    expect(summary(whole)).toEqual(expected);
    expect(read(singleBytes(bytes))).toEqual(whole);
    const cuts = bytes.length <= SHORT ? bytes.keys() : [];
    const readings = Array.from(cuts, (cut) =>
      JSON.stringify(read([bytes.subarray(0, cut), bytes.subarray(cut)])),
    );
    expect(readings.filter((reading) => reading !== JSON.stringify(whole))).toEqual([]);
  });

  test('every message is another one', () => {
    expect(new Set(FROM_CASES.map(({ raw }) => raw)).size).toBe(FROM_CASES.length);
  });
});
