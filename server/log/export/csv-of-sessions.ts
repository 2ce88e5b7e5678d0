import type { SessionSummary } from '../../contract/session-log.ts';

type Cell = string | number | null | undefined;

const COLUMNS: readonly (readonly [name: string, of: (session: SessionSummary) => Cell])[] = [
  ['started', ({ startedAt }) => new Date(startedAt).toISOString()],
  ['ended', ({ endedAt }) => (endedAt === null ? null : new Date(endedAt).toISOString())],
  ['id', ({ id }) => id],
  ['result', ({ result }) => result],
  ['reason', ({ refusal }) => refusal?.reason],
  ['because', ({ refusal }) => refusal?.because],
  ['rule', ({ refusal }) => refusal?.rule],
  ['option', ({ refusal }) => refusal?.option],
  ['reply', ({ refusal }) => refusal && `${refusal.code} ${refusal.enhanced}`],
  ['would have blocked', ({ wouldHaveBlocked }) => wouldHaveBlocked.join(' ')],
  ['ip', ({ ip }) => ip],
  ['listener', ({ listener }) => listener],
  ['kind', ({ listenerKind }) => listenerKind],
  ['port', ({ port }) => port],
  ['tls', ({ tls }) => tls],
  ['helo', ({ helo }) => helo],
  ['account', ({ account }) => account],
  ['sender', ({ sender }) => sender],
  ['recipients', ({ recipients }) => recipients.join(' ')],
  ['recipient count', ({ recipientCount }) => recipientCount],
  ['messages', ({ messagesAccepted }) => messagesAccepted],
  ['bytes', ({ bytes }) => bytes],
  ['repeats', ({ repeats }) => repeats],
];

/** RFC 4180. The mark at the begin tells a spreadsheet that what follows is UTF-8. */
export function csvHead(): string {
  return `\ufeff${COLUMNS.map(([name]) => cell(name)).join(',')}\r\n`;
}

export function csvLine(session: SessionSummary): string {
  return `${COLUMNS.map(([, of]) => cell(of(session))).join(',')}\r\n`;
}

/** A spreadsheet takes a text that begins so for a formula, and whoever connects chooses what HELO and senders say. */
const FORMULA = /^[\s\0]*[=+\-@|%]|^[\t\r\n]/;

function cell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  return `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
}
