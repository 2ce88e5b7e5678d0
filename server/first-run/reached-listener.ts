import type { ListenerState } from '../contract/api.ts';
import type { ListenerKind } from '../contract/settings.ts';

/** A listener that runs, as this machine itself reaches it. */
export interface ReachedListener {
  readonly host: string;
  readonly port: number;
  readonly tls: 'starttls' | 'implicit';
}

/** The first listener of the kind that runs; null where none does. */
export function reachListener(states: readonly ListenerState[], kind: ListenerKind): ReachedListener | null {
  for (const state of states) {
    if (state.kind !== kind) continue;
    if (state.state === 'listening' || state.state === 'fallback')
      return { host: connectHost(state.host), port: state.boundPort, tls: state.tls };
  }
  return null;
}

/** What listens on all addresses is reached by the loopback one. */
function connectHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}
