import { lowerAscii } from '../contract/ascii.ts';
import type { LogQuery } from '../contract/log-history.ts';
import type { SessionSummary } from '../contract/session-log.ts';

/** Whether a session is one that the fields of a query ask for: all but its text, and where the page begins. */
export function filterOf(query: LogQuery): (session: SessionSummary) => boolean {
  const { from = 0, to = Number.POSITIVE_INFINITY } = query;
  const id = folded(query.id);
  const ip = folded(query.ip);
  const account = folded(query.account);
  const sender = folded(query.sender);
  const recipient = folded(query.recipient);
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
    return query.option === undefined || concernsOf(session).has(query.option);
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

/** As it is compared; null where the query does not ask for it. */
function folded(text: string | undefined): string | null {
  return text === undefined ? null : lowerAscii(text.trim());
}
