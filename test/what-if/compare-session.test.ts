import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MODES,
  OPTION_KEYS,
  OPTIONS,
  type OptionKey,
  type OptionPath,
  type RuleOption,
  type SwitchOption,
} from '../../server/contract/options.ts';
import type { JudgedStep } from '../../server/contract/session-log.ts';
import type { OptionSettings } from '../../server/contract/settings.ts';
import type { JudgedPolicy } from '../../server/contract/what-if.ts';
import { compareSession, type Difference } from '../../server/what-if/compare-session.ts';
import { policyInQuestion } from '../../server/what-if/policy-in-question.ts';
import {
  address,
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
  optionsWith,
  recipientFacts,
  signedIn,
  TRUSTED_CLIENT,
} from '../policy/base-facts.ts';

const NOW = Date.UTC(2026, 10, 24);

type Changed = Parameters<typeof optionsWith>[0];

function policy(options: Changed = {}, lists: Partial<JudgedPolicy> = {}): JudgedPolicy {
  return {
    options: optionsWith(options),
    whiteList: [],
    localIps: ['127.0.1.0/24', '127.0.2.0/24'],
    trustedIps: [{ range: '127.0.2.0/24', comment: '' }],
    ...lists,
  };
}

function differences(
  steps: readonly JudgedStep[],
  now: JudgedPolicy,
  draft: JudgedPolicy,
  sharesDomains = false,
): readonly Difference['kind'][] {
  const comparison = { now: policyInQuestion(now, NOW), draft: policyInQuestion(draft, NOW), sharesDomains };
  return compareSession(steps, comparison).differences.map(({ kind }) => kind);
}

const mail = (facts: ReturnType<typeof mailFacts>): JudgedStep => ({ stage: 'mail', facts });
const rcpt = (...given: Parameters<typeof recipientFacts>): JudgedStep => ({
  stage: 'rcpt',
  facts: recipientFacts(...given),
});
const data = (facts: ReturnType<typeof headerFacts>): JudgedStep => ({ stage: 'data', facts });

const asU1 = signedIn('u1@local.test', { ownership: { kind: 'primary' } });
const asOther = signedIn('boss@local.test');
const ownFrom = [claimOn('u1@local.test', { ownership: { kind: 'primary' } })];
const shown = headerFacts(ownFrom, {
  from: { kind: 'mailboxes', mailboxes: [mailbox(address('u1@local.test'), ['boss@local.test'])] },
});
const onGateway = { gateway: { domain: 'gw.test', accountMaySend: true } };
const popSender = { mailboxLogin: { kind: 'none' } } as const;
const unsigned = { authenticity: checked({ dmarc: dmarc('pass', 'reject', 'local.test') }) };
const forgedNews = fromLocal('news@local.test');

interface Row {
  readonly path: OptionPath;
  readonly what: string;
  readonly steps: readonly JudgedStep[];
  /** Under which the option makes a difference to these steps. */
  readonly strict: Changed;
  readonly lax: Changed;
}

/** For each option and exception one session that it decides: refused under `strict`, let through under `lax`. */
const ROWS: readonly Row[] = [
  {
    path: 'localSenderMustAuth',
    what: 'a local sender that did not sign in',
    steps: [mail(fromLocal())],
    strict: {},
    lax: { localSenderMustAuth: { mode: 'off' } },
  },
  {
    path: 'localSenderMustAuth.unlessToLocalAccount',
    what: 'the same, to a local recipient',
    steps: [mail(fromLocal()), rcpt('u2@local.test', 'local', fromLocal())],
    strict: {},
    lax: { localSenderMustAuth: { unlessToLocalAccount: true } },
  },
  {
    path: 'localSenderMustAuth.unlessDomainSharing',
    what: 'a local sender that lives on a sharing host',
    steps: [
      mail(
        fromLocal('u9@local.test', {
          sender: MISSING_SENDER,
          domainSharing: { kind: 'found', host: 'b.test' },
        }),
      ),
    ],
    strict: { localSenderMustAuth: { unlessDomainSharing: false } },
    lax: {},
  },
  {
    path: 'localSenderMustAuth.unlessTrustedIp',
    what: 'a local sender from a Trusted IP',
    steps: [mail(fromLocal('u1@local.test', { client: TRUSTED_CLIENT }))],
    strict: {},
    lax: { localSenderMustAuth: { unlessTrustedIp: true } },
  },
  {
    path: 'localSenderMustAuth.unlessDmarcAligned',
    what: 'a newsletter that passes DMARC for the domain',
    steps: [
      mail(forgedNews),
      rcpt('u2@local.test', 'local', forgedNews),
      data(headerFacts([], { mail: forgedNews, destinations: ['local'], ...unsigned })),
    ],
    strict: {},
    lax: { localSenderMustAuth: { unlessDmarcAligned: true } },
  },
  {
    path: 'localIpMustAuth',
    what: 'a local client that did not sign in',
    steps: [mail(mailFacts({ client: LOCAL_CLIENT }))],
    strict: {},
    lax: { localIpMustAuth: { mode: 'off' } },
  },
  {
    path: 'returnPathMustMatch',
    what: "another person's return-path",
    steps: [mail(asOther)],
    strict: {},
    lax: { returnPathMustMatch: { mode: 'off' } },
  },
  {
    path: 'fromHeaderMustMatch',
    what: "another person's From: header",
    steps: [
      mail(asU1),
      rcpt('joe@ext.example', 'remote', asU1),
      data(headerFacts([claimOn('boss@local.test')])),
    ],
    strict: {},
    lax: { fromHeaderMustMatch: { mode: 'off' } },
  },
  {
    path: 'displayNameMayNotShowAnotherAddress',
    what: "another person's address in the name",
    steps: [mail(asU1), rcpt('joe@ext.example', 'remote', asU1), data(shown)],
    strict: { displayNameMayNotShowAnotherAddress: { mode: 'enforce' } },
    lax: {},
  },
  {
    path: 'roleAddressMustAuth',
    what: 'a role address that did not sign in',
    steps: [mail(fromLocal('abuse@local.test'))],
    strict: { localSenderMustAuth: { mode: 'off' } },
    lax: { localSenderMustAuth: { mode: 'off' }, roleAddressMustAuth: { mode: 'off' } },
  },
  {
    path: 'popBeforeSmtp',
    what: 'a signed-in account that did not open its mailbox',
    steps: [mail({ ...asU1, ...popSender })],
    strict: { popBeforeSmtp: { mode: 'enforce', exemptAuthenticated: false } },
    lax: { popBeforeSmtp: { mode: 'off', exemptAuthenticated: false } },
  },
  {
    path: 'popBeforeSmtp.exemptAuthenticated',
    what: 'the same',
    steps: [mail({ ...asU1, ...popSender })],
    strict: { popBeforeSmtp: { mode: 'enforce', exemptAuthenticated: false } },
    lax: { popBeforeSmtp: { mode: 'enforce', exemptAuthenticated: true } },
  },
  {
    path: 'popBeforeSmtp.unlessToLocalAccount',
    what: 'the same, to a local recipient',
    steps: [mail({ ...asU1, ...popSender }), rcpt('u2@local.test', 'local', { ...asU1, ...popSender })],
    strict: { popBeforeSmtp: { mode: 'enforce', exemptAuthenticated: false } },
    lax: { popBeforeSmtp: { mode: 'enforce', exemptAuthenticated: false, unlessToLocalAccount: true } },
  },
  {
    path: 'popBeforeSmtp.unlessTrustedIp',
    what: 'the same, from a Trusted IP',
    steps: [mail({ ...asU1, ...popSender, client: TRUSTED_CLIENT })],
    strict: { popBeforeSmtp: { mode: 'enforce', exemptAuthenticated: false } },
    lax: { popBeforeSmtp: { mode: 'enforce', exemptAuthenticated: false, unlessTrustedIp: true } },
  },
  {
    path: 'noAuthOnSmtpPort',
    what: 'a sign-in on the SMTP port, and what follows it',
    steps: [{ stage: 'auth', facts: authFacts() }, mail(asU1)],
    strict: { noAuthOnSmtpPort: { mode: 'enforce' } },
    lax: {},
  },
  {
    path: 'dmarcMustPass',
    what: 'a message that fails DMARC',
    steps: [
      mail(mailFacts()),
      rcpt('u2@local.test', 'local'),
      data(headerFacts([], { mail: mailFacts(), authenticity: checked({ dmarc: dmarc('fail') }) })),
    ],
    strict: { dmarcMustPass: { mode: 'enforce' } },
    lax: {},
  },
  {
    path: 'accountLimits',
    what: 'an account that exceeds its limit',
    steps: [
      mail({ ...asU1, sending: { ...NOTHING_SENT, used: { ...NOTHING_SENT.used, messagesPerHour: 200 } } }),
    ],
    strict: { accountLimits: { mode: 'enforce' } },
    lax: {},
  },
  {
    path: 'gatewaysExemptFromMatch',
    what: 'an account that sends for a gateway domain',
    steps: [mail(signedIn('any@gw.test', onGateway))],
    strict: { gatewaysExemptFromMatch: false },
    lax: {},
  },
  {
    path: 'trustedIpsMayRelay',
    what: 'a Trusted IP that sends elsewhere',
    steps: [
      mail(mailFacts({ client: TRUSTED_CLIENT })),
      rcpt('joe@ext.example', 'remote', mailFacts({ client: TRUSTED_CLIENT })),
    ],
    strict: {},
    lax: { trustedIpsMayRelay: true },
  },
];

/** What an option decides beside who is let in: here who is blocked afterwards. */
const DECIDES_NOTHING_HERE: readonly OptionPath[] = ['noAuthOnSmtpPort.screenAuthProbes'];

const PATHS: readonly OptionPath[] = OPTION_KEYS.flatMap((key) => {
  const option: RuleOption | SwitchOption = OPTIONS[key];
  const exceptions = option.kind === 'rule' ? Object.keys(option.exceptions) : [];
  return [key, ...exceptions.map((name) => `${key}.${name}` as OptionPath)]; // a name of the key's own exceptions
});

test('no option is forgotten', () => {
  expect(new Set([...ROWS.map(({ path }) => path), ...DECIDES_NOTHING_HERE])).toEqual(new Set(PATHS));
});

describe.each(ROWS)('$path: $what', ({ steps, strict, lax }) => {
  test('is let in where the draft turns it lax', () => {
    const found = differences(steps, policy(strict), policy(lax));
    expect(new Set(found.filter((kind) => kind !== 'same'))).toEqual(new Set(['let-in']));
  });

  test('is blocked where the draft turns it strict', () => {
    const found = differences(steps, policy(lax), policy(strict));
    expect(new Set(found.filter((kind) => kind !== 'same'))).toEqual(new Set(['blocked']));
  });
});

describe('lists of the draft', () => {
  const boss = [{ pattern: 'boss@local.test', comment: '', owner: '', expiresAt: null }];

  test('a white list entry excuses an address, by itself', () => {
    expect(differences([mail(asOther)], policy(), policy({}, { whiteList: boss }))).toEqual(['let-in']);
    expect(differences([mail(asOther)], policy({}, { whiteList: boss }), policy())).toEqual(['blocked']);
  });

  test('an entry that has expired excuses nobody', () => {
    const expired = boss.map((entry) => ({ ...entry, expiresAt: NOW - 1 }));
    expect(differences([mail(asOther)], policy(), policy({}, { whiteList: expired }))).toEqual(['same']);
  });

  test('a range that is local in the draft must sign in; one that is trusted need not', () => {
    const remote = mail(mailFacts());
    const local = { localIps: ['203.0.113.0/24'] };
    const trusted = { ...local, trustedIps: [{ range: '203.0.113.5', comment: '' }] };
    expect(differences([remote], policy(), policy({}, local))).toEqual(['blocked']);
    expect(differences([remote], policy({}, local), policy({}, trusted))).toEqual(['let-in']);
  });
});

describe('what was never gathered', () => {
  const shared = [
    mail(fromLocal('u9@local.test', { sender: MISSING_SENDER, domainSharing: { kind: 'not-asked' } })),
  ];
  const noSharing = { localSenderMustAuth: { unlessDomainSharing: false } } as const;

  test('is not known where it decides', () => {
    expect(differences(shared, policy(noSharing), policy(), true)).toEqual(['not-known']);
  });

  test('is no matter where the draft does not ask for it', () => {
    expect(differences(shared, policy(), policy(), true)).toEqual(['same']);
    expect(differences(shared, policy(), policy({ localIpMustAuth: { mode: 'off' } }), true)).toEqual([
      'same',
    ]);
  });

  test('longer minutes may find a mailbox login that was too old', () => {
    const strict = { mode: 'enforce', exemptAuthenticated: false } as const;
    const step = [mail({ ...asU1, ...popSender })];
    const now = policy({ popBeforeSmtp: { ...strict, minutes: 30 } });
    expect(differences(step, now, policy({ popBeforeSmtp: { ...strict, minutes: 60 } }))).toEqual([
      'not-known',
    ]);
    expect(differences(step, now, policy({ popBeforeSmtp: { ...strict, minutes: 10 } }))).toEqual(['same']);
  });

  test('authors after the first foreign one are not known where the draft excuses that one', () => {
    const mailboxes = ['boss@local.test', 'other@local.test'].map((author) => mailbox(address(author)));
    const message = headerFacts([claimOn('boss@local.test')], { from: { kind: 'mailboxes', mailboxes } });
    const steps = [mail(asU1), rcpt('joe@ext.example', 'remote', asU1), data(message)];
    const whiteList = [{ pattern: 'boss@local.test', comment: '', owner: '', expiresAt: null }];
    expect(differences(steps, policy(), policy({}, { whiteList }))).toEqual(['not-known']);
  });
});

test('a sender that is refused now and let in by the draft, only to be refused at RCPT, is blocked otherwise', () => {
  const steps = [mail(fromLocal()), rcpt('joe@ext.example', 'remote', fromLocal())];
  expect(differences(steps, policy(), policy({ localSenderMustAuth: { mode: 'off' } }))).toEqual([
    'blocked-otherwise',
  ]);
});

test('an unchanged draft makes no difference, whatever is in force', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ROWS), anyOptions(), fc.boolean(), ({ steps }, options, sharesDomains) => {
      const inForce = { ...policy(), options };
      const found = differences(steps, inForce, structuredClone(inForce), sharesDomains);
      expect(found.every((kind) => kind === 'same')).toBe(true);
    }),
  );
});

/** Any mode of any rule, any exception, any switch. */
function anyOptions(): fc.Arbitrary<OptionSettings> {
  const base = optionsWith();
  const fields = OPTION_KEYS.map((key) => [key, anyValue(key, base)] as const);
  return fc.record(Object.fromEntries(fields)) as fc.Arbitrary<OptionSettings>; // one value for each key
}

function anyValue(key: OptionKey, base: OptionSettings): fc.Arbitrary<unknown> {
  const option: RuleOption | SwitchOption = OPTIONS[key];
  if (option.kind === 'switch') return fc.boolean();
  const exceptions = Object.keys(option.exceptions).map((name) => [name, fc.boolean()] as const);
  return fc
    .record({ mode: fc.constantFrom(...MODES), ...Object.fromEntries(exceptions) })
    .map((chosen) => ({ ...(base[key] as object), ...chosen }));
}
