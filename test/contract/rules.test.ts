import { describe, expect, test } from 'vitest';
import { OPTION_KEYS } from '../../server/contract/options.ts';
import { describeRule } from '../../server/contract/rules.ts';
import type { RuleId } from '../../server/contract/verdict.ts';

const RULE_IDS = [
  'dynamicScreen',
  'noAuthOnSmtpPort',
  'msaGate',
  'localIpMustAuth',
  'roleAddressMustAuth',
  'gatewaySenderMustAuth',
  'localSenderMustAuth',
  'popBeforeSmtp',
  'returnPathMustMatch',
  'relayControl',
  'recipientExists',
  'fromHeaderMustMatch',
  'displayNameMayNotShowAnotherAddress',
  'dmarcMustPass',
  'accountLimits',
] as const satisfies readonly RuleId[];

describe('a rule in few words', () => {
  test('no two rules share their reason', () => {
    const reasons = RULE_IDS.map((rule) => describeRule(rule).reason);
    expect(new Set(reasons).size).toBe(RULE_IDS.length);
  });

  test('a rule that an option switches bears its name and leads to it, any other to none', () => {
    const options: readonly string[] = OPTION_KEYS;
    expect(RULE_IDS.map((rule) => describeRule(rule).option)).toEqual(
      RULE_IDS.map((rule) => (options.includes(rule) ? rule : null)),
    );
  });

  test('the Reason column says what was missing', () => {
    expect(describeRule('localSenderMustAuth')).toEqual({
      reason: 'Authentication required: local account',
      option: 'localSenderMustAuth',
    });
  });
});
