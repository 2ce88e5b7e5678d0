import type { Authenticity, MessageObserver } from '../contract/authenticity.ts';
import type { DkimKeys } from './dkim-keys.ts';
import { IncomingCheck, type CheckServices } from './incoming-check.ts';
import { MessageSigner } from './message-signer.ts';

export interface AuthenticityServices extends CheckServices {
  readonly keys: Pick<DkimKeys, 'signingKeys'>;
}

export function createAuthenticity(services: AuthenticityServices): Authenticity {
  return {
    check: (message) => new IncomingCheck(message, services),
    sign: (fromDomain) => {
      const keys = services.keys.signingKeys(fromDomain);
      return keys.length === 0 ? UNSIGNED : new MessageSigner(keys, services.clock);
    },
  };
}

/** Where no key is active nothing need be looked at. */
const UNSIGNED: MessageObserver<string> = {
  write: () => Promise.resolve(),
  finish: () => Promise.resolve(''),
  abort: () => undefined,
};
