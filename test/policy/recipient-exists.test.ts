import { describe, expect, test } from 'vitest';
import type { RecipientFacts } from '../../server/contract/facts.ts';
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

const NO_U8 = { code: 550, enhanced: '5.1.1', text: 'There is no u8@local.test here, check the address' };
const NO_KIM = { code: 550, enhanced: '5.1.1', text: 'There is no kim@gw.test here, check the address' };
const LATER = {
  code: 451,
  enhanced: '4.4.3',
  text: 'The recipient address cannot be checked at the moment, try again later',
};

function finding(facts: RecipientFacts) {
  const { finding: found } = recipientExists(facts);
  return [found.because, found.result === 'violated' ? found.reply : found.result];
}

describe('an unknown address of a shared domain', () => {
  const unknown = 'u8@local.test is neither an account nor an alias.';
  test.each<[string, Partial<RecipientFacts>, string, unknown]>([
    [
      'that a sharing host has is sent there',
      { domainSharing: { kind: 'found', host: 'mail2.test' } },
      'Domain Sharing found the recipient on mail2.test.',
      'satisfied',
    ],
    [
      'that no sharing host has is refused',
      { domainSharing: { kind: 'not-found' } },
      'Domain Sharing found it on no other server.',
      NO_U8,
    ],
    [
      'that a sharing host cannot tell of is refused for now',
      { domainSharing: { kind: 'error', host: 'mail2.test', reason: 'no answer within 5 s' } },
      'Domain Sharing got no usable answer from mail2.test: no answer within 5 s.',
      LATER,
    ],
    [
      'that another rule refuses is not asked for',
      { domainSharing: { kind: 'not-asked' } },
      'Domain Sharing was not asked, because another rule refuses already.',
      NO_U8,
    ],
    [
      'that another server asks for is refused: a question never leads to another',
      { domainSharing: { kind: 'not-asked' }, isQuestion: true },
      'It was another server that asked, so that no further one was.',
      NO_U8,
    ],
  ])('%s', (_what, change, because, answer) => {
    expect(finding({ ...recipientFacts('u8@local.test', 'unknown'), ...change })).toEqual([
      `${unknown} ${because}`,
      answer,
    ]);
  });
});

describe('a recipient of a gateway', () => {
  test.each<[string, Partial<RecipientFacts>, string, unknown]>([
    [
      'that its list has is taken',
      { gatewayRecipient: { kind: 'listed', pattern: 'k*@gw.test' } },
      'kim@gw.test is on the recipient list of its gateway, by k*@gw.test.',
      'satisfied',
    ],
    [
      'that its list does not have is refused',
      { gatewayRecipient: { kind: 'not-listed' } },
      'kim@gw.test is not on the recipient list of its gateway.',
      NO_KIM,
    ],
    [
      'that its server takes is taken',
      { gatewayRecipient: { kind: 'taken' } },
      "The gateway's server takes mail for kim@gw.test.",
      'satisfied',
    ],
    [
      'that its server refuses is refused',
      { gatewayRecipient: { kind: 'refused', reply: '550 5.1.1 No Kim' } },
      "The gateway's server takes no mail for kim@gw.test: 550 5.1.1 No Kim",
      NO_KIM,
    ],
    [
      'that its server cannot tell of is refused for now',
      { gatewayRecipient: { kind: 'error', reason: 'connect ECONNREFUSED' } },
      "The gateway's server could not be asked for kim@gw.test: connect ECONNREFUSED.",
      LATER,
    ],
    [
      'that another rule refuses is not asked for',
      { gatewayRecipient: { kind: 'not-asked' } },
      "The gateway's server was not asked for kim@gw.test, because another rule refuses already.",
      'not-applicable',
    ],
    [
      'that another server asks for is refused for now where nothing is known of it',
      { gatewayRecipient: { kind: 'not-asked' }, isQuestion: true },
      "It was another server that asked for kim@gw.test, so that the gateway's server was not; nothing is known of it.",
      LATER,
    ],
  ])('%s', (_what, change, because, answer) => {
    expect(finding({ ...recipientFacts('kim@gw.test', 'gateway'), ...change })).toEqual([because, answer]);
  });
});
