import { expect, test } from 'vitest';
import { judgeConnect } from '../../server/policy/judge-connect.ts';

const RULE = { rule: 'dynamicScreen', mode: 'enforce', option: null };

test('a client on the Dynamic Screen is turned away and disconnected', () => {
  const refusal = {
    ...RULE,
    result: 'violated',
    because: "The client's network 203.0.113.5 is on the Dynamic Screen: AUTH on the SMTP port.",
    reply: {
      code: 421,
      enhanced: '4.7.0',
      text: 'Connections from your network are refused for now, try again later',
    },
  };
  const screened = {
    network: '203.0.113.5',
    reason: 'AUTH on the SMTP port',
    sessionId: '4fk2',
    since: 0,
    until: null,
    offences: 1,
    hits: 0,
    addedBy: 'rule',
  } as const;
  expect(judgeConnect(screened)).toEqual({
    stage: 'connect',
    findings: [refusal],
    refusal,
    effects: [{ kind: 'disconnect' }],
    notes: [],
  });
});

test('any other client is greeted', () => {
  const finding = {
    ...RULE,
    result: 'not-applicable',
    because: 'The client is not on the Dynamic Screen.',
  };
  expect(judgeConnect(null)).toEqual({
    stage: 'connect',
    findings: [finding],
    refusal: null,
    effects: [],
    notes: [],
  });
});
