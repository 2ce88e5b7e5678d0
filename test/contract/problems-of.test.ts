import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../server/contract/problems-of.ts';
import { setupDocumentSchema } from '../../server/contract/setup-document.ts';

function problems(document: unknown): readonly { readonly path: string; readonly reason: string }[] {
  const parsed = setupDocumentSchema.safeParse(document);
  return parsed.success ? [] : problemsOf(parsed.error);
}

describe('problemsOf', () => {
  it.each<[string, unknown, string, string]>([
    [
      'an unknown key is named with its path',
      { accounts: [{ address: 'a@b', passwrd: 'x' }] },
      'accounts[0].passwrd',
      'is not a known key',
    ],
    ['an unknown key at the top too', { hostnam: 'x' }, 'hostnam', 'is not a known key'],
    [
      'a bad value has its place in a list',
      { accounts: [{ address: 'a@b' }, { address: 'nobody' }] },
      'accounts[1].address',
      'is not an address such as user@example.com',
    ],
    ['what is missing is said to be', { domains: [{}] }, 'domains[0].name', 'is missing'],
    [
      'a value of another kind is told of in plain words',
      { listeners: 'none' },
      'listeners',
      'is not a list',
    ],
    [
      'a white list entry that can match nothing',
      { whiteList: [{ pattern: 'bulk' }] },
      'whiteList[0].pattern',
      'matches no address: it has neither @ nor *',
    ],
    [
      'a control character in a pattern',
      { aliases: [{ pattern: 'a\u0000@b.test', targets: ['a@b'] }] },
      'aliases[0].pattern',
      'may not contain blanks, control characters or angle brackets',
    ],
    [
      'a rule of a whole entry is told of the entry',
      { accounts: [{ address: 'a@b', password: 'x', passwordHash: '$argon2id$x' }] },
      'accounts[0]',
      'has both a password and a passwordHash',
    ],
    [
      'of several shapes the nearest is told',
      { dynamicScreen: { allowList: [{ range: 'x' }] } },
      'dynamicScreen.allowList[0].range',
      'is not an IP address or a range such as 192.0.2.0/24',
    ],
    [
      'an unknown key in the nearest shape too',
      { dynamicScreen: { allowList: [{ range: '192.0.2.1', note: 'x' }] } },
      'dynamicScreen.allowList[0].note',
      'is not a known key',
    ],
  ])('%s', (_sentence, document, path, reason) => {
    expect(problems(document)).toEqual([{ path, reason }]);
  });

  it('names each shape where none fits', () => {
    expect(problems({ gateways: [{ domain: 'gw.test', host: 'h', sendersMustAuth: 3 }] })).toEqual([
      { path: 'gateways[0].sendersMustAuth', reason: expect.stringContaining(', or: ') as unknown },
    ]);
  });
});
