import { hasWildcard, matchesPattern } from '../contract/address-pattern.ts';
import type { Warning } from '../contract/status.ts';
import type { CommentedNetwork, GatewayEntry, WhiteListEntry } from '../contract/directory.ts';
import { OPTION_KEYS, OPTIONS, type OptionKey, type RuleOptionKey } from '../contract/options.ts';
import type { OptionSettings, Settings } from '../contract/settings.ts';
import { coversInternet } from './covers-internet.ts';
import { isInForce } from './white-list.ts';

/** The lists of the directory that can be set dangerously. */
export interface WarnedLists {
  readonly whiteList: readonly WhiteListEntry[];
  readonly localIps: readonly string[];
  readonly trustedIps: readonly CommentedNetwork[];
  /** Names of the local domains, in canonical form. */
  readonly localDomains: readonly string[];
  readonly gateways: readonly GatewayEntry[];
  readonly accounts: readonly SendAsAccount[];
}

/** What is asked of an account; enabled unless it says otherwise. */
export interface SendAsAccount {
  readonly address: string;
  readonly enabled?: boolean | undefined;
  readonly sendAs?: readonly string[] | undefined;
}

/** What the administrator should know of the policy in force. `now` in milliseconds since 1970. */
export function findWarnings(
  settings: Pick<Settings, 'options' | 'listeners'>,
  lists: WarnedLists,
  now: number,
): readonly Warning[] {
  return [
    ...warnOfNoSubmission(settings),
    ...warnOfRulesOff(settings.options),
    ...warnOfGatewaysOff(lists.gateways),
    ...warnOfWhiteList(lists, now),
    ...warnOfNetworks(lists),
    ...warnOfSendAs(lists),
  ];
}

/** "useful in configurations where all legitimate accounts are using the MSA or other port" */
function warnOfNoSubmission({ options, listeners }: Pick<Settings, 'options' | 'listeners'>): Warning[] {
  const hasSubmission = listeners.some(({ kind, enabled }) => kind === 'msa' && enabled);
  if (options.noAuthOnSmtpPort.mode !== 'enforce' || hasSubmission) return [];
  const text = 'Nobody can sign in: the SMTP port does not allow it and no submission listener is enabled.';
  return [{ code: 'no-submission-listener', text, option: 'noAuthOnSmtpPort' }];
}

function warnOfRulesOff(options: OptionSettings): Warning[] {
  return OPTION_KEYS.filter(isEnforcedByDefault)
    .filter((key) => options[key].mode === 'off')
    .map((key) => ({ code: 'rule-off', text: `"${OPTIONS[key].label}" is off.`, option: key }));
}

function isEnforcedByDefault(key: OptionKey): key is RuleOptionKey {
  return OPTIONS[key].default === 'enforce';
}

function warnOfGatewaysOff(gateways: readonly GatewayEntry[]): Warning[] {
  return gateways
    .filter(({ sendersMustAuth }) => sendersMustAuth === false)
    .map(({ domain }) => ({
      code: 'gateway-senders-need-not-sign-in',
      text: `Anybody may send as a user of the gateway ${domain} without signing in.`,
      option: null,
    }));
}

function warnOfWhiteList({ whiteList, localDomains }: WarnedLists, now: number): Warning[] {
  return whiteList
    .filter((entry) => hasWildcard(entry.pattern) && isInForce(entry, now))
    .flatMap(({ pattern }) => {
      const covered = localDomains.filter((domain) => coversDomain(pattern, domain));
      if (covered.length === 0) return [];
      const text = `The white list entry ${pattern} lets every account send as anybody of ${covered.join(', ')}.`;
      return [{ code: 'white-list-covers-domain', text, option: null }];
    });
}

/**
 * Whether the pattern matches every address of the domain. A NUL can stand in no pattern, so only wildcards
 * match a name made of NULs; names have 1 to 64 octets (RFC 5321 §4.5.3.1.1).
 */
function coversDomain(pattern: string, domain: string): boolean {
  const lengths = Array.from({ length: 64 }, (_, index) => index + 1);
  return lengths.every((length) => matchesPattern(pattern, { localPart: '\0'.repeat(length), domain }));
}

function warnOfSendAs({ accounts, localDomains, gateways }: WarnedLists): Warning[] {
  const local = new Set(localDomains);
  const ours = new Set([...localDomains, ...gateways.map(({ domain }) => domain)]);
  return accounts
    .filter(({ enabled }) => enabled !== false)
    .flatMap(({ address, sendAs = [] }) => {
      const covered = sendAs.filter((entry) => entry.startsWith('*@') && local.has(domainOf(entry)));
      const foreign = sendAs.filter((entry) => !ours.has(domainOf(entry)));
      return [
        ...covered.map((entry) => ({
          code: 'send-as-covers-domain',
          text: `${address} may send as anybody of ${domainOf(entry)}.`,
          option: null,
        })),
        ...foreign.map((entry) => ({
          code: 'send-as-foreign-domain',
          text: `${address} may send as ${entry}, but ${domainOf(entry)} is not served here: others may take its mail for forged.`,
          option: null,
        })),
      ];
    });
}

function domainOf(entry: string): string {
  return entry.slice(entry.lastIndexOf('@') + 1);
}

function warnOfNetworks({ localIps, trustedIps }: WarnedLists): Warning[] {
  const warnings: Warning[] = [];
  if (coversInternet(localIps)) {
    const text = 'The Local IPs cover the whole internet: no other mail server can deliver mail to you.';
    warnings.push({ code: 'local-covers-internet', text, option: 'localIpMustAuth' });
  }
  if (coversInternet(trustedIps.map(({ range }) => range))) {
    const text = 'The Trusted IPs cover the whole internet: every exception for them is open to everybody.';
    warnings.push({ code: 'trusted-covers-internet', text, option: null });
  }
  return warnings;
}
