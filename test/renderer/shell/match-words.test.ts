import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchWords } from '../../../renderer/shell/palette/match-words.ts';

const NAME = 'Credentials used must match those of the return-path address';

describe('a name answers to', () => {
  test.each([
    ['a word of it', 'credentials', NAME],
    ['the beginning of words, in any order', 'retur cred', NAME],
    ['a part of a word', 'path', NAME],
    ['the initials of its words', 'sa', 'SMTP Authentication'],
    ['a word with a wrong letter', 'credantials', NAME],
    ['a word with a letter too few', 'authentcation', 'SMTP Authentication'],
    ['a word with a letter too many', 'accountss', 'Accounts'],
    ['two letters changed over', 'dynmaic', 'Dynamic Screen'],
    ['the letters of a word in their order', 'athn', 'SMTP Authentication'],
    ['words without their accents', 'geraet', 'Gëraet'],
    ['an address', 'anna@off', 'anna@office.example'],
  ])('%s', (_, typed, name) => {
    expect(matchWords(typed, name)).toBeGreaterThan(0);
  });

  test.each([
    ['a word that it does not have', 'queue', NAME],
    ['one of two words only', 'credentials queue', NAME],
    ['a short word mistyped', 'dsn', 'DKIM'],
    ['letters in another order', 'htua', 'SMTP Authentication'],
  ])('but not to %s', (_, typed, name) => {
    expect(matchWords(typed, name)).toBe(0);
  });

  test.each([
    ['the word itself is better than a longer one', 'log', 'Live log', 'Logins kept'],
    ['the beginning is better than the middle', 'scre', 'Dynamic Screen', 'Unscreened'],
    ['a name is better than a keyword', 'ban', 'Ban list', 'Dynamic Screen'],
    ['a part is better than a mistyped word', 'path', 'return-path', 'pats'],
  ])('%s', (_, typed, better, worse) => {
    expect(matchWords(typed, better)).toBeGreaterThan(matchWords(typed, worse, 'ban'));
  });

  test('to itself, whatever it is, and never beyond 1', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (name, typed) => {
        expect(matchWords(name, name)).toBeGreaterThan(0);
        const score = matchWords(typed, name);
        expect(score >= 0 && score <= 1).toBe(true);
      }),
    );
  });
});
