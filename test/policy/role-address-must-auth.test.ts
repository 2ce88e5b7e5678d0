import { describe, expect, test } from 'vitest';
import { roleAddressMustAuth } from '../../server/policy/role-address-must-auth.ts';
import {
  fromLocal,
  LOCAL_SENDER,
  mailFacts,
  MISSING_SENDER,
  optionsWith,
  signedIn,
  SIGN_IN_530,
  TRUSTED_CLIENT,
  address,
} from './base-facts.ts';

const RULE = { rule: 'roleAddressMustAuth', mode: 'enforce', option: 'roleAddressMustAuth' };
const refusalOf = (sender: string) => ({
  ...RULE,
  result: 'violated',
  because: `The sender claims to be ${sender}, a role address of your domain local.test, but did not sign in.`,
  reply: SIGN_IN_530,
});
const NOT_APPLICABLE = {
  ...RULE,
  result: 'not-applicable',
  because: 'The sender is not postmaster, abuse or webmaster of a local domain.',
};

describe("Mail from 'Postmaster', 'abuse', 'webmaster' must be authenticated", () => {
  test.each(['postmaster', 'abuse', 'webmaster', 'PostMaster', 'abuse+list', 'WEBMASTER+'])(
    'refuses %s of a local domain',
    (name) => {
      const facts = fromLocal(`${name}@local.test`);
      const finding = refusalOf(`${name}@local.test`);
      expect(roleAddressMustAuth(facts, optionsWith())).toEqual({ finding, effects: [], notes: [] });
    },
  );

  test.each([
    [
      'refuses a role address that is neither account nor alias',
      fromLocal('abuse@local.test', { sender: MISSING_SENDER }),
      optionsWith(),
      refusalOf('abuse@local.test'),
    ],
    [
      'refuses a quoted role address',
      fromLocal('"abuse"@local.test'),
      optionsWith(),
      refusalOf('abuse@local.test'),
    ],
    [
      'follows the separator of the domain',
      fromLocal('abuse-x@local.test', { sender: { ...LOCAL_SENDER, subaddressSeparator: '-' } }),
      optionsWith(),
      refusalOf('abuse-x@local.test'),
    ],
    [
      'is softened by no exception of another rule',
      fromLocal('abuse@local.test', {
        client: TRUSTED_CLIENT,
        domainSharing: { kind: 'found', host: '192.0.2.1' },
      }),
      optionsWith({
        localSenderMustAuth: { unlessToLocalAccount: true, unlessTrustedIp: true },
        trustedIpsMayRelay: true,
      }),
      refusalOf('abuse@local.test'),
    ],
    [
      'only reports in report mode',
      fromLocal('abuse@local.test'),
      optionsWith({ roleAddressMustAuth: { mode: 'report' } }),
      { ...refusalOf('abuse@local.test'), mode: 'report' },
    ],
    [
      'says nothing when off',
      fromLocal('abuse@local.test'),
      optionsWith({ roleAddressMustAuth: { mode: 'off' } }),
      { ...RULE, mode: 'off', result: 'off', because: 'The rule is off.' },
    ],
    [
      'is satisfied by any account',
      signedIn('abuse@local.test'),
      optionsWith(),
      { ...RULE, result: 'satisfied', because: 'u1@local.test signed in.' },
    ],
    ['knows only the three', fromLocal('hostmaster@local.test'), optionsWith(), NOT_APPLICABLE],
    [
      'is not fooled by a name that only looks alike',
      fromLocal('pos\uff54master@local.test'),
      optionsWith(),
      NOT_APPLICABLE,
    ],
    [
      'takes a name for itself where sub-addresses are off',
      fromLocal('abuse+x@local.test', { sender: { ...LOCAL_SENDER, subaddressSeparator: '' } }),
      optionsWith(),
      NOT_APPLICABLE,
    ],
    [
      'does not concern the postmasters of others',
      mailFacts({ returnPath: address('postmaster@ext.example') }),
      optionsWith(),
      NOT_APPLICABLE,
    ],
    [
      'does not concern the null return-path',
      mailFacts({ returnPath: null, sender: { kind: 'none' } }),
      optionsWith(),
      NOT_APPLICABLE,
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(roleAddressMustAuth(facts, options)).toEqual({ finding, effects: [], notes: [] });
  });
});
