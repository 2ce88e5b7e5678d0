import type { GatepostServer } from '../server/app.ts';
import type { CallName, CallResult, Calls } from '../server/contract/api.ts';
import { userName } from './user-name.ts';

/** A call that the desktop shell itself makes, as the user of this computer. Rejects with the server's reason. */
export async function askServer<N extends CallName>(
  server: Pick<GatepostServer, 'call'>,
  name: N,
  ...args: Parameters<Calls[N]>
): Promise<CallResult<N>> {
  const outcome = await server.call(name, args, `${userName()} on this computer`);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value as CallResult<N>; // what this call answers
}
