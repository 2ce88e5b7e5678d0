import { plural } from '../format.ts';
import { words } from '../words.ts';

/** Further words by which pages and commands are found; what they do not list has none. */
type Keywords = Readonly<Partial<Record<string, string>>>;

const pageKeywords: Keywords = {
  dashboard: 'status health safe overview',
  log: 'sessions connections history transcript',
  smtpAuthentication: 'options auth login password rules',
  whiteList: 'exempt allow exception whitelist',
  dynamicScreen: 'blocked ban ip unblock',
  networks: 'scanner printer lan relay',
  authenticity: 'spf dkim dmarc arc forged',
  tryIt: 'what if simulate tester draft',
  accounts: 'users mailbox people password',
  sendAs: 'permissions rate limit frozen',
  domains: 'dkim sharing',
  aliases: 'forward group postmaster',
  gateways: 'forward store',
  queue: 'waiting retry stuck outgoing',
  server: 'settings ports tls certificate',
  changes: 'undo restore revert audit who when',
};
/** The same of cards on the Server page. */
const cardKeywords: Keywords = {
  setup: 'restore backup import export move',
};
const commandKeywords: Keywords = {
  undo: 'revert take back',
  pause: 'stop maintenance',
  resume: 'start go on',
  export: 'backup save settings',
  report: 'turn on report only for watch',
  theme: 'switch to appearance mode',
  contrast: 'switch to appearance accessibility',
  language: 'switch to sprache',
  shortcuts: 'help keys',
};

export const paletteText = words('paletteText', {
  title: 'Search and commands',
  placeholder: 'A page, an option, an address, an IP, or what you want to do',
  keys: 'Arrow keys choose, Enter opens or does it, Escape closes.',
  command: 'Command',
  found: (count: number) => plural(count, 'entry', 'entries'),
  nothing: 'Nothing is called that.',
  groups: {
    typed: 'What you typed',
    recent: 'Used lately',
    commands: 'Commands',
    pages: 'Pages',
    options: 'Options',
    settings: 'Settings',
    lists: 'Accounts and lists',
    log: 'Live log',
  },
  typed: {
    inLog: (what: string) => `Show ${what} in the log`,
    whyBlocked: (what: string) => `Why was ${what} blocked?`,
    test: (what: string) => `Test a message from ${what}`,
    block: (network: string) => `Block ${network}…`,
    trust: (network: string) => `Trust ${network}…`,
    exempt: (address: string) => `Put ${address} on the white list…`,
  },
  commands: {
    undo: (what: string) => `Undo: ${what}`,
    pause: 'Pause accepting mail for an hour',
    pausedDone: 'Accepting mail is paused for an hour',
    resume: 'Accept mail again',
    resumedDone: 'Mail is accepted again',
    exportSetup: 'Export setup',
    exempt: 'Put an address on the white list…',
    reportOnly: (label: string) => `Report only: ${label}`,
    shortcuts: 'Show keyboard shortcuts',
    keywords: commandKeywords,
  },
  pageKeywords,
  cardKeywords,
});
