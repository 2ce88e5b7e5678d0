import type { Warning } from '../../contract/status.ts';
import type { HealthItem } from '../../contract/health.ts';
import type { Check } from '../health-facts.ts';
import { optionPage } from '../option-page.ts';

/** Warnings after which the server does not do what it is for. */
const ALARMS: ReadonlySet<string> = new Set(['no-submission-listener', 'local-covers-internet']);

/** Where a warning that is about no option is mended. */
const PAGES: Readonly<Record<string, string>> = {
  'gateway-senders-need-not-sign-in': '/gateways',
  'white-list-covers-domain': '/white-list',
  'send-as-covers-domain': '/send-as',
  'send-as-foreign-domain': '/send-as',
  'trusted-covers-internet': '/networks',
  'local-covers-internet': '/networks?tab=local',
  'domain-sharing-without-hosts': '/domains',
  'domain-sharing-asks-itself': '/domains',
  'sharing-login-needs-tls': '/domains',
};

/** What the policy warns of. */
export const checkPolicyWarnings: Check = ({ status }, { settings }) =>
  status.warnings
    // Together with relaying it is an alarm of its own; see open-relay.ts.
    .filter(({ code }) => code !== 'trusted-covers-internet' || !settings.options.trustedIpsMayRelay)
    .map(itemOf);

function itemOf({ code, text, option }: Warning): HealthItem {
  const list = PAGES[code];
  const page = list ?? (option === null ? '/server' : optionPage(option));
  return {
    code,
    severity: ALARMS.has(code) ? 'alarm' : 'attention',
    text,
    detail: '',
    action: { words: list === undefined ? 'Open the option' : 'Open the list', page },
  };
}
