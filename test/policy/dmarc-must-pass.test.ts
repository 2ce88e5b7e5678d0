import { describe, expect, test } from 'vitest';
import type { HeaderFacts } from '../../server/contract/facts.ts';
import { dmarcMustPass } from '../../server/policy/dmarc-must-pass.ts';
import {
  checked,
  claimOn,
  dmarc,
  headerFacts,
  mailFacts,
  optionsWith,
  TRUSTED_CLIENT,
} from './base-facts.ts';

const RULE = { rule: 'dmarcMustPass', mode: 'enforce', option: 'dmarcMustPass' };
const ENFORCED = optionsWith({ dmarcMustPass: { mode: 'enforce' } });
const TRUSTING = optionsWith({ dmarcMustPass: { mode: 'enforce', trustedArcSealers: ['lists.example'] } });

const FAIL_550 = {
  code: 550,
  enhanced: '5.7.26',
  text: 'The message fails the DMARC check of ext.example, whose owner asks to refuse such mail',
};
const UNKNOWN_451 = {
  code: 451,
  enhanced: '4.4.3',
  text: 'The message cannot be checked at the moment, try again later',
};
const CHECKS = 'SPF none (ext.example), DKIM none, DMARC fail (ext.example, p=reject).';
const REJECTED = `DMARC fails for ext.example, which asks to refuse such mail. ${CHECKS}`;
const REFUSAL = { ...RULE, result: 'violated', because: REJECTED, reply: FAIL_550 };

const found = (change: Parameters<typeof checked>[0], mail = mailFacts()): HeaderFacts =>
  headerFacts([], { mail, authenticity: checked(change) });
const failing = (change: Parameters<typeof checked>[0] = {}, mail = mailFacts()): HeaderFacts =>
  found({ dmarc: dmarc('fail'), ...change }, mail);
const sealed = (sealers: readonly string[], arcSealedDmarcPass = true): HeaderFacts =>
  failing({ arc: { result: 'pass', subject: sealers[0] ?? null }, arcSealers: sealers, arcSealedDmarcPass });
const SEALED_CHECKS =
  'SPF none (ext.example), DKIM none, ARC pass (lists.example), DMARC fail (ext.example, p=reject).';

describe("Mail must pass the DMARC policy of its author's domain", () => {
  test.each([
    ['refuses what fails where the domain asks for it', failing(), ENFORCED, REFUSAL, []],
    ['only reports by default', failing(), optionsWith(), { ...REFUSAL, mode: 'report' }, []],
    [
      'notes it even when off',
      failing(),
      optionsWith({ dmarcMustPass: { mode: 'off' } }),
      { ...RULE, mode: 'off', result: 'off', because: 'The rule is off.' },
      [CHECKS],
    ],
    [
      'has nothing to say, when off, of what was not looked at',
      headerFacts([], { authenticity: { kind: 'not-checked' } }),
      optionsWith({ dmarcMustPass: { mode: 'off' } }),
      { ...RULE, mode: 'off', result: 'off', because: 'The rule is off.' },
      [],
    ],
    [
      'has nothing to say of what was not looked at',
      headerFacts([], { mail: mailFacts(), authenticity: { kind: 'not-checked' } }),
      ENFORCED,
      { ...RULE, result: 'not-applicable', because: 'It was not checked.' },
      [],
    ],
    [
      'lets pass what passes',
      found({ dkim: [{ result: 'pass', subject: 'ext.example' }], dmarc: dmarc('pass') }),
      ENFORCED,
      {
        ...RULE,
        result: 'satisfied',
        because:
          'The message passes the DMARC check of ext.example. SPF none (ext.example), DKIM pass (ext.example), DMARC pass (ext.example, p=reject).',
      },
      [],
    ],
    [
      'lets pass what is to be put aside, with a note',
      found({ dmarc: dmarc('fail', 'quarantine') }),
      ENFORCED,
      {
        ...RULE,
        result: 'not-applicable',
        because:
          'DMARC fails for ext.example, which does not ask to refuse such mail. SPF none (ext.example), DKIM none, DMARC fail (ext.example, p=quarantine).',
      },
      ['SPF none (ext.example), DKIM none, DMARC fail (ext.example, p=quarantine).'],
    ],
    [
      'does not concern a domain without a policy',
      found({}),
      ENFORCED,
      {
        ...RULE,
        result: 'not-applicable',
        because:
          'There is no DMARC policy of ext.example. SPF none (ext.example), DKIM none, DMARC none (ext.example).',
      },
      [],
    ],
    [
      'lets pass what cannot be asked for now',
      found({ dmarc: dmarc('temperror', null) }),
      ENFORCED,
      {
        ...RULE,
        result: 'not-applicable',
        because:
          'DNS did not answer all that is asked for ext.example. SPF none (ext.example), DKIM none, DMARC temperror (ext.example).',
      },
      [],
    ],
    [
      'refuses an author who cannot be told',
      found({ dmarc: dmarc('permerror', null, null) }),
      ENFORCED,
      {
        ...RULE,
        result: 'violated',
        because: 'Whose policy holds cannot be told. SPF none (ext.example), DKIM none, DMARC permerror.',
        reply: {
          code: 550,
          enhanced: '5.7.26',
          text: 'The author of the message cannot be checked, send it with one valid From: field',
        },
      },
      [],
    ],
    [
      'does not concern Trusted IPs',
      failing({}, mailFacts({ client: TRUSTED_CLIENT })),
      ENFORCED,
      {
        ...RULE,
        result: 'not-applicable',
        because: `The client 127.0.2.5 is in the Trusted IPs range 127.0.2.0/24. ${CHECKS}`,
      },
      [CHECKS],
    ],
    [
      'does not concern accounts that signed in',
      headerFacts([claimOn('u1@local.test', { ownership: { kind: 'primary' } })]),
      ENFORCED,
      { ...RULE, result: 'not-applicable', because: 'u1@local.test signed in.' },
      [],
    ],
    [
      'exempts what a trusted list vouches for',
      sealed(['lists.example', 'other.example']),
      TRUSTING,
      {
        ...RULE,
        result: 'exempt',
        because: `DMARC fails for ext.example, which asks to refuse such mail. ${SEALED_CHECKS} The trusted lists.example says by ARC that DMARC passed before.`,
      },
      [SEALED_CHECKS],
    ],
    [
      'does not believe a list that is not trusted',
      sealed(['lists.example']),
      ENFORCED,
      { ...REFUSAL, because: REJECTED.replace(CHECKS, SEALED_CHECKS) },
      [],
    ],
    [
      'does not believe whoever sealed after the trusted one',
      sealed(['other.example', 'lists.example']),
      TRUSTING,
      {
        ...REFUSAL,
        because: REJECTED.replace(CHECKS, SEALED_CHECKS.replace('lists.example', 'other.example')),
      },
      [],
    ],
    [
      'refuses what did not pass with the trusted list either',
      sealed(['lists.example'], false),
      TRUSTING,
      { ...REFUSAL, because: REJECTED.replace(CHECKS, SEALED_CHECKS) },
      [],
    ],
    [
      'puts off what a trusted list may vouch for',
      failing({ arc: { result: 'temperror', subject: null } }),
      TRUSTING,
      {
        ...RULE,
        result: 'violated',
        because: `DMARC fails for ext.example, which asks to refuse such mail. SPF none (ext.example), DKIM none, ARC temperror, DMARC fail (ext.example, p=reject). Its ARC chain could not be checked.`,
        reply: UNKNOWN_451,
      },
      [],
    ],
  ])('%s', (_what, facts, options, finding, notes) => {
    expect(dmarcMustPass(facts, options)).toEqual({ finding, effects: [], notes });
  });
});
