import { describe, expect, test } from 'vitest';
import { findShownAddresses, MAX_SHOWN } from '../../../server/smtp/message/shown-addresses.ts';

const OWN = { localPart: 'u1', domain: 'local.test' };
const CEO = ['ceo@local.test'];

describe('addresses that a text shows', () => {
  test.each([
    ['none', ['Joe Public'], []],
    ['the own one, however it is cased', ['U1@Local.TEST'], []],
    ['another one', ['ceo@local.test'], CEO],
    ['each once, as it looks first', ['ceo@local.test CEO@LOCAL.TEST', 'Ceo@local.test'], CEO],
    [
      'with no more marks on a letter than text may have',
      [`ceo${'\u0327'.repeat(40)}@local.test`],
      [`ceo${'\u0327'.repeat(30)}@local.test`],
    ],
    ['on another line', ['Joe\nceo@local.test'], CEO],
    ['behind a tab', ['Joe\tceo@local.test'], CEO],
    ['in a URL', ['<mailto:ceo@local.test?subject=x>'], CEO],
    ['at the end of a sentence', ['Mail ceo@local.test.'], CEO],
    ['between invisible characters', ['c\u00ade\u200bo@\ufefflocal.te\u0000st'], CEO],
    ['in full-width letters', ['ceo\uff20local\uff0etest'], CEO],
    ['with a small sign', ['ceo\ufe6blocal.test'], CEO],
    ['chained', ['a@b.test@c.test'], ['a@b.test', 'b.test@c.test']],
    ['beyond any length', [`${'x'.repeat(400)}@local.test`], []],
  ])('%s', (_what, texts, shown) => {
    expect(findShownAddresses(texts, OWN)).toEqual(shown);
  });

  test('the first of many', () => {
    const many = Array.from({ length: 2 * MAX_SHOWN }, (_, index) => `a${index}@b.test`);
    expect(findShownAddresses([many.join(' ')], OWN)).toEqual(many.slice(0, MAX_SHOWN));
    expect(findShownAddresses([many.join('@')], OWN)).toHaveLength(MAX_SHOWN);
  });
});
