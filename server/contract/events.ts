import { z } from 'zod';
import { EVENT_NAMES } from './event-names.ts';
import type { Notice } from './notices.ts';
import type { SessionSummary } from './session-log.ts';
import type { LogCounters } from './status.ts';

/** The lists whose change makes the window ask again. */
export type ChangedData =
  | 'options'
  | 'settings'
  | 'status'
  | 'whiteList'
  | 'networks'
  | 'screen'
  | 'accounts'
  | 'domains'
  | 'aliases'
  | 'gateways'
  | 'queue'
  | 'domainSharing'
  | 'dkim'
  | 'notices'
  | 'audit';

/** What the server tells without being asked. */
export interface Events {
  /** At most ten a second: rows that are new or changed since the last one, newest revision of each. */
  sessions: { readonly rows: readonly SessionSummary[]; readonly counters: LogCounters };
  /** At most once a second, and only when they have changed. */
  counters: LogCounters;
  changed: { readonly what: readonly ChangedData[]; readonly revision: number };
  /** Something happened that the administrator should hear of; rate-limited by the server. */
  notice: Notice;
}

export type EventName = keyof Events;

export const eventNamesSchema = z.array(z.enum(EVENT_NAMES)).max(EVENT_NAMES.length);

/** Subscribes; returns what unsubscribes. What nobody listens to is not sent. */
export type Subscribe = <E extends EventName>(event: E, listener: (payload: Events[E]) => void) => () => void;
