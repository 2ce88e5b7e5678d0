import type { Handlers } from '../contract/api.ts';
import type { ConsolePorts } from './console-ports.ts';

type SendingCall = 'accounts.unfreeze' | 'accounts.usage';

/** What accounts have sent, and how one that has sent too much may send again. */
export function sendingHandlers({
  sending,
  putInForce,
}: Pick<ConsolePorts, 'sending' | 'putInForce'>): Pick<Handlers, SendingCall> {
  return {
    'accounts.usage': () => sending.usage(),
    'accounts.unfreeze': async (address) => {
      await sending.unfreeze(address);
      return putInForce(['accounts']);
    },
  };
}
