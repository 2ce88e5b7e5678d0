import type { Bridge } from '../console/bridge.ts';
import type { LogRing } from './log-ring.ts';

/** How many sessions of the past are at hand at once; older ones come when they are scrolled to. */
const AT_HAND = 1000;

export type FeedState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'live' }
  | { readonly kind: 'failed'; readonly because: string };

/** Whether anybody can see the page. */
export interface Visibility {
  readonly isHidden: () => boolean;
  readonly onChange: (changed: () => void) => () => void;
}

export interface FeedPorts {
  readonly console: Bridge;
  readonly visibility: Visibility;
  readonly onState: (state: FeedState) => void;
}

/**
 * Fills the ring with the newest sessions and every change as it comes, until the function that it answers is called.
 * While nobody sees the page it listens to nothing, for the server sends only what is listened to; seen again, or when
 * the line was lost, it begins anew: a session that ended meanwhile would seem to run for ever.
 */
export function feedLog(ring: LogRing, { console, visibility, onState }: FeedPorts): () => void {
  let stopRows: (() => void) | null = null;
  /** An answer to an earlier question may be older than what is known by now. */
  let round = 0;

  const load = async () => {
    const own = ++round;
    try {
      const { sessions, more } = await console.call('log.search', { limit: AT_HAND });
      if (own !== round) return;
      // Of the millisecond in which the page ends some are in it and some are not.
      const floor = more === null ? 0 : more.startedAt + 1;
      const whole = sessions.filter(({ startedAt }) => startedAt >= floor);
      ring.restart(whole.toReversed(), floor); // oldest first: of one millisecond the later one is on top
      onState({ kind: 'live' });
    } catch (error) {
      if (own !== round) return;
      onState({ kind: 'failed', because: error instanceof Error ? error.message : String(error) });
    }
  };
  const begin = () => {
    stopRows ??= console.on('sessions', ({ rows }) => {
      ring.merge(rows.toReversed()); // they come with the latest first
    });
    void load();
  };
  const pause = () => {
    round++;
    stopRows?.();
    stopRows = null;
  };
  const beginOrPause = () => {
    if (visibility.isHidden()) pause();
    else begin();
  };

  const stopVisibility = visibility.onChange(beginOrPause);
  const stopConnection = console.onConnectionChange(() => {
    if (stopRows !== null && console.connectionState() === 'open') void load();
  });
  beginOrPause();
  return () => {
    stopVisibility();
    stopConnection();
    pause();
  };
}
