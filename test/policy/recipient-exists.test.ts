import { describe, expect, test } from 'vitest';
import { recipientExists } from '../../server/policy/recipient-exists.ts';
import { recipientFacts } from './base-facts.ts';

const RULE = { rule: 'recipientExists', mode: 'enforce', option: null };

describe('a recipient', () => {
  test.each([
    [
      'that is delivered here exists',
      recipientFacts('u1@local.test', 'local'),
      { ...RULE, result: 'satisfied', because: 'u1@local.test is delivered here.' },
    ],
    [
      "of a gateway is its own server's matter",
      recipientFacts('any@gw.test', 'gateway'),
      {
        ...RULE,
        result: 'not-applicable',
        because: 'any@gw.test is in a gateway domain, whose own server knows its users.',
      },
    ],
    [
      'on another server is that server\u2019s matter',
      recipientFacts('joe@ext.example', 'remote'),
      { ...RULE, result: 'not-applicable', because: 'joe@ext.example is on another server.' },
    ],
    [
      'that is unknown is refused',
      recipientFacts('u8@local.test', 'unknown'),
      {
        ...RULE,
        result: 'violated',
        because: 'u8@local.test is neither an account nor an alias.',
        reply: {
          code: 550,
          enhanced: '5.1.1',
          text: 'There is no u8@local.test here, check the address',
        },
      },
    ],
  ])('%s', (_what, facts, finding) => {
    expect(recipientExists(facts)).toEqual({ finding, effects: [], notes: [] });
  });
});
