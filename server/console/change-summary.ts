import type { ChangeKind } from '../contract/audit.ts';
import { describeOption, type OptionPath } from '../contract/options.ts';
import { isGroup, type Difference } from './state-differences.ts';

/** What a change is about, and what it is in one sentence. */
export interface ChangeWords {
  readonly subject: string;
  readonly summary: string;
}

export function wordsOf(kind: ChangeKind, differences: readonly Difference[]): ChangeWords {
  switch (kind) {
    case 'option':
      return optionWords(differences);
    case 'settings':
      return settingsWords(differences);
    case 'setup':
      return { subject: 'setup', summary: `Setup document applied: ${count(differences.length, 'change')}` };
    case 'account':
      return accountWords(differences);
    case 'dkim':
      return dkimWords(differences);
    case 'screen':
      return screenWords(differences);
    default:
      return listWords(LABELS[kind], differences);
  }
}

const LABELS = {
  whiteList: 'White list',
  trustedIps: 'Trusted IPs',
  localIps: 'Local IPs',
  allowList: 'Allow list',
  domain: 'Domain',
  alias: 'Alias',
  gateway: 'Gateway',
} as const satisfies Readonly<Partial<Record<ChangeKind, string>>>;

const STATES: Readonly<Record<string, string>> = {
  off: 'off',
  report: 'report only',
  enforce: 'on',
  true: 'on',
  false: 'off',
};

/** `“Trusted IPs may relay” is now on`; of a rule the exception that was changed. */
function optionWords(differences: readonly Difference[]): ChangeWords {
  const [first] = differences;
  const [, key = '', field] = first?.path.map(String) ?? [];
  const isException = field !== undefined && typeof first?.after === 'boolean';
  // The path comes from the options' own table.
  const { label } = describeOption((isException ? `${key}.${field}` : key) as OptionPath);
  const state =
    differences.length === 1 && isState(field, first?.after) ? STATES[String(first?.after)] : null;
  return { subject: key, summary: state ? `“${label}” is now ${state}` : `“${label}” changed` };
}

function isState(field: string | undefined, value: unknown): boolean {
  return field === undefined || field === 'mode' || typeof value === 'boolean';
}

/** The parts of the settings, in words. */
export const SECTIONS: Readonly<Record<string, string>> = {
  hostname: 'host name',
  listeners: 'listeners',
  allowPlaintextAuthFrom: 'sign-in without encryption',
  dynamicScreen: 'Dynamic Screen',
  domainSharing: 'Domain Sharing',
  outbound: 'outgoing mail',
  dns: 'DNS servers',
  limits: 'limits',
  log: 'session log',
  notices: 'notices',
};

function settingsWords(differences: readonly Difference[]): ChangeWords {
  const [first] = differences;
  const sections = [...new Set(differences.map(({ path }) => String(path[0])))];
  const [only] = sections;
  if (only === 'hostname' && sections.length === 1)
    return { subject: only, summary: `Host name is now ${String(first?.after)}` };
  const names = sections.map((section) => SECTIONS[section] ?? section);
  return {
    subject: sections.length === 1 && only !== undefined ? only : 'settings',
    summary: `Settings changed: ${names.join(', ')}`,
  };
}

/** The entries that differ, by name, in the order in which they differ. */
function entriesIn(differences: readonly Difference[]): readonly string[] {
  const names = differences.flatMap(({ path }) =>
    path.filter((step) => typeof step !== 'string').slice(0, 1),
  );
  return [...new Set(names.map(([name]) => name))];
}

function listWords(label: string, differences: readonly Difference[]): ChangeWords {
  const names = entriesIn(differences);
  const [name] = names;
  if (name === undefined) return { subject: label, summary: `${label}: order changed` };
  const added = differences.find(({ before, path }) => before === undefined && isEntry(path));
  const removed = differences.find(({ after, path }) => after === undefined && isEntry(path));
  if (added && removed && names.length === 2) {
    const [from, to] = [nameAt(removed), nameAt(added)];
    return { subject: to, summary: `${label}: ${from} is now ${to}` };
  }
  if (names.length > 1)
    return { subject: label, summary: `${label}: ${count(names.length, 'entry', 'entries')} changed` };
  if (added) return { subject: name, summary: `${label}: ${name} added${untilIn(added.after)}` };
  if (removed) return { subject: name, summary: `${label}: ${name} removed` };
  return { subject: name, summary: `${label}: ${name} changed` };
}

function isEntry(path: Difference['path']): boolean {
  return typeof path.at(-1) !== 'string' && path.filter((step) => typeof step !== 'string').length === 1;
}

function nameAt({ path }: Difference): string {
  const step = path.find((candidate) => typeof candidate !== 'string');
  return step?.[0] ?? '';
}

/** ` until 1 December 2026` where the entry has an end. */
function untilIn(entry: unknown): string {
  const end: unknown = isGroup(entry)
    ? (Reflect.get(entry, 'expiresAt') ?? Reflect.get(entry, 'until'))
    : null;
  return typeof end === 'number' ? ` until ${DAY.format(end)}` : '';
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });

function accountWords(differences: readonly Difference[]): ChangeWords {
  const [name = ''] = entriesIn(differences);
  const at = (field: string) => differences.find(({ path }) => path.length === 3 && path[2] === field);
  return { subject: name, summary: `Account ${accountSentence(name, differences, at)}` };
}

function accountSentence(
  name: string,
  differences: readonly Difference[],
  at: (field: string) => Difference | undefined,
): string {
  const entry = differences.find(({ path }) => isEntry(path));
  if (entry) return `${name} added`;
  const [renamed, enabled, frozen, password] = [
    at('address'),
    at('enabled'),
    at('frozen'),
    at('passwordHash'),
  ];
  if (renamed) return `${String(renamed.before)} is now ${name}`;
  if (enabled?.after === false && password?.after === undefined && password) return `${name} removed`;
  if (enabled) return `${name} ${enabled.after === true ? 'enabled' : 'disabled'}`;
  if (frozen) return frozen.after === null ? `${name} may send again` : `${name} frozen`;
  return password && differences.length === 1 ? `${name} has a new password` : `${name} changed`;
}

function screenWords(differences: readonly Difference[]): ChangeWords {
  const [name = ''] = entriesIn(differences);
  const [first] = differences;
  if (first?.after === undefined) return { subject: name, summary: `Dynamic Screen: ${name} unblocked` };
  const until = first.before === undefined ? untilIn(first.after) : '';
  return { subject: name, summary: `Dynamic Screen: ${name} blocked${until}` };
}

/** Of the keys that differ, the one that now signs is what the change is about. */
function dkimWords(differences: readonly Difference[]): ChangeWords {
  const [first] = differences;
  const signing = differences.find(({ after }) => after === true) ?? first;
  const name = signing ? nameAt(signing) : '';
  const what =
    signing?.before === undefined
      ? 'made'
      : signing.after === undefined
        ? 'removed'
        : signing.after === true
          ? 'signs now'
          : 'no longer signs';
  return { subject: name, summary: `DKIM key ${name.replace('._domainkey.', ' of ')} ${what}` };
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
