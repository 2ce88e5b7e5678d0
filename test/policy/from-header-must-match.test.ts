import { describe, expect, test } from 'vitest';
import { fromHeaderMustMatch } from '../../server/policy/from-header-must-match.ts';
import { claimOn, headerFacts, mailFacts, optionsWith } from './base-facts.ts';

const RULE = { rule: 'fromHeaderMustMatch', mode: 'enforce', option: 'fromHeaderMustMatch' };
const OWN = claimOn('u1@local.test', { ownership: { kind: 'primary' } });
const FOREIGN = claimOn('u2@local.test');
const LISTED = claimOn('bulk@local.test', {
  whiteListEntry: { pattern: 'bulk@local.test', comment: '', owner: '', expiresAt: null },
});
const GATEWAY = claimOn('any@gw.test', { gateway: { domain: 'gw.test', accountMaySend: true } });

const REFUSAL = {
  ...RULE,
  result: 'violated',
  because: 'u1@local.test signed in, but u2@local.test is not its address.',
  reply: {
    code: 550,
    enhanced: '5.7.1',
    text: 'You are signed in as u1@local.test, which may not write From: u2@local.test',
  },
};
const UNREADABLE_554 = {
  code: 554,
  enhanced: '5.6.0',
  text: 'The From: field is missing, repeated or not valid, send the message with one valid From: field',
};
const repeated = headerFacts([], {
  from: { kind: 'unreadable', because: 'The message has two From: fields.' },
});
const bare = (finding: object) => ({ finding, effects: [], notes: [] });

describe("Credentials used must match those of the 'From:' header address", () => {
  test.each([
    [
      "accepts the account's own address",
      headerFacts([OWN]),
      optionsWith(),
      {
        ...RULE,
        result: 'satisfied',
        because: 'u1@local.test is the address of the account that signed in.',
      },
    ],
    [
      'accepts an address that the administrator lets the account send as',
      headerFacts([claimOn('press@ext.test', { ownership: { kind: 'send-as', pattern: 'press@ext.test' } })]),
      optionsWith(),
      {
        ...RULE,
        result: 'satisfied',
        because: 'The administrator lets u1@local.test send as press@ext.test: entry press@ext.test.',
      },
    ],
    ["refuses another account's address", headerFacts([FOREIGN]), optionsWith(), REFUSAL],
    ['refuses one foreign address among own ones', headerFacts([OWN, FOREIGN]), optionsWith(), REFUSAL],
    [
      'only reports in report mode',
      headerFacts([FOREIGN]),
      optionsWith({ fromHeaderMustMatch: { mode: 'report' } }),
      { ...REFUSAL, mode: 'report' },
    ],
    [
      'says nothing when off, not even of an unreadable field',
      repeated,
      optionsWith({ fromHeaderMustMatch: { mode: 'off' } }),
      { ...RULE, mode: 'off', result: 'off', because: 'The rule is off.' },
    ],
    [
      'does not judge mail from the world',
      { ...headerFacts([]), mail: mailFacts() },
      optionsWith(),
      { ...RULE, result: 'not-applicable', because: 'Nobody signed in.' },
    ],
    [
      'refuses a field that cannot be read in one way only',
      repeated,
      optionsWith(),
      {
        ...RULE,
        result: 'violated',
        because: 'The message has two From: fields.',
        reply: UNREADABLE_554,
      },
    ],
    [
      'refuses a field that names nobody',
      headerFacts([]),
      optionsWith(),
      { ...RULE, result: 'violated', because: 'The From: field names nobody.', reply: UNREADABLE_554 },
    ],
    [
      'exempts gateway mail',
      headerFacts([OWN, GATEWAY]),
      optionsWith(),
      {
        ...RULE,
        result: 'exempt',
        option: 'gatewaysExemptFromMatch',
        because:
          'u1@local.test is the address of the account that signed in. any@gw.test is in the gateway domain gw.test, for which u1@local.test may send.',
      },
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(fromHeaderMustMatch(facts, options)).toEqual(bare(finding));
  });

  test('exempts addresses on the white list and notes each entry once', () => {
    expect(fromHeaderMustMatch(headerFacts([LISTED, LISTED, GATEWAY]), optionsWith())).toEqual({
      finding: {
        ...RULE,
        result: 'exempt',
        because:
          'bulk@local.test is on the white list: entry bulk@local.test. bulk@local.test is on the white list: entry bulk@local.test. any@gw.test is in the gateway domain gw.test, for which u1@local.test may send.',
      },
      effects: [{ kind: 'note-white-list-use', pattern: 'bulk@local.test' }],
      notes: [],
    });
  });

  test('a listed address does not excuse the one beside it, and its entry is not used', () => {
    expect(fromHeaderMustMatch(headerFacts([LISTED, FOREIGN]), optionsWith())).toEqual(bare(REFUSAL));
  });

  test('a field of a thousand addresses gets a sentence that can be read', () => {
    const facts = headerFacts(Array.from({ length: 1000 }, () => OWN));
    expect(fromHeaderMustMatch(facts, optionsWith()).finding.because).toBe(
      `${'u1@local.test is the address of the account that signed in. '.repeat(5)}And 995 more.`,
    );
  });
});
