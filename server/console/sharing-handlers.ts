import { parseAddress } from '../contract/address.ts';
import type { Handlers } from '../contract/api.ts';
import { ApiError } from '../contract/problem.ts';
import type { ConsolePorts } from './console-ports.ts';

type SharingCall = Extract<keyof Handlers, `domainSharing.${string}`>;

/** How the sharing hosts answer. Which they are is a setting. */
export function sharingHandlers({
  domainSharing,
}: Pick<ConsolePorts, 'domainSharing'>): Pick<Handlers, SharingCall> {
  return {
    'domainSharing.status': () => domainSharing.status(),
    'domainSharing.test': (text) => {
      const address = parseAddress(text);
      if (address === null) throw new ApiError('bad-arguments', `${text} is not an address.`);
      return domainSharing.test(address);
    },
    'domainSharing.flush': () => {
      domainSharing.flush();
    },
  };
}
