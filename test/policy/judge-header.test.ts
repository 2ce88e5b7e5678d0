import { expect, test } from 'vitest';
import { judgeHeader } from '../../server/policy/judge-header.ts';
import { claimOn, headerFacts, mailbox, optionsWith, U1 } from './base-facts.ts';

const OWN = claimOn('u1@local.test', { ownership: { kind: 'primary' } });
const showing = headerFacts([OWN], {
  from: { kind: 'mailboxes', mailboxes: [mailbox(U1.address, ['boss@local.test'])] },
});

test('an own address behind another name passes by default, with a note', () => {
  const { findings, ...rest } = judgeHeader(showing, optionsWith());
  expect(findings.map(({ rule, result }) => [rule, result])).toEqual([
    ['localSenderMustAuth', 'not-applicable'],
    ['fromHeaderMustMatch', 'satisfied'],
    ['displayNameMayNotShowAnotherAddress', 'off'],
    ['dmarcMustPass', 'not-applicable'],
  ]);
  expect(rest).toEqual({
    stage: 'data',
    refusal: null,
    effects: [],
    notes: ['The name "boss@local.test" of u1@local.test shows boss@local.test.'],
  });
});

test('the rule about names refuses it where it is enforced', () => {
  const options = optionsWith({ displayNameMayNotShowAnotherAddress: { mode: 'enforce' } });
  const { refusal, notes } = judgeHeader(showing, options);
  expect(refusal?.rule).toBe('displayNameMayNotShowAnotherAddress');
  expect(notes).toEqual([]);
});

test('a foreign address is refused before its name is', () => {
  const options = optionsWith({ displayNameMayNotShowAnotherAddress: { mode: 'enforce' } });
  const facts = { ...showing, claims: [claimOn('u2@local.test')] };
  expect(judgeHeader(facts, options).refusal?.rule).toBe('fromHeaderMustMatch');
});
