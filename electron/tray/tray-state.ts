import type { ServerStatus } from '../../server/contract/status.ts';
import type { HealthState } from '../../server/contract/health.ts';

/** What the icon shows: all is well; somebody should look; no mail is taken. */
export type TrayState = 'running' | 'attention' | 'stopped';

export interface TrayFacts {
  readonly status: Pick<ServerStatus, 'listeners' | 'storage' | 'paused' | 'counters'>;
  /** Null while nobody knows it. */
  readonly health: { readonly state: HealthState; readonly queue: { readonly waiting: number } } | null;
}

export interface TrayDescription {
  readonly state: TrayState;
  /** `Running · 3 queued · 2 sessions`: the tooltip, and the first line of the menu. */
  readonly line: string;
}

/** The server in a few words. `time` writes a time of the day for people. */
export function describeTray(
  { status, health }: TrayFacts,
  time: (milliseconds: number) => string,
): TrayDescription {
  const { state, word } = stateOf(status, health?.state ?? 'good', time);
  const queued = health && health.queue.waiting > 0 ? [`${number(health.queue.waiting)} queued`] : [];
  const { running } = status.counters;
  return {
    state,
    line: [word, ...queued, `${number(running)} ${running === 1 ? 'session' : 'sessions'}`].join(' · '),
  };
}

function stateOf(
  { listeners, storage, paused }: TrayFacts['status'],
  health: HealthState,
  time: (milliseconds: number) => string,
): { readonly state: TrayState; readonly word: string } {
  if (storage.state === 'failed') return { state: 'stopped', word: 'Stopped, mail cannot be stored' };
  if (!listeners.some(({ state }) => state === 'listening' || state === 'fallback'))
    return { state: 'stopped', word: 'Stopped, no port is open' };
  if (paused !== null) {
    const until = paused.until === null ? 'until you resume' : `until ${time(paused.until)}`;
    return { state: 'stopped', word: `Paused ${until}` };
  }
  const failed = listeners.flatMap(({ name, state }) => (state === 'failed' ? [name] : []));
  if (failed.length > 0)
    return {
      state: 'attention',
      word: `Running, but ${failed.join(', ')} ${failed.length === 1 ? 'does' : 'do'} not`,
    };
  if (storage.state === 'read-only') return { state: 'attention', word: 'Running, but the disk is full' };
  return health === 'good'
    ? { state: 'running', word: 'Running' }
    : { state: 'attention', word: 'Running, something needs you' };
}

function number(value: number): string {
  return value.toLocaleString('en');
}
