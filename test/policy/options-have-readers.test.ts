import { describe, expect, test } from 'vitest';
import type { RecipientFacts } from '../../server/contract/facts.ts';
import { OPTION_KEYS, OPTIONS, type RuleOptionKey } from '../../server/contract/options.ts';
import {
  DEFAULT_OPTIONS,
  DEFAULT_SENDING_LIMITS,
  optionsSchema,
  type OptionSettings,
} from '../../server/contract/settings.ts';
import { judgeAuth } from '../../server/policy/judge-auth.ts';
import { judgeHeader } from '../../server/policy/judge-header.ts';
import { judgeMail } from '../../server/policy/judge-mail.ts';
import { judgeRecipient } from '../../server/policy/judge-recipient.ts';
import {
  authFacts,
  checked,
  claimOn,
  dmarc,
  fromLocal,
  headerFacts,
  LOCAL_CLIENT,
  mailbox,
  mailFacts,
  MISSING_SENDER,
  NOTHING_SENT,
  recipientFacts,
  signedIn,
  TRUSTED_CLIENT,
  U1,
} from './base-facts.ts';

/**
 * Every option of the table must be read by the policy: turning it has to change some verdict over these
 * sessions. An option that is added to OPTIONS without a rule fails here.
 */
const NO_LOGIN = { mailboxLogin: { kind: 'none' } } as const;
const gatewayClaim = { gateway: { domain: 'gw.test', accountMaySend: true } };
const MAILS = [
  mailFacts({ client: LOCAL_CLIENT }),
  fromLocal('u1@local.test', NO_LOGIN),
  fromLocal('u1@local.test', { ...NO_LOGIN, client: TRUSTED_CLIENT }),
  fromLocal('abuse@local.test'),
  fromLocal('u9@local.test', { sender: MISSING_SENDER, domainSharing: { kind: 'found', host: '192.0.2.1' } }),
  signedIn('u2@local.test'),
  signedIn('any@gw.test', gatewayClaim),
  { ...signedIn('u1@local.test', { ownership: { kind: 'primary' } }), ...NO_LOGIN },
];
const BUSY = {
  ...signedIn('u1@local.test', { ownership: { kind: 'primary' } }),
  sending: {
    ...NOTHING_SENT,
    used: {
      messagesPerHour: 50,
      messagesPerDay: 50,
      recipientsPerHour: 50,
      recipientsPerDay: 50,
      newRecipientsPerDay: 50,
    },
  },
};
const FROZEN = { ...BUSY, sending: { ...NOTHING_SENT, frozen: { since: 0, reason: 'spam' } } };
const BUSY_RECIPIENT: RecipientFacts = {
  ...recipientFacts('joe@ext.example', 'remote', BUSY),
  sending: { used: BUSY.sending.used, isNew: true },
};
const RECIPIENTS = [...MAILS, mailFacts({ client: TRUSTED_CLIENT })].map((mail) =>
  recipientFacts('joe@ext.example', 'remote', mail),
);
const SEALED = headerFacts([], {
  mail: mailFacts(),
  authenticity: checked({ dmarc: dmarc('fail'), arcSealers: ['lists.example'], arcSealedDmarcPass: true }),
});
const HEADERS = [
  headerFacts([claimOn('u2@local.test')]),
  headerFacts([claimOn('u1@local.test', { ownership: { kind: 'primary' } })], {
    from: { kind: 'mailboxes', mailboxes: [mailbox(U1.address, ['boss@local.test'])] },
  }),
  SEALED,
];

const RULE_KEYS = OPTION_KEYS.filter((key): key is RuleOptionKey => OPTIONS[key].kind === 'rule');

/** Which steps are refused, with which code, and what else happens: what the world notices of the options. */
function outcomes(options: OptionSettings): readonly unknown[] {
  const verdicts = [
    judgeAuth(authFacts(), options),
    ...[...MAILS, BUSY, FROZEN].map((facts) => judgeMail(facts, options)),
    ...[...RECIPIENTS, BUSY_RECIPIENT].map((facts) => judgeRecipient(facts, options)),
    ...HEADERS.map((facts) => judgeHeader(facts, options)),
  ];
  return verdicts.map(({ refusal, effects }) => ({ rule: refusal?.rule, reply: refusal?.reply, effects }));
}

/** No rule but this one, enforced, with one value of it: no other refusal hides what the value changes. */
function alone(key: RuleOptionKey, change: object): OptionSettings {
  const silenced = RULE_KEYS.map((rule) => [rule, { ...DEFAULT_OPTIONS[rule], mode: 'off' }] as const);
  const rule = { ...DEFAULT_OPTIONS[key], mode: 'enforce', ...change };
  return optionsSchema.parse({ ...DEFAULT_OPTIONS, ...Object.fromEntries(silenced), [key]: rule });
}

describe('every option has a reader', () => {
  test.each(RULE_KEYS)('%s', (key) => {
    expect(outcomes(alone(key, { mode: 'off' }))).not.toEqual(outcomes(alone(key, {})));
  });

  test.each(
    RULE_KEYS.flatMap((key) => Object.keys(OPTIONS[key].exceptions).map((name) => [key, name] as const)),
  )('%s.%s', (key, exception) => {
    expect(outcomes(alone(key, { [exception]: true }))).not.toEqual(
      outcomes(alone(key, { [exception]: false })),
    );
  });

  test.each(OPTION_KEYS.filter((key) => OPTIONS[key].kind === 'switch'))('%s', (key) => {
    expect(outcomes({ ...DEFAULT_OPTIONS, [key]: true })).not.toEqual(
      outcomes({ ...DEFAULT_OPTIONS, [key]: false }),
    );
  });

  test('dmarcMustPass.trustedArcSealers', () => {
    expect(outcomes(alone('dmarcMustPass', { trustedArcSealers: ['lists.example'] }))).not.toEqual(
      outcomes(alone('dmarcMustPass', { trustedArcSealers: [] })),
    );
  });

  test('popBeforeSmtp.minutes', () => {
    expect(outcomes(alone('popBeforeSmtp', { minutes: 5 }))).not.toEqual(
      outcomes(alone('popBeforeSmtp', { minutes: 10 })),
    );
  });

  test.each(Object.keys(DEFAULT_SENDING_LIMITS))('accountLimits.%s', (limit) => {
    expect(outcomes(alone('accountLimits', { [limit]: 20 }))).not.toEqual(
      outcomes(alone('accountLimits', {})),
    );
  });
});
