import { describe, expect, test } from 'vitest';
import { localIpMustAuth } from '../../server/policy/local-ip-must-auth.ts';
import { LOCAL_CLIENT, mailFacts, optionsWith, signedIn, SIGN_IN_530 } from './base-facts.ts';

const RULE = { rule: 'localIpMustAuth', mode: 'enforce', option: 'localIpMustAuth' };
const REFUSAL = {
  ...RULE,
  result: 'violated',
  because: 'The client 127.0.1.5 is in the Local IPs range 127.0.1.0/24, but did not sign in.',
  reply: SIGN_IN_530,
};
const fromLocalIp = mailFacts({ client: LOCAL_CLIENT });

describe('Authentication is always required when mail is sent from local IPs', () => {
  test.each([
    ['refuses a local IP that did not sign in', fromLocalIp, optionsWith(), REFUSAL],
    ['refuses the null return-path too', { ...fromLocalIp, returnPath: null }, optionsWith(), REFUSAL],
    [
      'only reports in report mode',
      fromLocalIp,
      optionsWith({ localIpMustAuth: { mode: 'report' } }),
      { ...REFUSAL, mode: 'report' },
    ],
    [
      'says nothing when off',
      fromLocalIp,
      optionsWith({ localIpMustAuth: { mode: 'off' } }),
      { ...RULE, mode: 'off', result: 'off', because: 'The rule is off.' },
    ],
    [
      'is satisfied by any account',
      { ...signedIn('u1@local.test'), client: LOCAL_CLIENT },
      optionsWith(),
      { ...RULE, result: 'satisfied', because: 'u1@local.test signed in.' },
    ],
    [
      'does not concern the rest of the world',
      mailFacts(),
      optionsWith(),
      { ...RULE, result: 'not-applicable', because: 'The client 203.0.113.5 is in no Local IPs range.' },
    ],
    [
      'exempts Trusted IPs',
      mailFacts({ client: { ...LOCAL_CLIENT, trustedRange: '127.0.0.0/8' } }),
      optionsWith(),
      {
        ...RULE,
        result: 'exempt',
        because: 'The client 127.0.1.5 is in the Trusted IPs range 127.0.0.0/8.',
      },
    ],
    [
      'is not softened by the exceptions of "from local accounts"',
      fromLocalIp,
      optionsWith({ localSenderMustAuth: { unlessToLocalAccount: true, unlessTrustedIp: true } }),
      REFUSAL,
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(localIpMustAuth(facts, options)).toEqual({ finding, effects: [], notes: [] });
  });
});
