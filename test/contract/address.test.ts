import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressKey,
  formatAddress,
  parseAddress,
  sameAddress,
  withoutSubaddress,
} from '../../server/contract/address.ts';

const same = (one: string, other: string): boolean => {
  const [a, b] = [parseAddress(one), parseAddress(other)];
  return a !== null && b !== null && sameAddress(a, b);
};

describe('address comparison', () => {
  test.each([
    ['ASCII letters fold in the local part', 'User@local.test', 'user@local.test'],
    ['ASCII letters fold in the domain', 'user@LOCAL.test', 'user@local.test'],
    ['a quoted local part equals its content', '"user"@local.test', 'user@local.test'],
    ['a quoted pair equals the character', '"us\\er"@local.test', 'user@local.test'],
    ['a valid U-label equals its A-label', 'user@bücher.example', 'user@xn--bcher-kva.example'],
    ['an A-label folds too', 'user@XN--BCHER-KVA.example', 'user@bücher.example'],
    ['sharp s is a valid U-label of its own', 'user@straße.example', 'user@xn--strae-oqa.example'],
  ])('%s', (_why, one, other) => {
    expect(same(one, other)).toBe(true);
  });

  test.each([
    ['KELVIN SIGN is not k', '\u212aim@local.test', 'kim@local.test'],
    ['a full-width letter is not its ASCII twin', '\uff55ser@local.test', 'user@local.test'],
    ['a full-width domain is not its ASCII twin', 'user@\uff4cocal.test', 'user@local.test'],
    ['KELVIN SIGN in a domain is not k', 'user@\u212aiosk.test', 'user@kiosk.test'],
    ['an upper-case umlaut would need mapping', 'user@BÜCHER.example', 'user@bücher.example'],
    ['a decomposed umlaut would need mapping', 'user@bu\u0308cher.example', 'user@bücher.example'],
    ['an ideographic full stop is no dot', 'user@local\u3002test', 'user@local.test'],
    ['umlauts do not fold in the local part', 'JÜRGEN@local.test', 'jürgen@local.test'],
    ['sharp s is not ss', 'user@straße.example', 'user@strasse.example'],
    ['dots count', 'u.ser@local.test', 'user@local.test'],
  ])('%s', (_why, one, other) => {
    expect(same(one, other)).toBe(false);
  });

  test('an address is the same as itself, however its ASCII letters are cased', () => {
    const letter = fc.constantFrom(...('abcXYZ019.-+_ü'.match(/./gu) ?? []));
    fc.assert(
      fc.property(fc.string({ unit: letter, minLength: 1, maxLength: 20 }), (name) => {
        const address = parseAddress(`${name}@example.test`);
        fc.pre(address !== null);
        const swapped = name.replace(/[a-zA-Z]/g, (c) => (c < 'a' ? c.toLowerCase() : c.toUpperCase()));
        expect(same(`${swapped}@EXAMPLE.test`, formatAddress(address))).toBe(true);
      }),
    );
  });

  test('only ASCII letters fold: any other two characters stay two addresses', () => {
    const character = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 });
    fc.assert(
      fc.property(character, character, (one, other) => {
        const [a, b] = [parseAddress(`x${one}@example.test`), parseAddress(`x${other}@example.test`)];
        fc.pre(a !== null && b !== null);
        const fold = (text: string): string => (/^[A-Z]$/.test(text) ? text.toLowerCase() : text);
        expect(addressKey(a) === addressKey(b)).toBe(fold(one) === fold(other));
      }),
    );
  });

  test('what is written parses back to the same address', () => {
    const content = fc.string({
      unit: fc.constantFrom(...('a B."\\@,<>ü'.match(/./gu) ?? [])),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(content, (localPart) => {
        const address = { localPart, domain: 'example.test' };
        expect(parseAddress(formatAddress(address))).toEqual(address);
      }),
    );
  });
});

describe('parsing', () => {
  test.each([
    '',
    '@',
    'user',
    'user@',
    '@local.test',
    'a..b@local.test',
    '.a@local.test',
    'a b@local.test',
    'user@local..test',
    'user@-local.test',
    'user@local.test.',
    '<user@local.test>',
    '"user@local.test',
    '""@local.test',
    'a@b@local.test',
    'user@[999]',
    'user@[300.1.1.1]',
    'user@[192.0.2]',
    'user@[]',
    'user@[IPv6:192.0.2.1]',
    'user@[IPv6:2001:db8]',
    'user@[IPv6:fe80::1%eth0]',
    'user@[IPv6:zz]',
    'user@[tag-:content]',
    'user@[tag:con[tent]',
    `${'x'.repeat(65)}@local.test`,
    'user@local_.test',
    'us\ner@local.test',
  ])('refuses %j', (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  test.each([
    ['user@[192.0.2.1]', { localPart: 'user', domain: '[192.0.2.1]' }],
    ['user@[IPv6:2001:DB8::1]', { localPart: 'user', domain: '[ipv6:2001:db8::1]' }],
    ['user@[IPv6:::ffff:192.0.2.1]', { localPart: 'user', domain: '[ipv6:::ffff:192.0.2.1]' }],
    ['user@[x-tag:content]', { localPart: 'user', domain: '[x-tag:content]' }],
    ['"a@b"@local.test', { localPart: 'a@b', domain: 'local.test' }],
    ["o'brien+x@local.test", { localPart: "o'brien+x", domain: 'local.test' }],
  ])('reads %j', (text, address) => {
    expect(parseAddress(text)).toEqual(address);
  });

  test('the sub-address ends at the first separator; an empty name is none', () => {
    const of = (text: string, separator = '+') => {
      const address = parseAddress(text);
      return address && withoutSubaddress(address, separator);
    };
    expect(of('u1+a+b@local.test')).toEqual({ localPart: 'u1', domain: 'local.test' });
    expect(of('+a@local.test')).toBeNull();
    expect(of('u1+a@local.test', '')).toBeNull();
    expect(of('u1@local.test')).toBeNull();
  });
});
