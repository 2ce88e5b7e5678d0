import { describe, expect, test } from 'vitest';
import type { MailFacts, SendingFact, SendingUse } from '../../server/contract/facts.ts';
import { DEFAULT_OPTIONS, type OwnLimits } from '../../server/contract/settings.ts';
import { accountLimits, accountLimitsForRecipient, limitsOf } from '../../server/policy/account-limits.ts';
import { mailFacts, NOTHING_SENT, optionsWith, recipientFacts, signedIn, U1 } from './base-facts.ts';

const RULE = { rule: 'accountLimits', mode: 'enforce', option: 'accountLimits' };
const ENFORCED = optionsWith({ accountLimits: { mode: 'enforce' } });
const REPORTED = optionsWith();
const OFF = optionsWith({ accountLimits: { mode: 'off' } });
const EXCEEDED_550 = {
  code: 550,
  enhanced: '5.7.1',
  text: 'Your account has sent more than it may and can send no more, ask the administrator of this server',
};
const FROZEN_550 = {
  code: 550,
  enhanced: '5.7.1',
  text: 'Your account may not send for now, ask the administrator of this server',
};
const WITHIN = { ...RULE, result: 'satisfied', because: 'u1@local.test is within its limits.' };

const bare = (finding: object) => ({ finding, effects: [], notes: [] });
const mailOf = (change: Partial<SendingFact> = {}): MailFacts => ({
  ...signedIn('u1@local.test', { ownership: { kind: 'primary' } }),
  sending: { ...NOTHING_SENT, ...change },
});
const used = (change: Partial<SendingUse>) => ({ used: { ...NOTHING_SENT.used, ...change } });
const frozen = { frozen: { since: 0, reason: '201 messages within an hour; the limit is 200' } };
const exceeded = (reason: string, kind = 'freeze-account', mode = 'enforce') => ({
  finding: {
    ...RULE,
    mode,
    result: 'violated',
    because: `u1@local.test would exceed a limit: ${reason}.`,
    reply: EXCEEDED_550,
  },
  effects: [{ kind, account: U1, reason }],
  notes: [],
});

describe('Accounts may send only so much in an hour and in a day', () => {
  test.each([
    ['lets an account send its last message of the hour', used({ messagesPerHour: 199 })],
    ['lets an account send its last message of the day', used({ messagesPerDay: 999 })],
    ['does not count recipients at MAIL', used({ recipientsPerHour: 500, recipientsPerDay: 2000 })],
    [
      'lets an account without a limit send',
      { ownLimits: { messagesPerHour: null }, ...used({ messagesPerHour: 900 }) },
    ],
  ])('%s', (_what, sending) => {
    expect(accountLimits(mailOf(sending), ENFORCED)).toEqual(bare(WITHIN));
  });

  test.each<[string, Partial<SendingFact>, string]>([
    [
      'one message too many in the hour',
      used({ messagesPerHour: 200, messagesPerDay: 200 }),
      '201 messages within an hour; the limit is 200',
    ],
    [
      'one message too many in the day',
      used({ messagesPerDay: 1000 }),
      '1001 messages within a day; the limit is 1000',
    ],
    [
      'one beyond its own limit, which is lower',
      { ownLimits: { messagesPerHour: 2 }, ...used({ messagesPerHour: 2 }) },
      '3 messages within an hour; the limit is 2',
    ],
    [
      'what a limit that was lowered no longer allows',
      { ownLimits: { messagesPerDay: 1 }, ...used({ messagesPerDay: 40 }) },
      '41 messages within a day; the limit is 1',
    ],
  ])('refuses and freezes the account for %s', (_what, sending, reason) => {
    expect(accountLimits(mailOf(sending), ENFORCED)).toEqual(exceeded(reason));
  });

  test('refuses a frozen account, and does not freeze it again', () => {
    expect(accountLimits(mailOf({ ...frozen, ...used({ messagesPerHour: 500 }) }), ENFORCED)).toEqual(
      bare({
        ...RULE,
        result: 'violated',
        because: 'u1@local.test is frozen: 201 messages within an hour; the limit is 200.',
        reply: FROZEN_550,
      }),
    );
  });

  test('only tells of it in report mode', () => {
    expect(accountLimits(mailOf(used({ messagesPerHour: 200 })), REPORTED)).toEqual(
      exceeded('201 messages within an hour; the limit is 200', 'tell-of-limit', 'report'),
    );
  });

  test('says nothing when off, not even of a frozen account', () => {
    expect(accountLimits(mailOf({ ...frozen, ...used({ messagesPerHour: 500 }) }), OFF)).toEqual(
      bare({ ...RULE, mode: 'off', result: 'off', because: 'The rule is off.' }),
    );
  });

  test('does not concern whoever has not signed in', () => {
    const stranger = mailFacts();
    const finding = { ...RULE, result: 'not-applicable', because: 'Nobody signed in.' };
    expect(accountLimits(stranger, ENFORCED)).toEqual(bare(finding));
    expect(accountLimitsForRecipient(recipientFacts('joe@ext.test', 'remote', stranger), ENFORCED)).toEqual(
      bare(finding),
    );
  });
});

describe('of a recipient', () => {
  const recipient = (sent: Partial<SendingUse>, isNew = false, ownLimits: OwnLimits = {}) => ({
    ...recipientFacts('joe@ext.test', 'remote', mailOf({ ownLimits })),
    sending: { ...used(sent), isNew },
  });

  test.each([
    ['the last one of the hour passes', recipient({ recipientsPerHour: 499 })],
    ['the last one of the day passes', recipient({ recipientsPerDay: 1999 })],
    ['the last new one of the day passes', recipient({ newRecipientsPerDay: 299 }, true)],
    ['one that is known passes whatever the count of new ones', recipient({ newRecipientsPerDay: 300 })],
    [
      'any passes for an account without a limit',
      recipient({ recipientsPerDay: 9000 }, false, { recipientsPerDay: null }),
    ],
  ])('%s', (_what, facts) => {
    expect(accountLimitsForRecipient(facts, ENFORCED)).toEqual(bare(WITHIN));
  });

  test.each([
    [
      'one too many in the hour',
      recipient({ recipientsPerHour: 500 }),
      '501 recipients within an hour; the limit is 500',
    ],
    [
      'one too many in the day',
      recipient({ recipientsPerDay: 2000 }),
      '2001 recipients within a day; the limit is 2000',
    ],
    [
      'one new one too many in the day',
      recipient({ newRecipientsPerDay: 300 }, true),
      '301 recipients within a day that it had never written to; the limit is 300',
    ],
  ])('%s is refused and freezes the account', (_what, facts, reason) => {
    expect(accountLimitsForRecipient(facts, ENFORCED)).toEqual(exceeded(reason));
  });

  test('it is only told of in report mode, and nothing is said when off', () => {
    const facts = recipient({ recipientsPerHour: 500 });
    expect(accountLimitsForRecipient(facts, REPORTED)).toEqual(
      exceeded('501 recipients within an hour; the limit is 500', 'tell-of-limit', 'report'),
    );
    expect(accountLimitsForRecipient(facts, OFF).finding.result).toBe('off');
  });
});

test('an account has the limits of the option where it has none of its own', () => {
  expect(limitsOf({ messagesPerDay: null, recipientsPerHour: 5 }, DEFAULT_OPTIONS)).toEqual({
    messagesPerHour: 200,
    messagesPerDay: null,
    recipientsPerHour: 5,
    recipientsPerDay: 2000,
    newRecipientsPerDay: 300,
  });
});
