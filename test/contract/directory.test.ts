import { describe, expect, test } from 'vitest';
import { aliasEntrySchema, sendAsPatternSchema } from '../../server/contract/directory.ts';

describe('the pattern of an alias', () => {
  test.each([
    ['an address', 'sales@local.test', true],
    ['a wildcard address', 's?les*@*.test', true],
    ['a quoted local part with a blank', '"u 1"@local.test', true],
    ['a quoted local part with a bracket, a quote and a backslash', String.raw`"<a\"b\\>"@local.test`, true],
    ['a quoted local part with a blank and a wildcard', '"u *"@local.test', true],
    ['a blank outside quotes', 'u 1@local.test', false],
    ['a blank behind the quotes', '"u 1" @local.test', false],
    ['quotes that do not end', '"u 1@local.test', false],
    ['a control character within quotes', '"u\u00001"@local.test', false],
    ['a control character behind a backslash', '"u\\\u00001"@local.test', false],
    ['an angle bracket', '<u1@local.test>', false],
    ['nothing but blanks', '   ', false],
  ])('may be or not: %s', (_what, pattern, isPattern) => {
    const entry = { pattern, targets: ['u1@local.test'], membersMaySendAs: true };
    expect(aliasEntrySchema.safeParse(entry).data ?? null).toEqual(isPattern ? entry : null);
  });
});

describe('what an account may send as', () => {
  test.each([
    ['an address, in canonical form', ' "boss"@LOCAL.test ', 'boss@local.test'],
    ['a quoted local part that needs its quotes', '"a b"@local.test', '"a b"@local.test'],
    ['all of a domain, as its A-label', '*@B\u00fccher.example', '*@xn--bcher-kva.example'],
    ['no wildcard but all of a domain', '*@*.test', null],
    ['no literal asterisk, which would be read as a domain', '"*"@local.test', null],
    ['no domain alone', 'local.test', null],
    ['nothing', '', null],
  ])('is written as: %s', (_what, text, pattern) => {
    expect(sendAsPatternSchema.safeParse(text).data ?? null).toBe(pattern);
  });
});
