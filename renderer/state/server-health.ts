import type { ServerStatus } from '../../server/contract/status.ts';
import type { Health, HealthState } from '../../server/contract/health.ts';

export type Light = HealthState | 'stopped';

/** The light of the truth bar: what the dashboard says, and whether anything listens at all. */
export function lightOf(status: Pick<ServerStatus, 'listeners'>, health: Pick<Health, 'state'>): Light {
  const isListening = status.listeners.some(({ state }) => state === 'listening' || state === 'fallback');
  return isListening ? health.state : 'stopped';
}
