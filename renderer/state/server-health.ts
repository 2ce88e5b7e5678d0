import type { ServerStatus } from '../../server/contract/api.ts';

export type Health = 'good' | 'attention' | 'stopped';

/** The worst that is true of the server, for its light in the truth bar. */
export function healthOf(status: ServerStatus): Health {
  const enabled = status.listeners.filter(({ state }) => state !== 'disabled');
  const isListening = enabled.some(({ state }) => state === 'listening' || state === 'fallback');
  if (!isListening || status.storage.state === 'failed') return 'stopped';
  const isWhole = enabled.every(({ state }) => state === 'listening') && status.storage.state === 'ok';
  return isWhole ? 'good' : 'attention';
}
