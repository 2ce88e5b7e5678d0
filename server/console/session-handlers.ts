import type { Handlers } from '../contract/api.ts';
import type { ConsolePorts } from './console-ports.ts';

/** What is done with sessions that run. `by` is who asks for it; the session's transcript names them. */
export function sessionHandlers(
  { sessions }: ConsolePorts,
  by: string,
): Pick<Handlers, 'sessions.disconnect'> {
  return { 'sessions.disconnect': (id) => sessions.disconnect(id, `Disconnected by hand: ${by}`) };
}
