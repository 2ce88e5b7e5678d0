import { describe, expect, test } from 'vitest';
import { needsDomainSharing } from '../../server/policy/needs-domain-sharing.ts';
import {
  fromLocal,
  GATEWAY_SENDER,
  LOCAL_CLIENT,
  LOCAL_SENDER,
  mailFacts,
  MISSING_SENDER,
  optionsWith,
  TRUSTED_CLIENT,
  U1,
} from './base-facts.ts';

const NOT_ASKED = { kind: 'not-asked' } as const;
const missing = fromLocal('u9@local.test', { sender: MISSING_SENDER, domainSharing: NOT_ASKED });

describe('the sharing hosts are asked', () => {
  test.each([
    ['for a sender that has no account here', missing, optionsWith()],
    [
      'in report mode, to say what the rule would have done',
      missing,
      optionsWith({ localSenderMustAuth: { mode: 'report' } }),
    ],
    [
      'while the recipients decide, for those elsewhere',
      missing,
      optionsWith({ localSenderMustAuth: { unlessToLocalAccount: true } }),
    ],
    ['for a Trusted IP that is not exempt', { ...missing, client: TRUSTED_CLIENT }, optionsWith()],
    [
      'where another rule would only report',
      { ...missing, client: LOCAL_CLIENT },
      optionsWith({ localIpMustAuth: { mode: 'report' } }),
    ],
  ])('%s', (_when, facts, options) => {
    expect(needsDomainSharing(facts, options)).toBe(true);
  });
});

describe('nobody is asked', () => {
  test.each([
    [
      'where nothing is set up',
      { ...missing, domainSharing: { kind: 'not-set-up' } as const },
      optionsWith(),
    ],
    ['twice', { ...missing, domainSharing: { kind: 'not-found' } as const }, optionsWith()],
    ['with the exception off', missing, optionsWith({ localSenderMustAuth: { unlessDomainSharing: false } })],
    ['with the rule off', missing, optionsWith({ localSenderMustAuth: { mode: 'off' } })],
    ['for an account that exists here', { ...missing, sender: LOCAL_SENDER }, optionsWith()],
    ['for whoever signed in', { ...missing, account: U1 }, optionsWith()],
    [
      'for an exempt Trusted IP',
      { ...missing, client: TRUSTED_CLIENT },
      optionsWith({ localSenderMustAuth: { unlessTrustedIp: true } }),
    ],
    ['where another rule refuses already', { ...missing, client: LOCAL_CLIENT }, optionsWith()],
    [
      'for a role address',
      fromLocal('abuse@local.test', { sender: MISSING_SENDER, domainSharing: NOT_ASKED }),
      optionsWith(),
    ],
    ['for the world', mailFacts({ domainSharing: NOT_ASKED }), optionsWith()],
    ['for gateways', mailFacts({ sender: GATEWAY_SENDER, domainSharing: NOT_ASKED }), optionsWith()],
    [
      'for the null return-path',
      mailFacts({ returnPath: null, sender: { kind: 'none' }, domainSharing: NOT_ASKED }),
      optionsWith(),
    ],
  ])('%s', (_when, facts, options) => {
    expect(needsDomainSharing(facts, options)).toBe(false);
  });
});
