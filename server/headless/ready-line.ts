import type { ListenerState } from '../contract/status.ts';

/** The one line of standard output: where to reach what. Disabled listeners are not in it. */
export function readyLine(listeners: readonly ListenerState[], console: string): string {
  const entries = listeners
    .filter(({ state }) => state !== 'disabled')
    .map((listener) => [listener.name, describe(listener)] as const);
  return JSON.stringify({ ready: true, listeners: Object.fromEntries(entries), console });
}

function describe(listener: ListenerState): object {
  const { host, port } = listener;
  switch (listener.state) {
    case 'listening':
      return { host, port: listener.boundPort };
    case 'fallback':
      return {
        host,
        port: listener.boundPort,
        fallbackFrom: port,
        reason: listener.reason,
        remedy: listener.remedy,
      };
    case 'failed':
      return { host, port, failed: listener.reason, remedy: listener.remedy };
    case 'disabled':
      return { host, port };
  }
}
