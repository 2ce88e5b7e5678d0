import type { Check } from '../health-facts.ts';
import { count } from '../words.ts';

const HOUR_MS = 60 * 60 * 1000;
/** The first tries are over by then: the other server does not answer, or this one does not reach it. */
const OLD_HOURS = 4;

/** Outgoing mail goes out. */
export const checkQueue: Check = ({ queue, now }) => {
  const hours = queue.oldestAt === null ? 0 : Math.floor((now - queue.oldestAt) / HOUR_MS);
  return [
    ...(hours >= OLD_HOURS
      ? [
          {
            code: 'queue-waits',
            severity: 'attention',
            text: `Outgoing mail has waited for ${spanOf(hours)}.`,
            detail: '',
            action: { words: 'See why', page: '/queue' },
          } as const,
        ]
      : []),
    ...(queue.held > 0
      ? [
          {
            code: 'queue-held',
            severity: 'attention',
            text: `${count(queue.held, 'message is', 'messages are')} held until you let go of ${queue.held === 1 ? 'it' : 'them'}.`,
            detail: '',
            action: { words: 'See what is held', page: '/queue?state=held' },
          } as const,
        ]
      : []),
  ];
};

function spanOf(hours: number): string {
  return hours < 48 ? count(hours, 'hour', 'hours') : count(Math.floor(hours / 24), 'day', 'days');
}
