import { decodeUtf8 } from '../../contract/utf8.ts';

/** Commands that the server knows (RFC 1939 §§5–7, RFC 2449 §5, RFC 2595 §4, RFC 5034 §3). */
const VERBS = [
  'USER',
  'PASS',
  'AUTH',
  'STLS',
  'CAPA',
  'STAT',
  'LIST',
  'UIDL',
  'RETR',
  'TOP',
  'DELE',
  'NOOP',
  'RSET',
  'QUIT',
] as const;
export type Verb = (typeof VERBS)[number];

export interface Command {
  readonly verb: Verb;
  /** Everything behind the first blank, as it was sent: a password may begin and end with blanks. */
  readonly argument: string;
}

export type ParsedLine =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'bad-characters' };

export function parseCommand(line: Buffer): ParsedLine {
  const text = decodeUtf8(line);
  // eslint-disable-next-line no-control-regex -- RFC 1939 §3: keywords and arguments are printable characters
  if (text === null || /[\0-\x1f\x7f]/.test(text)) return { kind: 'bad-characters' };
  const [, word = '', argument = ''] = /^([A-Za-z]+)(?: ([^]*))?$/.exec(text) ?? [];
  const verb = VERBS.find((known) => known === word.toUpperCase());
  return verb === undefined ? { kind: 'unknown' } : { kind: 'command', command: { verb, argument } };
}

/** The numbers of LIST, RETR, TOP: exactly so many, or null. Blanks around them are passed over. */
export function parseNumbers(argument: string): readonly number[] | null {
  const words = argument.split(' ').filter((word) => word !== '');
  return words.every((word) => /^[0-9]{1,9}$/.test(word)) ? words.map(Number) : null;
}

const MASK = '***';
/** Verbs whose arguments are numbers: anything else behind them is a slip of the client, and may be a secret. */
const NUMBERED: ReadonlySet<Verb> = new Set(['LIST', 'UIDL', 'RETR', 'TOP', 'DELE']);

/**
 * The command as it may be written down. A login is not shown either, because people type passwords there; the
 * session's account is noted once it has signed in. A line that is no command may be one that was meant for an
 * exchange that has failed: nothing of it is shown.
 */
export function maskCommand(parsed: ParsedLine): string {
  if (parsed.kind !== 'command') return MASK;
  const { verb, argument } = parsed.command;
  if (argument === '') return verb;
  if (NUMBERED.has(verb) && parseNumbers(argument) !== null) return `${verb} ${argument}`.trimEnd();
  if (verb === 'AUTH' && /^plain$/i.test(argument)) return 'AUTH PLAIN';
  if (verb === 'AUTH' && /^plain /i.test(argument)) return `AUTH PLAIN ${MASK}`;
  return `${verb} ${MASK}`;
}
