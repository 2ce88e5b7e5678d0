import type { EventName } from './events.ts';

/** Every event, apart from the schemas of the calls: the window needs these names before anything else. */
export const EVENT_NAMES = [
  'sessions',
  'counters',
  'changed',
  'notice',
] as const satisfies readonly EventName[];
