import { describe, expect, test } from 'vitest';
import type { HeaderFacts, MailFacts, RecipientFacts } from '../../server/contract/facts.ts';
import {
  localSenderMustAuth,
  localSenderMustAuthForMessage,
  localSenderMustAuthForRecipient,
} from '../../server/policy/local-sender-must-auth.ts';
import {
  checked,
  dmarc,
  fromLocal,
  headerFacts,
  mailFacts,
  MISSING_SENDER,
  optionsWith,
  recipientFacts,
  SIGN_IN_530,
  signedIn,
  TRUSTED_CLIENT,
} from './base-facts.ts';

const RULE = { rule: 'localSenderMustAuth', mode: 'enforce', option: 'localSenderMustAuth' };
const CLAIM =
  'The sender claims to be u1@local.test, an address of your domain local.test, but did not sign in.';
const REFUSAL = { ...RULE, result: 'violated', because: CLAIM, reply: SIGN_IN_530 };
const OFF = { ...RULE, mode: 'off', result: 'off', because: 'The rule is off.' };

const MISSING_CLAIM =
  'The sender claims to be u9@local.test, an address of your domain local.test, but did not sign in. No such account exists here.';
const missing = (domainSharing: MailFacts['domainSharing'], change: Partial<MailFacts> = {}): MailFacts =>
  fromLocal('u9@local.test', { sender: MISSING_SENDER, domainSharing, ...change });
const SHARING_451 = {
  code: 451,
  enhanced: '4.4.3',
  text: 'The sender address cannot be checked at the moment, try again later',
};

const TO_LOCAL = optionsWith({ localSenderMustAuth: { unlessToLocalAccount: true } });

describe('Authentication is always required when mail is from local accounts', () => {
  test.each([
    ['refuses a local account that did not sign in', fromLocal(), optionsWith(), REFUSAL],
    [
      'refuses Trusted IPs as well',
      fromLocal('u1@local.test', { client: TRUSTED_CLIENT }),
      optionsWith(),
      REFUSAL,
    ],
    [
      'refuses an address without an account',
      missing({ kind: 'not-set-up' }),
      optionsWith(),
      { ...REFUSAL, because: `${MISSING_CLAIM} Domain Sharing is not set up.` },
    ],
    [
      'only reports in report mode',
      fromLocal(),
      optionsWith({ localSenderMustAuth: { mode: 'report' } }),
      { ...REFUSAL, mode: 'report' },
    ],
    ['says nothing when off', fromLocal(), optionsWith({ localSenderMustAuth: { mode: 'off' } }), OFF],
    [
      'is satisfied by any account',
      signedIn('u2@local.test'),
      optionsWith(),
      { ...RULE, result: 'satisfied', because: 'u1@local.test signed in.' },
    ],
    [
      'does not concern the world',
      mailFacts(),
      optionsWith(),
      { ...RULE, result: 'not-applicable', because: 'The sender is in no local domain.' },
    ],
    [
      'does not concern the null return-path',
      mailFacts({ returnPath: null, sender: { kind: 'none' } }),
      optionsWith(),
      { ...RULE, result: 'not-applicable', because: 'The sender is in no local domain.' },
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(localSenderMustAuth(facts, options)).toEqual({ finding, effects: [], notes: [] });
  });
});

describe('...unless message is from a Trusted IP', () => {
  const unlessTrustedIp = optionsWith({ localSenderMustAuth: { unlessTrustedIp: true } });

  test.each([
    [
      'exempts a Trusted IP',
      fromLocal('u1@local.test', { client: TRUSTED_CLIENT }),
      {
        ...RULE,
        result: 'exempt',
        option: 'localSenderMustAuth.unlessTrustedIp',
        because: 'The client 127.0.2.5 is in the Trusted IPs range 127.0.2.0/24.',
      },
    ],
    ['exempts nobody else', fromLocal(), REFUSAL],
  ])('%s', (_what, facts, finding) => {
    expect(localSenderMustAuth(facts, unlessTrustedIp)).toEqual({ finding, effects: [], notes: [] });
  });
});

describe('...unless Domain Sharing finds the sender on another server', () => {
  test.each([
    [
      'exempts a sender that was found',
      missing({ kind: 'found', host: 'mail2.local.test' }),
      optionsWith(),
      {
        ...RULE,
        result: 'exempt',
        option: 'localSenderMustAuth.unlessDomainSharing',
        because: 'Domain Sharing found the sender on mail2.local.test.',
      },
    ],
    [
      'refuses a sender that was found nowhere',
      missing({ kind: 'not-found' }),
      optionsWith(),
      { ...REFUSAL, because: `${MISSING_CLAIM} Domain Sharing found it on no other server.` },
    ],
    [
      'puts off a sender that could not be asked for',
      missing({ kind: 'error', host: 'mail2.local.test', reason: 'no answer within 5 s' }),
      optionsWith(),
      {
        ...RULE,
        result: 'violated',
        option: 'localSenderMustAuth.unlessDomainSharing',
        because: `${MISSING_CLAIM} Domain Sharing got no usable answer from mail2.local.test: no answer within 5 s.`,
        reply: SHARING_451,
      },
    ],
    [
      'says so where nobody was asked',
      missing({ kind: 'not-asked' }),
      optionsWith(),
      {
        ...REFUSAL,
        because: `${MISSING_CLAIM} Domain Sharing was not asked, because another rule refuses already.`,
      },
    ],
    [
      'counts for nothing when off',
      missing({ kind: 'found', host: 'mail2.local.test' }),
      optionsWith({ localSenderMustAuth: { unlessDomainSharing: false } }),
      { ...REFUSAL, because: MISSING_CLAIM },
    ],
    [
      'counts for nothing where the account exists here',
      fromLocal('u1@local.test', { domainSharing: { kind: 'found', host: 'mail2.local.test' } }),
      optionsWith(),
      REFUSAL,
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(localSenderMustAuth(facts, options)).toEqual({ finding, effects: [], notes: [] });
  });
});

describe('...unless message is to a local account', () => {
  const DEFERRED = {
    ...RULE,
    result: 'deferred',
    option: 'localSenderMustAuth.unlessToLocalAccount',
    because: `${CLAIM} The recipients decide: local ones pass.`,
  };

  test.each([
    ['lets MAIL wait for the recipients', fromLocal(), TO_LOCAL, DEFERRED],
    [
      'lets MAIL wait in report mode too',
      fromLocal(),
      optionsWith({ localSenderMustAuth: { mode: 'report', unlessToLocalAccount: true } }),
      { ...DEFERRED, mode: 'report' },
    ],
    [
      'does not wait where the demand is met',
      signedIn('u1@local.test'),
      TO_LOCAL,
      { ...RULE, result: 'satisfied', because: 'u1@local.test signed in.' },
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(localSenderMustAuth(facts, options)).toEqual({ finding, effects: [], notes: [] });
  });

  const elsewhere = (to: string) => ({
    ...REFUSAL,
    because: `${CLAIM} The recipient ${to} is not a local account.`,
  });
  const DECIDED = {
    ...RULE,
    result: 'not-applicable',
    because: 'The rule was decided at MAIL; it does not wait for the recipient.',
  };
  const to = (recipient: string, destination: RecipientFacts['destination'], mail = fromLocal()) =>
    recipientFacts(recipient, destination, mail);

  test.each([
    [
      'lets a local recipient pass',
      to('u2@local.test', 'local'),
      TO_LOCAL,
      {
        ...RULE,
        result: 'exempt',
        option: 'localSenderMustAuth.unlessToLocalAccount',
        because: 'The recipient u2@local.test is local.',
      },
    ],
    [
      'refuses a recipient elsewhere',
      to('joe@ext.example', 'remote'),
      TO_LOCAL,
      elsewhere('joe@ext.example'),
    ],
    ['refuses a gateway recipient', to('any@gw.test', 'gateway'), TO_LOCAL, elsewhere('any@gw.test')],
    [
      'refuses an unknown recipient without telling that it is unknown',
      to('u8@local.test', 'unknown'),
      TO_LOCAL,
      elsewhere('u8@local.test'),
    ],
    [
      'only reports in report mode',
      to('joe@ext.example', 'remote'),
      optionsWith({ localSenderMustAuth: { mode: 'report', unlessToLocalAccount: true } }),
      { ...elsewhere('joe@ext.example'), mode: 'report' },
    ],
    [
      'passes the answer of Domain Sharing on',
      to(
        'joe@ext.example',
        'remote',
        missing({ kind: 'error', host: '192.0.2.1', reason: 'connection refused' }),
      ),
      TO_LOCAL,
      {
        ...RULE,
        result: 'violated',
        because: `${MISSING_CLAIM} Domain Sharing got no usable answer from 192.0.2.1: connection refused. The recipient joe@ext.example is not a local account.`,
        reply: SHARING_451,
      },
    ],
    [
      'has nothing to add for an account that signed in',
      to('joe@ext.example', 'remote', signedIn('u1@local.test')),
      TO_LOCAL,
      DECIDED,
    ],
    ['has nothing to add where the exception is off', to('u2@local.test', 'local'), optionsWith(), DECIDED],
    [
      'says nothing when the rule is off',
      to('joe@ext.example', 'remote'),
      optionsWith({ localSenderMustAuth: { mode: 'off', unlessToLocalAccount: true } }),
      OFF,
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(localSenderMustAuthForRecipient(facts, options)).toEqual({ finding, effects: [], notes: [] });
  });
});

describe("...unless the message passes DMARC for the sender's domain", () => {
  const ALIGNED = optionsWith({ localSenderMustAuth: { unlessDmarcAligned: true } });
  const BOTH = optionsWith({ localSenderMustAuth: { unlessDmarcAligned: true, unlessToLocalAccount: true } });
  const WAITS = {
    ...RULE,
    result: 'deferred',
    option: 'localSenderMustAuth.unlessDmarcAligned',
    because: `${CLAIM} The message decides.`,
  };

  test.each([
    ['lets MAIL wait for the message', fromLocal(), ALIGNED, WAITS],
    [
      'lets MAIL wait for recipients and message',
      fromLocal(),
      BOTH,
      {
        ...WAITS,
        option: 'localSenderMustAuth.unlessToLocalAccount',
        because: `${CLAIM} The recipients decide: local ones pass. For others the message decides.`,
      },
    ],
    [
      'does not wait where Domain Sharing found the sender',
      missing({ kind: 'found', host: 'mail2.local.test' }),
      ALIGNED,
      {
        ...RULE,
        result: 'exempt',
        option: 'localSenderMustAuth.unlessDomainSharing',
        because: 'Domain Sharing found the sender on mail2.local.test.',
      },
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(localSenderMustAuth(facts, options)).toEqual({ finding, effects: [], notes: [] });
  });

  test.each([
    ['lets a local recipient wait', 'local', ALIGNED, WAITS],
    ['lets a gateway recipient wait', 'gateway', ALIGNED, WAITS],
    [
      'lets a local recipient pass where local ones pass',
      'local',
      BOTH,
      {
        ...RULE,
        result: 'exempt',
        option: 'localSenderMustAuth.unlessToLocalAccount',
        because: 'The recipient u2@local.test is local.',
      },
    ],
    ['lets the others wait where local ones pass', 'gateway', BOTH, WAITS],
  ] as const)('%s', (_what, destination, options, finding) => {
    const facts = recipientFacts('u2@local.test', destination, fromLocal());
    expect(localSenderMustAuthForRecipient(facts, options)).toEqual({ finding, effects: [], notes: [] });
  });

  const message = (
    verdict: ReturnType<typeof dmarc>,
    mail = fromLocal(),
    destinations: HeaderFacts['destinations'] = ['local'],
  ): HeaderFacts => headerFacts([], { mail, destinations, authenticity: checked({ dmarc: verdict }) });
  const PASSES = {
    ...RULE,
    result: 'exempt',
    option: 'localSenderMustAuth.unlessDmarcAligned',
    because: 'The message passes the DMARC check of local.test.',
  };
  const DECIDED = {
    ...RULE,
    result: 'not-applicable',
    because: 'The rule was decided before; it does not wait for the message.',
  };
  const refusedFor = (why: string) => ({ ...REFUSAL, because: `${CLAIM} The message has DMARC ${why}.` });

  test.each([
    [
      'exempts what passes for the same domain',
      message(dmarc('pass', 'reject', 'local.test')),
      ALIGNED,
      PASSES,
    ],
    [
      'exempts what passes for the domain above',
      message(dmarc('pass', 'reject', 'local.test'), fromLocal('bounce@news.local.test')),
      ALIGNED,
      PASSES,
    ],
    [
      'refuses what passes for a domain below',
      message(dmarc('pass', 'reject', 'news.local.test')),
      ALIGNED,
      refusedFor("pass for the author's domain news.local.test"),
    ],
    [
      'refuses what passes for a domain that only ends alike',
      message(dmarc('pass', 'reject', 'cal.test')),
      ALIGNED,
      refusedFor("pass for the author's domain cal.test"),
    ],
    [
      'refuses what passes for another domain',
      message(dmarc('pass')),
      ALIGNED,
      refusedFor("pass for the author's domain ext.example"),
    ],
    ['refuses several authors', message(dmarc('pass', null, null)), ALIGNED, refusedFor('pass')],
    [
      'refuses what fails, whatever the policy',
      message(dmarc('fail', 'none', 'local.test')),
      ALIGNED,
      refusedFor("fail for the author's domain local.test"),
    ],
    [
      'refuses where the domain has no policy',
      message(dmarc('none', null, 'local.test')),
      ALIGNED,
      refusedFor("none for the author's domain local.test"),
    ],
    [
      'puts off what cannot be asked for now',
      message(dmarc('temperror', null, 'local.test')),
      ALIGNED,
      {
        ...REFUSAL,
        option: 'localSenderMustAuth.unlessDmarcAligned',
        because: `${CLAIM} DMARC could not be asked for.`,
        reply: {
          code: 451,
          enhanced: '4.4.3',
          text: 'The message cannot be checked at the moment, try again later',
        },
      },
    ],
    ['refuses what was not checked', headerFacts([], { mail: fromLocal() }), ALIGNED, REFUSAL],
    [
      'only reports in report mode',
      message(dmarc('pass')),
      optionsWith({ localSenderMustAuth: { mode: 'report', unlessDmarcAligned: true } }),
      { ...refusedFor("pass for the author's domain ext.example"), mode: 'report' },
    ],
    [
      'says nothing when the rule is off',
      message(dmarc('pass')),
      optionsWith({ localSenderMustAuth: { mode: 'off', unlessDmarcAligned: true } }),
      OFF,
    ],
    ['has nothing to add where it is off', message(dmarc('fail')), optionsWith(), DECIDED],
    [
      'has nothing to add for an account that signed in',
      message(dmarc('fail'), signedIn('u1@local.test')),
      ALIGNED,
      DECIDED,
    ],
    ['has nothing to add for the world', message(dmarc('fail'), mailFacts()), ALIGNED, DECIDED],
    [
      'exempts what goes to local accounts only, where these pass',
      message(dmarc('fail'), fromLocal(), ['local', 'local']),
      BOTH,
      {
        ...RULE,
        result: 'exempt',
        option: 'localSenderMustAuth.unlessToLocalAccount',
        because: 'Every recipient is local.',
      },
    ],
    [
      'refuses for all where one recipient waited',
      message(dmarc('fail', 'reject', 'local.test'), fromLocal(), ['local', 'gateway']),
      BOTH,
      refusedFor("fail for the author's domain local.test"),
    ],
    [
      'exempts for all where one recipient waited',
      message(dmarc('pass', 'reject', 'local.test'), fromLocal(), ['local', 'gateway']),
      BOTH,
      PASSES,
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(localSenderMustAuthForMessage(facts, options)).toEqual({ finding, effects: [], notes: [] });
  });
});
