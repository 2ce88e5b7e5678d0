import { describe, expect, it } from 'vitest';
import { matchExpression, phraseExpression } from '../../../server/log/history/search-text.ts';

describe('the words of a search', () => {
  it.each([
    ['zaphod', '"zaphod"*'],
    ['u1@local.test  zaphod', '"u1@local.test"* AND "zaphod"*'],
    ['in', '"in"'],
    ['sign in.', '"sign"* AND "in"'],
    ['2001:db8::1', '"2001 db8 1"*'],
    ['say "NEAR(a b)" OR *', '"say"* AND "near a"* AND "b" AND "or"'],
    ['  ... <>', null],
    ['', null],
  ])('%j are %s', (text, expression) => {
    expect(matchExpression(text)).toBe(expression);
  });

  it('are one phrase where exactly this is looked for', () => {
    expect(phraseExpression('u1@local.test')).toBe('"u1@local.test"');
    expect(phraseExpression('<>')).toBeNull();
  });
});
