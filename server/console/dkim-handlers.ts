import type { Handlers } from '../contract/api.ts';
import type { DkimKeyView } from '../contract/delivery-calls.ts';
import { ApiError } from '../contract/problem.ts';
import type { ConsolePorts, DkimPort } from './console-ports.ts';

type DkimCall = Extract<keyof Handlers, `dkim.${string}`>;

/** The keys that sign outgoing mail. Their private halves are no part of any answer. */
export function dkimHandlers({
  dkim,
  directory,
  putInForce,
}: Pick<ConsolePorts, 'dkim' | 'directory' | 'putInForce'>): Pick<Handlers, DkimCall> {
  return {
    'dkim.list': () => dkim.list(),
    'dkim.create': async (domain, selector, algorithm) => {
      // Whoever signs in another's name is not believed, and may not be.
      if (!directory.exportLists().domains.some(({ name }) => name === domain)) {
        throw new ApiError('conflict', `${domain} is not one of your domains.`, [
          { path: '[0]', reason: 'is not one of your domains' },
        ]);
      }
      const key = await dkim.create(domain, selector, algorithm);
      if (key === null) {
        throw new ApiError('conflict', `${domain} has a key "${selector}" already.`, [
          { path: '[1]', reason: 'is the selector of another key of this domain' },
        ]);
      }
      await putInForce(['dkim']);
      return key;
    },
    'dkim.check': (domain, selector) => dkim.check(known(dkim, domain, selector)),
    'dkim.activate': async (domain, selector, active) => {
      await dkim.activate(known(dkim, domain, selector), active);
      await putInForce(['dkim']);
    },
    'dkim.remove': async (domain, selector) => {
      const key = known(dkim, domain, selector);
      if (key.active) {
        throw new ApiError(
          'conflict',
          `The key "${selector}" of ${domain} signs now. Stop it from signing first.`,
        );
      }
      await dkim.remove(key);
      await putInForce(['dkim']);
    },
  };
}

function known(dkim: DkimPort, domain: string, selector: string): DkimKeyView {
  const key = dkim.find(domain, selector);
  if (key === null) throw new ApiError('not-found', `${domain} has no key "${selector}".`);
  return key;
}
