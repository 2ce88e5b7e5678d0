import { describeOption, OPTION_KEYS, OPTIONS } from '../contract/options.ts';
import { SECTIONS } from './change-summary.ts';
import type { Step } from './state-differences.ts';

/** What a difference is about, at the beginning of a sentence: `DKIM key a of office.example`, `“Trusted IPs may relay”`. */
export function subjectOf(path: readonly Step[]): string {
  const [first = '', second] = path.map(String);
  if (first === 'options') return optionIn(path);
  const list = LISTS[first === 'dynamicScreen' ? String(second) : first];
  const section = SECTIONS[first] ?? first;
  if (list === undefined) return first === 'hostname' ? 'The host name' : `What is set for ${section}`;
  const entry = path.find((step) => typeof step !== 'string');
  return entry === undefined ? `The order of ${list.whole}` : list.entry(entry[0]);
}

interface ListWords {
  readonly whole: string;
  readonly entry: (name: string) => string;
}

const LISTS: Readonly<Record<string, ListWords>> = {
  whiteList: { whole: 'the White list', entry: (name) => `White list entry ${name}` },
  trustedIps: { whole: 'the Trusted IPs', entry: (name) => `Trusted IP ${name}` },
  localIps: { whole: 'the Local IPs', entry: (name) => `Local IP ${name}` },
  allowList: { whole: 'the allow list', entry: (name) => `Allow list entry ${name}` },
  screen: { whole: 'the Dynamic Screen', entry: (name) => `The block of ${name}` },
  accounts: { whole: 'the accounts', entry: (name) => `Account ${name}` },
  domains: { whole: 'the domains', entry: (name) => `Domain ${name}` },
  aliases: { whole: 'the aliases', entry: (name) => `Alias ${name}` },
  gateways: { whole: 'the gateways', entry: (name) => `Gateway ${name}` },
  listeners: { whole: 'the listeners', entry: (name) => `Listener ${name}` },
  dkim: {
    whole: 'the DKIM keys',
    entry: (name) => `DKIM key ${name.replace('._domainkey.', ' of ')}`,
  },
};

function optionIn([, name, field]: readonly Step[]): string {
  const key = OPTION_KEYS.find((candidate) => candidate === name);
  if (key === undefined) return 'The option';
  const option = OPTIONS[key];
  const exceptions: Readonly<Record<string, { readonly label: string }>> =
    'exceptions' in option ? option.exceptions : {};
  return `“${exceptions[String(field)]?.label ?? describeOption(key).label}”`;
}
