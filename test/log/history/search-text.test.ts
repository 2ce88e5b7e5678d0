import { describe, expect, it } from 'vitest';
import { indexedText, matchExpression, phraseExpression } from '../../../server/log/history/search-text.ts';

describe('text for the index', () => {
  it('has no marks at the edge of words, and keeps those within', () => {
    expect(indexedText(['did not sign in.', '-- 192.0.2.7 said <a_b@c-d.test>.'])).toBe(
      'did not sign in \n  192.0.2.7 said <a_b@c-d.test> \nc-d.test',
    );
  });

  it('has the domain of each address once', () => {
    expect(indexedText(['u1@local.test u2@local.test'])).toBe('u1@local.test u2@local.test\nlocal.test');
  });
});

describe('the words of a search', () => {
  it.each([
    ['zaphod', '"zaphod"*'],
    ['u1@local.test  zaphod', '"u1@local.test"* AND "zaphod"*'],
    ['in', '"in"'],
    ['sign in.', '"sign"* AND "in"'],
    ['2001:db8::1', '"2001:db8::1"*'],
    ['say "NEAR(a b)" OR *', '"say"* AND """NEAR(a"* AND "b)"""* AND "OR"'],
    ['mail zaphod', '"mail" AND "zaphod"*'],
    ['  ... <>', null],
    ['', null],
  ])('%j are %s', (text, expression) => {
    expect(matchExpression(text, (phrase) => phrase === '"mail"')).toBe(expression);
  });

  it('are one phrase where exactly this is looked for', () => {
    expect(phraseExpression('u1@local.test')).toBe('"u1@local.test"');
    expect(phraseExpression('<>')).toBeNull();
  });
});
