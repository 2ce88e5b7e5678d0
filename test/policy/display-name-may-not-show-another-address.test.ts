import { describe, expect, test } from 'vitest';
import { displayNameMayNotShowAnotherAddress } from '../../server/policy/display-name-may-not-show-another-address.ts';
import { headerFacts, mailbox, mailFacts, optionsWith, U1 } from './base-facts.ts';

const KEY = 'displayNameMayNotShowAnotherAddress';
const RULE = { rule: KEY, mode: 'enforce', option: KEY };
const enforced = optionsWith({ [KEY]: { mode: 'enforce' } });
const showing = (...shown: readonly string[]) =>
  headerFacts([], { from: { kind: 'mailboxes', mailboxes: [mailbox(U1.address, shown)] } });
const BOSS = 'The name "boss@local.test" of u1@local.test shows boss@local.test.';
const REFUSAL = {
  ...RULE,
  result: 'violated',
  because: BOSS,
  reply: {
    code: 550,
    enhanced: '5.7.1',
    text: 'The name in the From: field shows boss@local.test, take that address out of the name',
  },
};

describe("The name in the 'From:' header may not show another address", () => {
  test.each([
    ['refuses a name that shows another address', showing('boss@local.test'), enforced, REFUSAL, []],
    [
      'names the first of several',
      showing('boss@local.test', 'ceo@local.test'),
      enforced,
      {
        ...REFUSAL,
        because:
          'The name "boss@local.test ceo@local.test" of u1@local.test shows boss@local.test. ' +
          'The name "boss@local.test ceo@local.test" of u1@local.test shows ceo@local.test.',
      },
      [],
    ],
    [
      'only reports in report mode',
      showing('boss@local.test'),
      optionsWith({ [KEY]: { mode: 'report' } }),
      { ...REFUSAL, mode: 'report' },
      [],
    ],
    [
      'notes it for the administrator when off, as by default',
      showing('boss@local.test'),
      optionsWith(),
      { ...RULE, mode: 'off', result: 'off', because: 'The rule is off.' },
      [BOSS],
    ],
    [
      'notes nothing where there is nothing',
      showing(),
      optionsWith(),
      { ...RULE, mode: 'off', result: 'off', because: 'The rule is off.' },
      [],
    ],
    [
      'notes it on mail from the world, which it does not refuse',
      { ...showing('boss@local.test'), mail: mailFacts() },
      enforced,
      { ...RULE, result: 'not-applicable', because: 'Nobody signed in.' },
      [BOSS],
    ],
    [
      'accepts names without addresses',
      showing(),
      enforced,
      { ...RULE, result: 'satisfied', because: 'No name in the From: field shows another address.' },
      [],
    ],
    [
      'leaves an unreadable field to the rule that refuses it',
      headerFacts([], { from: { kind: 'unreadable', because: 'There is no From: field.' } }),
      enforced,
      { ...RULE, result: 'satisfied', because: 'No name in the From: field shows another address.' },
      [],
    ],
    [
      'says nothing to the client that is not one printable line',
      showing('b\u00f6ss@local.test\r\n250 ok'),
      enforced,
      {
        ...REFUSAL,
        because:
          'The name "b\u00f6ss@local.test\r\n250 ok" of u1@local.test shows b\u00f6ss@local.test\r\n250 ok.',
        reply: {
          ...REFUSAL.reply,
          text: 'The name in the From: field shows b\\x{F6}ss@local.test\\x{D}\\x{A}250 ok, take that address out of the name',
        },
      },
      [],
    ],
  ])('%s', (_what, facts, options, finding, notes) => {
    expect(displayNameMayNotShowAnotherAddress(facts, options)).toEqual({ finding, effects: [], notes });
  });
});
