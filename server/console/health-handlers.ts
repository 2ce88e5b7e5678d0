import type { Handlers } from '../contract/api.ts';
import type { ConsolePorts } from './console-ports.ts';

/** Whether the server works and is safe. */
export function healthHandlers({
  health,
}: Pick<ConsolePorts, 'health'>): Pick<Handlers, `health.${'get' | 'testRelay'}`> {
  return {
    'health.get': () => health.get(),
    'health.testRelay': () => health.testRelay(),
  };
}
