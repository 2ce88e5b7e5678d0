import { describe, expect, test } from 'vitest';
import { judgeRecipient } from '../../server/policy/judge-recipient.ts';
import { fromLocal, optionsWith, recipientFacts } from './base-facts.ts';

const waiting = optionsWith({
  localSenderMustAuth: { unlessToLocalAccount: true },
  popBeforeSmtp: { mode: 'enforce', unlessToLocalAccount: true },
});
const sender = fromLocal('u1@local.test', { mailboxLogin: { kind: 'none' } });

describe('at RCPT', () => {
  test.each([
    [
      'rules that waited come before relay control',
      recipientFacts('joe@ext.example', 'remote', sender),
      {
        localSenderMustAuth: 'violated',
        popBeforeSmtp: 'violated',
        relayControl: 'violated',
        recipientExists: 'not-applicable',
        accountLimits: 'not-applicable',
      },
      530,
    ],
    [
      'an unknown recipient looks like any other to whoever has not signed in',
      recipientFacts('u8@local.test', 'unknown', sender),
      {
        localSenderMustAuth: 'violated',
        popBeforeSmtp: 'violated',
        relayControl: 'not-applicable',
        recipientExists: 'violated',
        accountLimits: 'not-applicable',
      },
      530,
    ],
    [
      'a local recipient passes',
      recipientFacts('u2@local.test', 'local', sender),
      {
        localSenderMustAuth: 'exempt',
        popBeforeSmtp: 'exempt',
        relayControl: 'not-applicable',
        recipientExists: 'satisfied',
        accountLimits: 'not-applicable',
      },
      null,
    ],
    [
      'an unknown recipient of mail from the world does not exist',
      recipientFacts('u8@local.test', 'unknown'),
      {
        localSenderMustAuth: 'not-applicable',
        popBeforeSmtp: 'not-applicable',
        relayControl: 'not-applicable',
        recipientExists: 'violated',
        accountLimits: 'not-applicable',
      },
      550,
    ],
  ])('%s', (_what, facts, results, code) => {
    const { stage, findings, refusal } = judgeRecipient(facts, waiting);
    expect(stage).toBe('rcpt');
    expect(findings.map(({ rule, result }) => [rule, result])).toEqual(Object.entries(results));
    expect(refusal?.reply.code ?? null).toBe(code);
  });
});
