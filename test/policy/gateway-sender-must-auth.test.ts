import { describe, expect, test } from 'vitest';
import type { MailFacts } from '../../server/contract/facts.ts';
import { gatewaySenderMustAuth } from '../../server/policy/gateway-sender-must-auth.ts';
import { address, GATEWAY_SENDER, mailFacts, TRUSTED_CLIENT, U1, SIGN_IN_530 } from './base-facts.ts';

const RULE = { rule: 'gatewaySenderMustAuth', mode: 'enforce', option: null };
const REFUSAL = {
  ...RULE,
  result: 'violated',
  because: 'The sender claims to be <any@gw.test> of the gateway domain gw.test, but did not sign in.',
  reply: SIGN_IN_530,
};
const fromGateway = (change: Partial<MailFacts> = {}): MailFacts =>
  mailFacts({ returnPath: address('any@gw.test'), sender: GATEWAY_SENDER, ...change });

describe('Authentication is required when sending mail as a user of this gateway', () => {
  test.each([
    ['refuses whoever has not signed in', fromGateway(), REFUSAL],
    [
      'only reports where the gateway says so',
      fromGateway({ sender: { ...GATEWAY_SENDER, sendersMustAuth: 'report' } }),
      { ...REFUSAL, mode: 'report' },
    ],
    [
      'says nothing where the gateway has it off',
      fromGateway({ sender: { ...GATEWAY_SENDER, sendersMustAuth: 'off' } }),
      { ...RULE, mode: 'off', result: 'off', because: 'The rule is off.' },
    ],
    [
      'exempts Trusted IPs',
      fromGateway({ client: TRUSTED_CLIENT }),
      {
        ...RULE,
        result: 'exempt',
        because: 'The client 127.0.2.5 is in the Trusted IPs range 127.0.2.0/24.',
      },
    ],
    [
      'is satisfied by any account',
      fromGateway({ account: U1 }),
      { ...RULE, result: 'satisfied', because: 'u1@local.test signed in.' },
    ],
    [
      'does not concern other senders',
      mailFacts(),
      { ...RULE, result: 'not-applicable', because: 'The sender is in no gateway domain.' },
    ],
  ])('%s', (_what, facts, finding) => {
    expect(gatewaySenderMustAuth(facts)).toEqual({ finding, effects: [], notes: [] });
  });
});
