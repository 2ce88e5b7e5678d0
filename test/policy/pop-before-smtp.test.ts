import { describe, expect, test } from 'vitest';
import type { MailFacts } from '../../server/contract/facts.ts';
import { popBeforeSmtp, popBeforeSmtpForRecipient } from '../../server/policy/pop-before-smtp.ts';
import {
  fromLocal,
  mailFacts,
  optionsWith,
  recipientFacts,
  signedIn as signedInAs,
  TRUSTED_CLIENT,
} from './base-facts.ts';

const RULE = { rule: 'popBeforeSmtp', mode: 'enforce', option: 'popBeforeSmtp' };
const BECAUSE = 'The sender <u1@local.test> has not opened its mailbox within 30 minutes.';
const CHECK_FIRST = 'Check your mailbox first, then send within 30 minutes';
const OR_SIGN_IN_530 = {
  code: 530,
  enhanced: '5.7.0',
  text: `${CHECK_FIRST}; or sign in with your account first`,
};
const REFUSAL = { ...RULE, result: 'violated', because: BECAUSE, reply: OR_SIGN_IN_530 };

const NO_LOGIN = { mailboxLogin: { kind: 'none' } } as const satisfies Partial<MailFacts>;
const unauthenticated = fromLocal('u1@local.test', NO_LOGIN);
const signedIn: MailFacts = { ...signedInAs('u1@local.test'), ...NO_LOGIN };
const pop = (change: Parameters<typeof optionsWith>[0] & object = {}) =>
  optionsWith({ ...change, popBeforeSmtp: { mode: 'enforce', ...change.popBeforeSmtp } });

describe('POP Before SMTP', () => {
  test.each([
    ['refuses a sender that has not opened its mailbox', unauthenticated, pop(), REFUSAL],
    [
      'only reports in report mode',
      unauthenticated,
      pop({ popBeforeSmtp: { mode: 'report' } }),
      { ...REFUSAL, mode: 'report' },
    ],
    [
      'is off by default',
      unauthenticated,
      optionsWith(),
      { ...RULE, mode: 'off', result: 'off', because: 'The rule is off.' },
    ],
    [
      'is satisfied by a mailbox login',
      fromLocal('u1@local.test', { mailboxLogin: { kind: 'recent', minutesAgo: 12 } }),
      pop(),
      { ...RULE, result: 'satisfied', because: 'The sender opened its mailbox 12 minutes ago.' },
    ],
    [
      'does not concern senders without an account here',
      mailFacts(),
      pop(),
      { ...RULE, result: 'not-applicable', because: 'The sender is no local account.' },
    ],
    [
      'is 550 where AUTH is not on offer, and names the minutes that are set',
      { ...unauthenticated, authAvailable: false },
      pop({ popBeforeSmtp: { minutes: 5 } }),
      {
        ...RULE,
        result: 'violated',
        because: 'The sender <u1@local.test> has not opened its mailbox within 5 minutes.',
        reply: {
          code: 550,
          enhanced: '5.7.1',
          text: 'Check your mailbox first, then send within 5 minutes; or sign in on the submission port 587 or 465',
        },
      },
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(popBeforeSmtp(facts, options)).toEqual({ finding, effects: [], notes: [] });
  });
});

describe('Do not apply POP Before SMTP to authenticated sessions', () => {
  const exemptOff = pop({ popBeforeSmtp: { exemptAuthenticated: false } });
  test.each([
    [
      'exempts whoever signed in',
      signedIn,
      pop(),
      {
        ...RULE,
        result: 'exempt',
        option: 'popBeforeSmtp.exemptAuthenticated',
        because: 'u1@local.test signed in.',
      },
    ],
    [
      'when off, refuses whoever signed in, and does not send him to sign in again',
      signedIn,
      exemptOff,
      { ...REFUSAL, reply: { ...OR_SIGN_IN_530, text: CHECK_FIRST } },
    ],
    [
      'when off, does not tell anybody that signing in would help',
      unauthenticated,
      exemptOff,
      { ...REFUSAL, reply: { ...OR_SIGN_IN_530, text: CHECK_FIRST } },
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(popBeforeSmtp(facts, options)).toEqual({ finding, effects: [], notes: [] });
  });
});

describe('...unless message is from a Trusted IP (POP Before SMTP)', () => {
  const fromTrusted = { ...unauthenticated, client: TRUSTED_CLIENT };
  test.each([
    [
      'exempts a Trusted IP',
      fromTrusted,
      pop({ popBeforeSmtp: { unlessTrustedIp: true } }),
      {
        ...RULE,
        result: 'exempt',
        option: 'popBeforeSmtp.unlessTrustedIp',
        because: 'The client 127.0.2.5 is in the Trusted IPs range 127.0.2.0/24.',
      },
    ],
    ['exempts nobody else', unauthenticated, pop({ popBeforeSmtp: { unlessTrustedIp: true } }), REFUSAL],
    [
      'is not switched by the exception of "from local accounts"',
      fromTrusted,
      pop({ localSenderMustAuth: { unlessTrustedIp: true } }),
      REFUSAL,
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(popBeforeSmtp(facts, options)).toEqual({ finding, effects: [], notes: [] });
  });
});

describe('...unless message is to a local account (POP Before SMTP)', () => {
  const toLocal = pop({ popBeforeSmtp: { unlessToLocalAccount: true } });
  const option = 'popBeforeSmtp.unlessToLocalAccount';

  test('lets MAIL wait for the recipients', () => {
    expect(popBeforeSmtp(unauthenticated, toLocal).finding).toEqual({
      ...RULE,
      result: 'deferred',
      option,
      because: `${BECAUSE} The recipients decide: local ones pass.`,
    });
  });

  test.each([
    [
      'lets a local recipient pass',
      recipientFacts('u2@local.test', 'local', unauthenticated),
      toLocal,
      { ...RULE, result: 'exempt', option, because: 'The recipient u2@local.test is local.' },
    ],
    [
      'refuses a recipient elsewhere',
      recipientFacts('joe@ext.example', 'remote', unauthenticated),
      toLocal,
      { ...REFUSAL, because: `${BECAUSE} The recipient joe@ext.example is not a local account.` },
    ],
    [
      'is not switched by the exception of "from local accounts"',
      recipientFacts('u2@local.test', 'local', unauthenticated),
      pop({ localSenderMustAuth: { unlessToLocalAccount: true } }),
      {
        ...RULE,
        result: 'not-applicable',
        because: 'The rule was decided at MAIL; it does not wait for the recipient.',
      },
    ],
  ])('%s', (_what, facts, options, finding) => {
    expect(popBeforeSmtpForRecipient(facts, options)).toEqual({ finding, effects: [], notes: [] });
  });
});
