import { describe, expect, test } from 'vitest';
import { UNKNOWN_COMMAND_500 } from '../../server/contract/reply.ts';
import { judgeAuth } from '../../server/policy/judge-auth.ts';
import { portHidesAuth } from '../../server/policy/no-auth-on-smtp-port.ts';
import { authFacts, optionsWith, TRUSTED_CLIENT } from './base-facts.ts';

const RULE = { rule: 'noAuthOnSmtpPort', mode: 'enforce', option: 'noAuthOnSmtpPort' };
const noAuth = optionsWith({ noAuthOnSmtpPort: { mode: 'enforce' } });
const screening = optionsWith({ noAuthOnSmtpPort: { mode: 'enforce', screenAuthProbes: true } });

describe('Do not allow authentication on the SMTP port', () => {
  test('answers AUTH as any unknown command', () => {
    const refusal = {
      ...RULE,
      result: 'violated',
      because: 'The client 203.0.113.5 sent AUTH on the SMTP port.',
      reply: { code: 500, enhanced: '5.5.1', text: 'Error: command not recognized' },
    };
    const verdict = { stage: 'auth', findings: [refusal], refusal, effects: [], notes: [] };
    expect(judgeAuth(authFacts(), noAuth)).toEqual(verdict);
    expect(UNKNOWN_COMMAND_500).toBe(judgeAuth(authFacts(), noAuth).refusal?.reply);
  });

  test.each([
    [
      'only reports in report mode',
      authFacts(),
      optionsWith({ noAuthOnSmtpPort: { mode: 'report' } }),
      {
        ...RULE,
        mode: 'report',
        result: 'violated',
        because: 'The client 203.0.113.5 sent AUTH on the SMTP port.',
        reply: UNKNOWN_COMMAND_500,
      },
    ],
    [
      'is off by default',
      authFacts(),
      optionsWith(),
      { ...RULE, mode: 'off', result: 'off', because: 'The rule is off.' },
    ],
    [
      'never holds on a submission port',
      authFacts({ listenerKind: 'msa' }),
      screening,
      { ...RULE, result: 'not-applicable', because: 'This is a submission port.' },
    ],
  ])('%s', (_what, facts, options, finding) => {
    const verdict = { stage: 'auth', findings: [finding], refusal: null, effects: [], notes: [] };
    expect(judgeAuth(facts, options)).toEqual(verdict);
  });

  test.each([
    ['hides AUTH on the SMTP port', 'smtp', noAuth, true],
    ['offers AUTH on the submission port', 'msa', noAuth, false],
    ['offers AUTH in report mode', 'smtp', optionsWith({ noAuthOnSmtpPort: { mode: 'report' } }), false],
    ['offers AUTH when off', 'smtp', optionsWith(), false],
  ] as const)('%s', (_what, listenerKind, options, hidden) => {
    expect(portHidesAuth(listenerKind, options)).toBe(hidden);
  });
});

describe('...add their IP to the Dynamic Screen if they attempt it anyway', () => {
  const reply = {
    code: 421,
    enhanced: '4.7.0',
    text: 'Nobody signs in on this port, sign in on the submission port 587 or 465',
  };
  const refusalOf = (because: string) => ({
    ...RULE,
    result: 'violated',
    option: 'noAuthOnSmtpPort.screenAuthProbes',
    because,
    reply,
  });
  const blocked = refusalOf(
    'The client 203.0.113.5 sent AUTH on the SMTP port. It is disconnected and blocked.',
  );
  const DISCONNECT = { kind: 'disconnect' };

  test.each([
    [
      'blocks the client, then disconnects it',
      authFacts(),
      blocked,
      [{ kind: 'screen-network', reason: 'AUTH on the SMTP port' }, DISCONNECT],
    ],
    [
      'never lists a Trusted IP',
      authFacts({ client: TRUSTED_CLIENT }),
      refusalOf(
        'The client 127.0.2.5 sent AUTH on the SMTP port. It is disconnected, but not blocked: it is in the Trusted IPs range 127.0.2.0/24.',
      ),
      [DISCONNECT],
    ],
    [
      'never lists who is on the allow list',
      authFacts({ neverScreened: { because: 'allow-list' } }),
      refusalOf(
        'The client 203.0.113.5 sent AUTH on the SMTP port. It is disconnected, but not blocked: it is on the allow list.',
      ),
      [DISCONNECT],
    ],
    [
      "never lists this machine's own addresses",
      authFacts({ neverScreened: { because: 'own-address' } }),
      refusalOf(
        "The client 203.0.113.5 sent AUTH on the SMTP port. It is disconnected, but not blocked: it is this machine's own address.",
      ),
      [DISCONNECT],
    ],
  ])('%s', (_what, facts, refusal, effects) => {
    const verdict = { stage: 'auth', findings: [refusal], refusal, effects, notes: [] };
    expect(judgeAuth(facts, screening)).toEqual(verdict);
  });

  test('has no effect in report mode', () => {
    const options = optionsWith({ noAuthOnSmtpPort: { mode: 'report', screenAuthProbes: true } });
    const findings = [{ ...blocked, mode: 'report' }];
    expect(judgeAuth(authFacts(), options)).toEqual({
      stage: 'auth',
      findings,
      refusal: null,
      effects: [],
      notes: [],
    });
  });

  test('is nothing by itself', () => {
    const options = optionsWith({ noAuthOnSmtpPort: { mode: 'off', screenAuthProbes: true } });
    expect(judgeAuth(authFacts(), options).effects).toEqual([]);
  });
});
