import type { Mode, OptionKey } from '../../../server/contract/options.ts';
import { plural } from '../format.ts';
import { words } from '../words.ts';

const STATES = { off: 'Off', report: 'Report only', enforce: 'On' } as const;

function state(value: Mode | boolean): string {
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  return STATES[value];
}

/** What would follow if an option went its dangerous way. */
const effects: Readonly<Record<OptionKey, string>> = {
  localSenderMustAuth:
    'Anyone on the Internet could then send mail to your users in the name of your own staff.',
  localIpMustAuth: 'Any device in your network, an infected one too, could then send without signing in.',
  returnPathMustMatch: 'Whoever has one account could then use any colleague’s address as the return-path.',
  fromHeaderMustMatch:
    'Whoever has one account could then write mail that shows any colleague as its sender.',
  displayNameMayNotShowAnotherAddress:
    'A sender could then show another person’s address where mail programs print the name.',
  roleAddressMustAuth: 'Anyone could then write to your users as postmaster, abuse or webmaster.',
  popBeforeSmtp: 'Accounts that did not open their mailbox first could then send.',
  noAuthOnSmtpPort:
    'Mail programs that sign in on the SMTP port could no longer send; they must use a submission port.',
  dmarcMustPass:
    'Mail that forges another organisation’s address would then reach your users, although its owner asks that it be refused.',
  accountLimits: 'Whoever steals one password could then send from here without end.',
  gatewaysExemptFromMatch:
    'Any account that may send for a gateway domain could then use every address of that domain.',
  trustedIpsMayRelay:
    'Every client on the Trusted IPs list could then send to the whole world through this server.',
};

export const options = words('options', {
  title: 'SMTP Authentication',
  lead: 'Who must sign in before Gatepost accepts their mail. A change works at once, from the next message on.',
  groups: {
    signIn: 'When a sign-in is needed',
    match: 'The sign-in must match the sender',
    reserved: 'Reserved addresses, POP Before SMTP and the SMTP port',
    beyond: 'Beyond the classic options',
  },
  state,
  reportOnly: 'Report only',
  reportHelp: 'Refuses nothing; the live log marks what would have been refused.',
  changed: 'Changed',
  defaultIs: (value: Mode | boolean) => `Default: ${state(value).toLowerCase()}`,
  reset: 'Reset',
  resetOption: (label: string) => `Reset “${label}”`,
  about: (label: string) => `About “${label}”`,
  senderChecks: 'Sender checks',
  notOnSeedPage: 'Gatepost’s own addition.',
  parentOff: 'Takes effect only while the option above is on.',
  failed: (because: string) => `Not changed. ${because}`,
  nowIs: (label: string, value: Mode | boolean) => `Now ${state(value).toLowerCase()}: “${label}”`,
  inLog: 'See what it refused',
  domainSharingNotSetUp: 'Domain Sharing is not set up, so nobody is exempt by it.',
  domains: 'Domains',
  trustedExempt: (count: number) =>
    count === 0 ? 'No network is trusted.' : `${plural(count, 'network is', 'networks are')} trusted.`,
  trustedIps: 'Trusted IPs',
  gatewayExempt: (isExempt: boolean) =>
    isExempt ? 'Gateway mail is exempt.' : 'Gateway mail is not exempt.',
  globalGatewaySettings: 'Global Gateway Settings',
  mirroredOnAliases: 'The same setting as in',
  aliasSettings: 'Aliases › Settings',
  mirroredHere: 'The same setting as in',
  mirroredTail: 'Changing it here changes it there.',
  popOff: 'POP Before SMTP is off, so this has no effect now.',
  popOn: (minutes: number) => `POP Before SMTP is on, with ${plural(minutes, 'minute', 'minutes')}.`,
  popSettings: 'POP Before SMTP settings',
  screenNote: 'Trusted IPs, the allow list and this machine are refused, but never listed.',
  whiteList: 'White list',
  whiteListHelp: 'Exempts an address from the two “Credentials used must match…” options above.',
  whiteListCount: (count: number) =>
    count === 0 ? 'Nobody is exempt.' : `${plural(count, 'entry', 'entries')}.`,
  whiteListIdle: 'Both options are off, so the list has no effect now.',
  openWhiteList: 'Open white list',
  seedSource: 'MDaemon 21.5 on this option:',
  tools: {
    changedOnly: 'Changed only',
    resetPage: 'Reset page…',
    copy: 'Copy as text',
    nothingChanged: 'Every option has its default',
    nothingChangedHelp: 'Nothing on this page has been changed.',
    resetTitle: 'Reset this page?',
    resetSubject: (count: number) => `${plural(count, 'option goes', 'options go')} back to the default`,
    resetKeep: 'Keep my settings',
    resetProceed: 'Reset',
    resetDone: (count: number) => `SMTP Authentication: ${plural(count, 'option', 'options')} reset`,
  },
  danger: {
    effects,
    titleOff: 'Turn this protection off?',
    titleOn: 'Turn this on?',
    keepOn: 'Keep it on',
    turnOff: 'Turn off',
    keepOff: 'Keep it off',
    turnOn: 'Turn on',
    refused: (count: number) =>
      count === 0
        ? 'It has refused nothing in the last 7 days.'
        : `In the last 7 days it refused ${plural(count, 'session', 'sessions')}.`,
    signedInOnSmtp: (accounts: readonly string[]) =>
      accounts.length === 0
        ? 'In the sessions the log holds, nobody signed in on the SMTP port.'
        : `In the sessions the log holds, ${plural(accounts.length, 'account', 'accounts')} signed in on the SMTP port: ${accounts.slice(0, 5).join(', ')}${accounts.length > 5 ? ', …' : '.'}`,
    noSubmission: 'No submission listener runs: nobody could sign in at all.',
  },
} as const);
