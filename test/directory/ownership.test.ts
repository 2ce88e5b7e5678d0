import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AliasEntry } from '../../server/contract/directory.ts';
import { createDirectoryView } from '../../server/directory/directory-view.ts';
import type { DirectoryLists } from '../../server/directory/directory-lists.ts';
import { accountRecord, address, alias, localLists } from '../helpers/directory-lists.ts';

const ownershipOf1 = (text: string, change: Partial<DirectoryLists> = {}) =>
  createDirectoryView(localLists(change), 1).ownership(1, address(text));

const closed = (entry: AliasEntry): AliasEntry => ({ ...entry, membersMaySendAs: false });

/** c1 → c2 → … → cN → u1 */
const chain = (length: number): readonly AliasEntry[] =>
  Array.from({ length }, (_, index) => {
    const next = index + 1 === length ? 'u1' : `c${String(index + 2)}`;
    return alias(`c${String(index + 1)}@local.test`, `${next}@local.test`);
  });

const SALES = [alias('sales@local.test', 'u1@local.test')];
const PRIMARY = { kind: 'primary' };
const UNRELATED = { kind: 'not-owned', reason: 'unrelated' };

describe('an account owns', () => {
  test.each([
    ['its primary address', 'u1@local.test', {}, PRIMARY],
    ['its primary address, however its ASCII letters are cased', 'U1@LOCAL.test', {}, PRIMARY],
    ['its primary address, quoted', '"u1"@local.test', {}, PRIMARY],
    ['a sub-address of it', 'u1+x@local.test', {}, { kind: 'subaddress', of: PRIMARY }],
    ['an exact alias', 'sales@local.test', { aliases: SALES }, { kind: 'alias', alias: 'sales@local.test' }],
    [
      'a sub-address of an exact alias',
      'sales+y@local.test',
      { aliases: SALES },
      { kind: 'subaddress', of: { kind: 'alias', alias: 'sales@local.test' } },
    ],
    [
      'an alias with several targets, each of which owns it',
      'team@local.test',
      { aliases: [alias('team@local.test', 'u2@local.test', 'joe@ext.test', 'u1@local.test')] },
      { kind: 'alias', alias: 'team@local.test' },
    ],
    [
      'an alias whose target is its sub-address',
      'shop@local.test',
      { aliases: [alias('shop@local.test', 'u1+shop@local.test')] },
      { kind: 'alias', alias: 'shop@local.test' },
    ],
    [
      'an alias ten hops away',
      'c1@local.test',
      { aliases: chain(10) },
      { kind: 'alias', alias: 'c1@local.test' },
    ],
    [
      'an exact alias in a domain that lives elsewhere',
      'me@ext.test',
      { aliases: [alias('me@ext.test', 'u1@local.test')] },
      { kind: 'alias', alias: 'me@ext.test' },
    ],
    [
      'an alias that leads there by an open way beside a closed one',
      'a@local.test',
      {
        aliases: [
          alias('a@local.test', 'shut@local.test', 'open@local.test'),
          closed(alias('shut@local.test', 'u1@local.test')),
          alias('open@local.test', 'u1@local.test'),
        ],
      },
      { kind: 'alias', alias: 'a@local.test' },
    ],
  ])('%s', (_why, text, change, expected) => {
    expect(ownershipOf1(text, change)).toEqual(expected);
  });
});

describe('an account does not own', () => {
  test.each([
    ["another account's address", 'u2@local.test', {}, UNRELATED],
    ["a sub-address of another account's", 'u2+u1@local.test', {}, UNRELATED],
    ['an address that nobody has', 'nobody@local.test', {}, UNRELATED],
    ['an address elsewhere', 'u1@ext.test', {}, UNRELATED],
    ['KELVIN SIGN for k', '\u212a1@local.test', { accounts: [accountRecord(1, 'k1@local.test')] }, UNRELATED],
    [
      'a sub-address where the domain has none',
      'u1+x@local.test',
      { domains: [{ name: 'local.test', subaddressSeparator: '' }] },
      UNRELATED,
    ],
    [
      "a sub-address that is another account's primary address",
      'u1+x@local.test',
      { accounts: [accountRecord(1, 'u1@local.test'), accountRecord(2, 'u1+x@local.test')] },
      UNRELATED,
    ],
    [
      'a sub-address that is an alias of another account',
      'u1+x@local.test',
      { aliases: [alias('u1+x@local.test', 'u2@local.test')] },
      UNRELATED,
    ],
    ['an alias eleven hops away', 'c1@local.test', { aliases: chain(11) }, UNRELATED],
    [
      'an alias that only leads in a circle',
      'a@local.test',
      { aliases: [alias('a@local.test', 'b@local.test'), alias('b@local.test', 'a@local.test')] },
      UNRELATED,
    ],
    [
      'what a wildcard alias delivers to it',
      'ceo@local.test',
      { aliases: [alias('*@local.test', 'u1@local.test')] },
      { kind: 'not-owned', reason: 'wildcard-alias' },
    ],
    [
      "another account's address for a wildcard alias",
      'u2@local.test',
      { aliases: [alias('*@local.test', 'u1@local.test')] },
      UNRELATED,
    ],
    [
      'an exact alias that reaches it through a wildcard alias',
      'info@local.test',
      { aliases: [alias('info@local.test', 'any@local.test'), alias('any*@local.test', 'u1@local.test')] },
      { kind: 'not-owned', reason: 'wildcard-alias' },
    ],
    [
      'an alias whose members may not send as it',
      'news@local.test',
      { aliases: [closed(alias('news@local.test', 'u1@local.test'))] },
      { kind: 'not-owned', reason: 'alias-forbids-sending' },
    ],
    [
      'a sub-address of an alias whose members may not send as it',
      'news+x@local.test',
      { aliases: [closed(alias('news@local.test', 'u1@local.test'))] },
      { kind: 'not-owned', reason: 'alias-forbids-sending' },
    ],
    [
      'an alias one further hop of which forbids sending',
      'a@local.test',
      { aliases: [alias('a@local.test', 'b@local.test'), closed(alias('b@local.test', 'u1@local.test'))] },
      { kind: 'not-owned', reason: 'alias-forbids-sending' },
    ],
  ])('%s', (_why, text, change, expected) => {
    expect(ownershipOf1(text, change)).toEqual(expected);
  });
});

describe('an account may send as', () => {
  const one = (...sendAs: readonly string[]) => ({
    accounts: [accountRecord(1, 'u1@local.test', { sendAs }), accountRecord(2, 'u2@local.test')],
  });
  const entry = (pattern: string) => ({ kind: 'send-as', pattern });
  const wildcard = [alias('*@local.test', 'u1@local.test')];
  const news = [closed(alias('news@local.test', 'u1@local.test'))];

  test.each([
    ['an address of its list', 'U2@LOCAL.test', one('u2@local.test'), entry('u2@local.test')],
    ['an address that nobody has', 'press@local.test', one('press@local.test'), entry('press@local.test')],
    ['an address elsewhere', 'me@ext.test', one('me@ext.test'), entry('me@ext.test')],
    ['all of a domain', 'u2+x@local.test', one('*@local.test'), entry('*@local.test')],
    ['the exact entry first', 'u2@local.test', one('*@local.test', 'u2@local.test'), entry('u2@local.test')],
    [
      'what a wildcard alias delivers to it',
      'ceo@local.test',
      { ...one('ceo@local.test'), aliases: wildcard },
      entry('ceo@local.test'),
    ],
    [
      'an alias that forbids it to its members',
      'news@local.test',
      { ...one('news@local.test'), aliases: news },
      entry('news@local.test'),
    ],
    ['its own address, which is its own all the same', 'u1@local.test', one('*@local.test'), PRIMARY],
    [
      'its alias, which is its own all the same',
      'sales@local.test',
      { ...one('sales@local.test'), aliases: SALES },
      { kind: 'alias', alias: 'sales@local.test' },
    ],
  ])('%s', (_why, text, change, expected) => {
    expect(ownershipOf1(text, change)).toEqual(expected);
  });

  test.each([
    ['a sub-address of an entry', 'u2+x@local.test', one('u2@local.test')],
    ['a subdomain of an entry', 'u2@sub.local.test', one('*@local.test')],
    ['KELVIN SIGN for k', '\u212aim@local.test', one('kim@local.test')],
    [
      'what another account may send as',
      'press@local.test',
      {
        accounts: [
          accountRecord(1, 'u1@local.test'),
          accountRecord(2, 'u2@local.test', { sendAs: ['press@local.test'] }),
        ],
        aliases: [alias('u3@local.test', 'u2@local.test')],
      },
    ],
    [
      'an alias that leads to what it may send as',
      'a@local.test',
      { ...one('press@local.test'), aliases: [alias('a@local.test', 'press@local.test')] },
    ],
  ])('neither %s', (_why, text, change) => {
    expect(ownershipOf1(text, change)).toEqual(UNRELATED);
  });
});

describe('whatever the aliases', () => {
  const names = ['u1', 'u2', 'a', 'b', 'c', 'd', 'a+x'];
  const anAddress = fc.constantFrom(...names).map((name) => `${name}@local.test`);
  const anAlias = fc.record({
    pattern: fc.oneof(anAddress, fc.constantFrom('*@local.test', '?@local.test', 'u*@local.test')),
    targets: fc.array(anAddress, { minLength: 1, maxLength: 3 }),
    membersMaySendAs: fc.boolean(),
  });
  const someAliases = fc.array(anAlias, { maxLength: 8 });

  test('wildcard aliases never change who owns an address', () => {
    fc.assert(
      fc.property(someAliases, anAddress, (aliases, text) => {
        const exact = aliases.filter(({ pattern }) => !/[*?]/.test(pattern));
        const owned = (of: readonly AliasEntry[]) => ownershipOf1(text, { aliases: of }).kind !== 'not-owned';
        expect(owned(aliases)).toBe(owned(exact));
      }),
    );
  });

  test('an owned address is delivered to its owner', () => {
    fc.assert(
      fc.property(someAliases, anAddress, (aliases, text) => {
        const view = createDirectoryView(localLists({ aliases }), 1);
        const destination = view.destination(address(text));
        if (view.ownership(1, address(text)).kind !== 'not-owned')
          expect(destination.kind === 'local' && destination.accountIds.includes(1)).toBe(true);
      }),
    );
  });

  test('closing an alias to its members never gives anybody an address', () => {
    fc.assert(
      fc.property(someAliases, anAddress, (aliases, text) => {
        const owned = (of: readonly AliasEntry[]) => ownershipOf1(text, { aliases: of }).kind !== 'not-owned';
        if (owned(aliases.map(closed))) expect(owned(aliases)).toBe(true);
      }),
    );
  });
});
