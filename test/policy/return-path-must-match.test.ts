import { describe, expect, test } from 'vitest';
import { returnPathMustMatch } from '../../server/policy/return-path-must-match.ts';
import { fromLocal, GATEWAY_SENDER, optionsWith, signedIn } from './base-facts.ts';

const RULE = { rule: 'returnPathMustMatch', mode: 'enforce', option: 'returnPathMustMatch' };
const refusalOf = (returnPath: string, because: string) => ({
  ...RULE,
  result: 'violated',
  because,
  reply: {
    code: 550,
    enhanced: '5.7.1',
    text: `You are signed in as u1@local.test, which may not send from ${returnPath}`,
  },
});
const FOREIGN = refusalOf('u2@local.test', 'u1@local.test signed in, but u2@local.test is not its address.');
const bare = (finding: object) => ({ finding, effects: [], notes: [] });
const listed = (pattern: string, comment = '') => ({
  whiteListEntry: { pattern, comment, owner: '', expiresAt: null },
});

describe('Credentials used must match those of the return-path address', () => {
  test.each([
    ["refuses another account's address", signedIn('u2@local.test'), optionsWith(), FOREIGN],
    [
      'only reports in report mode',
      signedIn('u2@local.test'),
      optionsWith({ returnPathMustMatch: { mode: 'report' } }),
      { ...FOREIGN, mode: 'report' },
    ],
    [
      'says nothing when off',
      signedIn('u2@local.test'),
      optionsWith({ returnPathMustMatch: { mode: 'off' } }),
      { ...RULE, mode: 'off', result: 'off', because: 'The rule is off.' },
    ],
    [
      'does not concern whoever has not signed in',
      fromLocal('u2@local.test'),
      optionsWith(),
      { ...RULE, result: 'not-applicable', because: 'Nobody signed in.' },
    ],
    [
      'exempts the null return-path',
      { ...signedIn('u1@local.test'), returnPath: null, claim: null },
      optionsWith(),
      { ...RULE, result: 'exempt', because: 'The return-path is null: it claims to be nobody.' },
    ],
    [
      'refuses an address that only a wildcard alias delivers',
      signedIn('u2@local.test', { ownership: { kind: 'not-owned', reason: 'wildcard-alias' } }),
      optionsWith(),
      refusalOf(
        'u2@local.test',
        'u1@local.test signed in, but u2@local.test is not its address: a wildcard alias delivers to the account, but lets it send as nobody.',
      ),
    ],
    [
      'refuses an alias whose members may not send as it',
      signedIn('all@local.test', { ownership: { kind: 'not-owned', reason: 'alias-forbids-sending' } }),
      optionsWith(),
      refusalOf(
        'all@local.test',
        'u1@local.test signed in, but all@local.test is not its address: its alias does not let members send as it.',
      ),
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(returnPathMustMatch(facts, options)).toEqual(bare(finding));
  });

  test.each([
    ['u1@local.test', { kind: 'primary' }, 'u1@local.test is the address of the account that signed in.'],
    [
      'press@local.test',
      { kind: 'send-as', pattern: '*@local.test' },
      'The administrator lets u1@local.test send as press@local.test: entry *@local.test.',
    ],
    [
      'sales@local.test',
      { kind: 'alias', alias: 'sales@local.test' },
      'sales@local.test belongs to u1@local.test by the alias sales@local.test.',
    ],
    [
      'u1+x@local.test',
      { kind: 'subaddress', of: { kind: 'primary' } },
      'u1+x@local.test is a sub-address of u1@local.test.',
    ],
    [
      'sales+y@local.test',
      { kind: 'subaddress', of: { kind: 'alias', alias: 'sales@local.test' } },
      'sales+y@local.test is a sub-address of the alias sales@local.test, which belongs to u1@local.test.',
    ],
  ] as const)('accepts %s as owned, and says how', (returnPath, ownership, because) => {
    const facts = signedIn(returnPath, { ownership });
    expect(returnPathMustMatch(facts, optionsWith())).toEqual(
      bare({ ...RULE, result: 'satisfied', because }),
    );
  });
});

describe('White list', () => {
  test.each([
    ['', 'u2@local.test is on the white list: entry u2@*.'],
    ['newsletter tool', 'u2@local.test is on the white list: entry u2@* (newsletter tool).'],
  ])('exempts an address that hits it and notes the use (comment "%s")', (comment, because) => {
    const facts = signedIn('u2@local.test', listed('u2@*', comment));
    expect(returnPathMustMatch(facts, optionsWith())).toEqual({
      finding: { ...RULE, result: 'exempt', because },
      effects: [{ kind: 'note-white-list-use', pattern: 'u2@*' }],
      notes: [],
    });
  });

  test('is not used by an address that is owned anyway', () => {
    const facts = signedIn('u1@local.test', { ownership: { kind: 'primary' }, ...listed('*@local.test') });
    expect(returnPathMustMatch(facts, optionsWith()).effects).toEqual([]);
  });

  test('does not excuse an unauthenticated sender', () => {
    const facts = { ...signedIn('u2@local.test', listed('*')), account: null, claim: null };
    const finding = { ...RULE, result: 'not-applicable', because: 'Nobody signed in.' };
    expect(returnPathMustMatch(facts, optionsWith())).toEqual(bare(finding));
  });
});

describe('Exempt gateway mail from AUTH credential matching requirements', () => {
  const gatewayMail = (accountMaySend: boolean) => ({
    ...signedIn('any@gw.test', { gateway: { domain: 'gw.test', accountMaySend } }),
    sender: GATEWAY_SENDER,
  });
  const foreign = (why: string) =>
    refusalOf('any@gw.test', `u1@local.test signed in, but any@gw.test is not its address. ${why}`);

  test.each([
    [
      'exempts an account that may send for the gateway',
      gatewayMail(true),
      optionsWith(),
      {
        ...RULE,
        result: 'exempt',
        option: 'gatewaysExemptFromMatch',
        because: 'any@gw.test is in the gateway domain gw.test, for which u1@local.test may send.',
      },
    ],
    [
      'exempts no account that may not',
      gatewayMail(false),
      optionsWith(),
      foreign('It may not send for the gateway domain gw.test.'),
    ],
    [
      'exempts nobody when off',
      gatewayMail(true),
      optionsWith({ gatewaysExemptFromMatch: false }),
      foreign('"Exempt gateway mail from AUTH credential matching requirements" is off.'),
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(returnPathMustMatch(facts, options)).toEqual(bare(finding));
  });
});
