import { describe, expect, test } from 'vitest';
import { authorDomains } from '../../server/authenticity/author-domains.ts';
import type { FromHeader } from '../../server/contract/facts.ts';
import { addressOf } from '../helpers/wire-setup.ts';

const UNREADABLE: FromHeader = { kind: 'unreadable', because: 'It is not valid.' };

function readable(...addresses: readonly string[]): FromHeader {
  const mailboxes = addresses.map((text) => ({
    address: addressOf(text),
    displayName: '',
    shownAddresses: [],
  }));
  return { kind: 'mailboxes', mailboxes };
}

test('where the strict reader reads mailboxes, nothing else is looked at', () => {
  const fields = ['From: ceo@bank.test <joe@ext.test>'];
  expect(authorDomains(readable('joe@ext.test', 'ann@EXT.test', 'kim@other.test'), fields)).toEqual([
    'ext.test',
    'other.test',
  ]);
  expect(authorDomains(readable('joe@ext.test'), null)).toEqual(['ext.test']);
});

describe('where it cannot, every name that another reader may see counts', () => {
  test.each<[string, readonly string[], readonly string[] | null]>([
    ['of two fields', ['From: a@one.test', 'From: b@two.test'], ['one.test', 'two.test']],
    ['of a name and an address', ['From: ceo@bank.test <joe@ext.test>'], ['bank.test', 'ext.test']],
    ['behind a comment or a fold', ['From: joe@\r\n ext.test (ann@other.test)'], ['ext.test', 'other.test']],
    ['in other letters, with a final dot', ['From: joe@EXT.Test., ann@ext.test'], ['ext.test']],
    ['as a U-label', ['From: joe@m\u00fcnchen.test'], ['xn--mnchen-3ya.test']],
    ['of a source route', ['From: <@relay.test:joe@ext.test>'], ['relay.test', 'ext.test']],
    ['of no field', [], []],
    ['of a field without an @', ['From: joe'], []],
    ['of more than are checked', ['From: a@1.test b@2.test c@3.test d@4.test e@5.test f@6.test'], null],
  ])('%s', (_what, fields, domains) => {
    expect(authorDomains(UNREADABLE, fields)).toEqual(domains);
  });

  test('and where the header was not looked at, nothing can be told', () => {
    expect(authorDomains(UNREADABLE, null)).toBeNull();
  });
});
