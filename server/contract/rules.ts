import type { OptionPath } from './options.ts';
import type { RuleId } from './verdict.ts';

/** What the log and the window say of a rule in few words. */
export interface RuleText {
  /** For the Reason column. */
  readonly reason: string;
  /** The option that switches the rule, or null for rules that always hold or are set per gateway. */
  readonly option: OptionPath | null;
}

export function describeRule(rule: RuleId): RuleText {
  return RULES[rule];
}

const RULES: Readonly<Record<RuleId, RuleText>> = {
  dynamicScreen: { reason: 'Dynamic Screen', option: null },
  noAuthOnSmtpPort: { reason: 'AUTH on the SMTP port', option: 'noAuthOnSmtpPort' },
  msaGate: { reason: 'Authentication required: submission port', option: null },
  localIpMustAuth: { reason: 'Authentication required: local IP', option: 'localIpMustAuth' },
  roleAddressMustAuth: { reason: 'Authentication required: role address', option: 'roleAddressMustAuth' },
  gatewaySenderMustAuth: { reason: 'Authentication required: gateway sender', option: null },
  localSenderMustAuth: { reason: 'Authentication required: local account', option: 'localSenderMustAuth' },
  popBeforeSmtp: { reason: 'POP Before SMTP', option: 'popBeforeSmtp' },
  returnPathMustMatch: { reason: 'Credentials do not match return-path', option: 'returnPathMustMatch' },
  relayControl: { reason: 'Relaying denied', option: null },
  recipientExists: { reason: 'Unknown recipient', option: null },
  fromHeaderMustMatch: { reason: 'Credentials do not match From: header', option: 'fromHeaderMustMatch' },
  displayNameMayNotShowAnotherAddress: {
    reason: 'Name shows another address',
    option: 'displayNameMayNotShowAnotherAddress',
  },
  dmarcMustPass: { reason: 'DMARC failed', option: 'dmarcMustPass' },
  accountLimits: { reason: 'Account limit', option: 'accountLimits' },
};
