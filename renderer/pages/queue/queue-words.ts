import type { QueuedMessage } from '../../../server/contract/delivery-calls.ts';
import { formatRelative } from '../../parts/time.tsx';
import { queueText } from '../../text/en/queue.ts';
import { failureWords } from './failure-words.ts';

/** Why a message waits, in plain words. */
export function whyItWaits({ state, gateway, recipient, lastFailure }: QueuedMessage): string {
  switch (state) {
    case 'sending':
      return queueText.why.sending;
    case 'held':
      return queueText.why.held;
    case 'etrn':
      return queueText.why.etrn(gateway ?? recipient);
    case 'waiting':
      return lastFailure ? failureWords(lastFailure) : queueText.why.fresh;
  }
}

/** When a message is tried next. */
export function nextTry({ state, nextAttemptAt }: QueuedMessage, now: number): string {
  switch (state) {
    case 'sending':
      return queueText.now;
    case 'held':
      return queueText.notWhileHeld;
    case 'etrn':
      return queueText.whenAsked;
    case 'waiting':
      return nextAttemptAt <= now ? queueText.anyMoment : formatRelative(nextAttemptAt, now);
  }
}

/** The last failure as the server put it: `451 4.7.1 Try later`. */
export function ownWords({ lastFailure }: QueuedMessage): string {
  if (!lastFailure) return '';
  const { code, enhanced, text } = lastFailure;
  return code === null ? text : `${String(code)} ${text.startsWith(enhanced) ? '' : `${enhanced} `}${text}`;
}
