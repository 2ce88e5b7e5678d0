import { lowerAscii } from './ascii.ts';
import type { LogQuery, LogTerm, LogTermField } from './log-history.ts';
import type { SessionSummary } from './session-log.ts';
import { wordsOf } from './session-words.ts';

/**
 * Whether a session is one that the fields of a query ask for: all but its text, and where the page begins. The stored
 * days, the memory of the server and the window's own rows are asked by this one function.
 */
export function filterOf(query: LogQuery): (session: SessionSummary) => boolean {
  const { from = 0, to = Number.POSITIVE_INFINITY } = query;
  const id = folded(query.id);
  const ip = folded(query.ip);
  const account = folded(query.account);
  const sender = folded(query.sender);
  const recipient = folded(query.recipient);
  const terms = (query.terms ?? []).map(testOf);
  return (session) => {
    if (session.startedAt < from || session.startedAt >= to) return false;
    if (query.result !== undefined && session.result !== query.result) return false;
    if (id !== null && session.id !== id) return false;
    if (ip !== null && lowerAscii(session.ip) !== ip) return false;
    if (account !== null && lowerAscii(session.account ?? '') !== account) return false;
    if (sender !== null && lowerAscii(session.sender ?? '') !== sender) return false;
    if (recipient !== null && !session.recipients.some((address) => lowerAscii(address) === recipient))
      return false;
    if (query.listener !== undefined && session.listener !== query.listener) return false;
    if (query.direction !== undefined && query.direction !== directionOf(session)) return false;
    if (query.wouldHaveBlocked === true && session.wouldHaveBlocked.length === 0) return false;
    if (query.option !== undefined && !concernsOf(session).has(query.option)) return false;
    return terms.every((passes) => passes(session));
  };
}

/** Every rule, option and exception by which a session is found; an exception stands for its option too. */
export function concernsOf({ refusal, wouldHaveBlocked }: SessionSummary): ReadonlySet<string> {
  const concerns = new Set<string>(wouldHaveBlocked);
  if (refusal === null) return concerns;
  if (refusal.rule !== null) concerns.add(refusal.rule);
  if (refusal.option === null) return concerns;
  concerns.add(refusal.option);
  const [option] = refusal.option.split('.');
  if (option !== undefined) concerns.add(option);
  return concerns;
}

export function directionOf({ listenerKind }: SessionSummary): 'inbound' | 'outbound' {
  return listenerKind === 'outbound' ? 'outbound' : 'inbound';
}

const FIELDS: Readonly<Record<LogTermField, (session: SessionSummary) => string>> = {
  any: (session) => [...wordsOf(session), session.listener].join(' '),
  id: ({ id }) => id,
  ip: ({ ip }) => ip,
  from: ({ sender }) => sender ?? '',
  to: ({ recipients }) => recipients.join(' '),
  user: ({ account }) => account ?? '',
  reason: ({ refusal }) => refusal?.reason ?? '',
  port: ({ port }) => String(port),
};

function testOf({ field, value, isExcluded }: LogTerm): (session: SessionSummary) => boolean {
  const wanted = lowerAscii(value);
  return (session) => lowerAscii(FIELDS[field](session)).includes(wanted) !== isExcluded;
}

/** As it is compared; null where the query does not ask for it. */
function folded(text: string | undefined): string | null {
  return text === undefined ? null : lowerAscii(text.trim());
}
