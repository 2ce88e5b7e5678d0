import { describe, expect, test } from 'vitest';
import { relayControl } from '../../server/policy/relay-control.ts';
import { mailFacts, optionsWith, recipientFacts, signedIn, TRUSTED_CLIENT } from './base-facts.ts';

const RULE = { rule: 'relayControl', mode: 'enforce', option: null };
const refusalOf = (ip: string, text: string) => ({
  ...RULE,
  result: 'violated',
  because: `The client ${ip} wants to send to j2@ext.example on another server, but did not sign in.`,
  reply: { code: 550, enhanced: '5.7.1', text },
});
const SIGN_IN = 'Relaying denied, to send to other domains sign in with your account first';
const HERE = {
  ...RULE,
  result: 'not-applicable',
  because: 'The recipient is in a domain that is served here.',
};
const fromTrusted = mailFacts({ client: TRUSTED_CLIENT });
const trustedMayRelay = optionsWith({ trustedIpsMayRelay: true });

describe('relay control', () => {
  test.each([
    [
      'refuses strangers that send elsewhere',
      recipientFacts('j2@ext.example', 'remote'),
      optionsWith(),
      refusalOf('203.0.113.5', SIGN_IN),
    ],
    [
      'names the submission ports where AUTH is not on offer',
      recipientFacts('j2@ext.example', 'remote', mailFacts({ authAvailable: false })),
      optionsWith(),
      refusalOf(
        '203.0.113.5',
        'Relaying denied, to send to other domains sign in on the submission port 587 or 465',
      ),
    ],
    [
      'refuses Trusted IPs as well',
      recipientFacts('j2@ext.example', 'remote', fromTrusted),
      optionsWith(),
      refusalOf('127.0.2.5', SIGN_IN),
    ],
    [
      'exempts Trusted IPs where they may relay',
      recipientFacts('j2@ext.example', 'remote', fromTrusted),
      trustedMayRelay,
      {
        ...RULE,
        result: 'exempt',
        option: 'trustedIpsMayRelay',
        because: 'The client 127.0.2.5 is in the Trusted IPs range 127.0.2.0/24.',
      },
    ],
    [
      'exempts nobody else',
      recipientFacts('j2@ext.example', 'remote'),
      trustedMayRelay,
      refusalOf('203.0.113.5', SIGN_IN),
    ],
    [
      'lets accounts send anywhere',
      recipientFacts('j2@ext.example', 'remote', signedIn('u1@local.test')),
      optionsWith(),
      { ...RULE, result: 'satisfied', because: 'u1@local.test signed in.' },
    ],
    ['does not concern local recipients', recipientFacts('u1@local.test', 'local'), optionsWith(), HERE],
    ['does not concern gateway recipients', recipientFacts('any@gw.test', 'gateway'), optionsWith(), HERE],
    [
      'leaves unknown local recipients to the next rule',
      recipientFacts('u8@local.test', 'unknown'),
      optionsWith(),
      HERE,
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(relayControl(facts, options)).toEqual({ finding, effects: [], notes: [] });
  });
});
