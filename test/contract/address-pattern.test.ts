import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasWildcard, matchesPattern } from '../../server/contract/address-pattern.ts';
import { parseAddress } from '../../server/contract/address.ts';

const matches = (pattern: string, text: string): boolean => {
  const address = parseAddress(text);
  if (address === null) throw new Error(`${text} is no address`);
  return matchesPattern(pattern, address);
};

describe('a pattern matches', () => {
  test.each([
    ['the address itself', 'bulk@local.test', 'bulk@local.test'],
    ['whatever the case of ASCII letters', 'Bulk@LOCAL.test', 'bULK@local.TEST'],
    ['* for any name', '*@local.test', 'anyone@local.test'],
    ['* for nothing', 'bulk*@local.test', 'bulk@local.test'],
    ['* for a domain', 'bulk@*', 'bulk@elsewhere.example'],
    ['* for labels', 'bulk@*.example', 'bulk@a.b.example'],
    ['? for one character', 'u?@local.test', 'u1@local.test'],
    ['? for one character beyond the basic plane', 'u?@local.test', 'u\u{1F600}@local.test'],
    ['several stars, the last one stretched', '*a*b@local.test', 'xaybab@local.test'],
    ['doubled stars', '**@**', 'u1@local.test'],
    ['* alone for everybody', '*', 'u1@local.test'],
    ['without @, the address as a whole', '*1@*', 'u1@local.test'],
    ['without @, from the end', '*local.test', 'u1@local.test'],
    ['a U-label for its A-label', '*@bücher.example', 'u1@xn--bcher-kva.example'],
    ['a U-label beside a wildcard label', '*@*.bücher.example', 'u1@shop.bücher.example'],
    ['an A-label for its U-label', '*@xn--bcher-kva.example', 'u1@bücher.example'],
    ['an address literal', '*@[192.0.2.1]', 'u1@[192.0.2.1]'],
    ['quotes by content', '"u1"@local.test', 'u1@local.test'],
    ['a quoted @ by content', '"a@b"@local.test', '"a@b"@local.test'],
  ])('%s', (_why, pattern, address) => {
    expect(matches(pattern, address)).toBe(true);
  });
});

describe('a pattern does not match', () => {
  test.each([
    ['a longer name', 'bulk@local.test', 'bulks@local.test'],
    ['a longer domain', 'bulk@local.test', 'bulk@local.test.evil.example'],
    ['a shorter domain', 'bulk@local.test', 'bulk@local'],
    ['? for none', 'u?@local.test', 'u@local.test'],
    ['? for two', 'u?@local.test', 'u12@local.test'],
    ['a dot that stands for itself', 'u.1@local.test', 'ux1@local.test'],
    ['KELVIN SIGN for k', '\u212aim@local.test', 'kim@local.test'],
    ['a full-width letter for its ASCII twin', '\uff55ser@local.test', 'user@local.test'],
    ['an upper-case umlaut in a domain', '*@BÜCHER.example', 'u1@bücher.example'],
    ['an @ inside a quoted local part for the real one', 'boss@*', '"boss@x"@evil.example'],
    ['a subdomain', '*@local.test', 'u1@sub.local.test'],
    ['an empty name', '@local.test', 'u1@local.test'],
  ])('%s', (_why, pattern, address) => {
    expect(matches(pattern, address)).toBe(false);
  });
});

test('a wildcard is * or ?, and nothing else', () => {
  expect(['*@local.test', 'u?@local.test', 'u.1+x@[192.0.2.1]'].map(hasWildcard)).toEqual([
    true,
    true,
    false,
  ]);
});

test('agrees with the regular expression that says the same', () => {
  const glob = fc.string({ unit: fc.constantFrom('*', '?', 'a', 'b', '.', '+'), minLength: 1, maxLength: 9 });
  const name = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '+', 'ü'), minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(glob, name, (localGlob, localPart) => {
      const source = localGlob.replace(/[.+]/g, '\\$&').replace(/\*+/g, '.*').replace(/\?/g, '.');
      const reference = new RegExp(`^${source}$`, 'isu').test(localPart);
      expect(matchesPattern(`${localGlob}@x.test`, { localPart, domain: 'x.test' })).toBe(reference);
    }),
    { numRuns: 2000 },
  );
});

test('a pattern made to make a matcher backtrack ends at once', () => {
  const pattern = `${'*a'.repeat(150)}b@local.test`;
  expect(matchesPattern(pattern, { localPart: 'a'.repeat(5000), domain: 'local.test' })).toBe(false);
});
