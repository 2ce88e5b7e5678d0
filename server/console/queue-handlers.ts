import type { Handlers } from '../contract/api.ts';
import type { ConsolePorts } from './console-ports.ts';

type QueueCall = Extract<keyof Handlers, `queue.${string}`>;

/** Mail that waits to be sent, and the administrator's hand on it. */
export function queueHandlers({ queue }: Pick<ConsolePorts, 'queue'>): Pick<Handlers, QueueCall> {
  return {
    'queue.list': (query = {}) => queue.list(query),
    'queue.retry': (ids) => queue.retry(ids),
    'queue.hold': (ids) => queue.hold(ids),
    'queue.release': (ids) => queue.release(ids),
    'queue.remove': (ids) => queue.remove(ids),
    'queue.bounce': (ids) => queue.bounce(ids),
  };
}
