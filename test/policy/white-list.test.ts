import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAddress, parseAddress } from '../../server/contract/address.ts';
import type { WhiteListEntry } from '../../server/contract/directory.ts';
import { findWhiteListEntry } from '../../server/policy/white-list.ts';
import { address } from './base-facts.ts';

const NOW = 1_000_000;
const entry = (pattern: string, expiresAt: number | null = null): WhiteListEntry => ({
  pattern,
  comment: '',
  owner: '',
  expiresAt,
});

describe('White list', () => {
  test.each([
    ['an exact entry', [entry('bulk@local.test')], 'bulk@local.test', 'bulk@local.test'],
    ['a wildcard entry', [entry('*@news.example')], 'any@news.example', '*@news.example'],
    [
      'the first of several',
      [entry('x@local.test'), entry('b*@local.test'), entry('*')],
      'bulk@local.test',
      'b*@local.test',
    ],
    ['an entry until it expires', [entry('bulk@local.test', NOW + 1)], 'bulk@local.test', 'bulk@local.test'],
    [
      'the next entry where one has expired',
      [entry('bulk@local.test', NOW), entry('*@local.test')],
      'bulk@local.test',
      '*@local.test',
    ],
    ['nothing for an expired entry', [entry('bulk@local.test', NOW)], 'bulk@local.test', null],
    ['nothing for another address', [entry('bulk@local.test')], 'ceo@local.test', null],
    ['nothing for a look-alike', [entry('\u212aim@local.test')], 'kim@local.test', null],
    ['nothing in an empty list', [], 'bulk@local.test', null],
  ])('finds %s', (_what, entries, text, pattern) => {
    expect(findWhiteListEntry(entries, address(text), NOW)?.pattern ?? null).toBe(pattern);
  });

  const anyAddress = fc
    .tuple(
      fc.string({ unit: fc.constantFrom('a', 'Z', '7', '.', '+', 'ü', '"'), minLength: 1, maxLength: 8 }),
      fc.constantFrom('local.test', 'bücher.example', 'LOCAL.test'),
    )
    .map(([localPart, domain]) => parseAddress(`${localPart}@${domain}`))
    .filter((parsed) => parsed !== null);

  test('an address that is listed as it is written is found, however its letters are cased', () => {
    fc.assert(
      fc.property(anyAddress, fc.func(fc.boolean()), (listed, upper) => {
        const recased = formatAddress(listed).replace(/[a-z]/g, (letter, at: number) =>
          upper(at) ? letter.toUpperCase() : letter,
        );
        expect(findWhiteListEntry([entry(recased)], listed, NOW)).toEqual(entry(recased));
      }),
    );
  });

  test('an entry is found as often as it is asked for', () => {
    const list = [entry('b*@local.test')];
    const ask = () => findWhiteListEntry(list, address('bulk@local.test'), NOW);
    expect([ask(), ask()]).toEqual([list[0], list[0]]);
  });

  test('an exact entry finds no other address', () => {
    fc.assert(
      fc.property(anyAddress, anyAddress, (listed, other) => {
        const same = formatAddress(listed).toLowerCase() === formatAddress(other).toLowerCase();
        expect(findWhiteListEntry([entry(formatAddress(listed))], other, NOW) !== null).toBe(same);
      }),
    );
  });

  test('replacing any character by ? or any run by * still finds the address', () => {
    fc.assert(
      fc.property(anyAddress, fc.nat(7), fc.nat(7), (listed, from, to) => {
        const name = Array.from(listed.localPart);
        fc.pre(from < name.length);
        const single = name.with(from, '?').join('');
        const run = [...name.slice(0, from), '*', ...name.slice(Math.max(from, to))].join('');
        for (const pattern of [`${single}@${listed.domain}`, `${run}@${listed.domain}`]) {
          expect(findWhiteListEntry([entry(pattern)], listed, NOW)?.pattern).toBe(pattern);
        }
      }),
    );
  });
});
