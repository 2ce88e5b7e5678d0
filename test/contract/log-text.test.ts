import { describe, expect, it } from 'vitest';
import { holdsAll, searchableText, textsHoldAll, wantedWords } from '../../server/contract/log-text.ts';

describe('text that is searched', () => {
  it('has no marks at the edge of words, and keeps those within', () => {
    expect(searchableText(['did not sign in.', '-- 192.0.2.7 said <a_b@c-d.test>.'])).toBe(
      'did not sign in 192.0.2.7 said a_b@c-d.test c-d.test',
    );
  });

  it('has the domain of each address once', () => {
    expect(searchableText(['u1@local.test u2@local.test'])).toBe('u1@local.test u2@local.test local.test');
  });
});

describe('a word', () => {
  it.each<[sentence: string, words: string, text: string, isFound: boolean]>([
    ['is found by its beginning', 'zaph', 'EHLO zaphod.example', true],
    ['is not found by its end', 'phod', 'EHLO zaphod.example', false],
    ['is found in any case', 'ZAPHOD', 'zaphod', true],
    ['is found without its accents', 'mull', 'Müller', true],
    ['is found with accents that are not there', 'Müll', 'muller', true],
    ['is found however its accents are written', 'mu\u0308ller', 'm\u00fcller', true],
    ['is found with a final sigma', 'οδοσ', 'ΟΔΟΣ', true],
    ['of two letters is found whole', 'in', 'sign in', true],
    ['of two letters is no beginning', 'in', 'inside', false],
    ['is found in any order', 'required sign', 'sign on is required', true],
    ['must be there with the others', 'sign off', 'sign on', false],
    ['of several parts is found where they follow one another', '2001:db8::1', 'from 2001:db8::17', true],
    ['of several parts is not found apart', '2001:db8', '2001 and db8', false],
    ['may be a domain', 'local.test', '<u1@local.test>', true],
    ['may be text of another script', '日本', '日本語', true],
  ])('%s', (_sentence, words, text, isFound) => {
    const wanted = wantedWords(words);
    expect([holdsAll(searchableText([text]), wanted), textsHoldAll([text], wanted)]).toEqual([
      isFound,
      isFound,
    ]);
  });

  it('is none where there are only marks', () => {
    expect(wantedWords(' *** <> ')).toEqual([]);
  });
});
