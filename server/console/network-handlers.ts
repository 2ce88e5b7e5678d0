import type { Handlers } from '../contract/api.ts';
import { ApiError } from '../contract/problem.ts';
import type { ConsolePorts } from './console-ports.ts';
import { editing, withArgumentPaths } from './list-handlers.ts';

type NetworkCall = Extract<keyof Handlers, `networks.${string}` | `screen.${string}`>;

/** Local IPs, Trusted IPs, and the Dynamic Screen with its allow list. */
export function networkHandlers({
  directory,
  screen,
  putInForce,
}: ConsolePorts): Pick<Handlers, NetworkCall> {
  const trustedIps = editing('trustedIps', directory.trustedIps, ['networks'], putInForce);
  const allowList = editing('dynamicScreen.allowList', directory.allowList, ['screen'], putInForce);
  return {
    'networks.list': () => {
      const { localIps, trustedIps } = directory.exportLists();
      return { localIps, trustedIps };
    },
    'networks.setLocal': async (localIps) => {
      await withArgumentPaths(directory.replace({ localIps }), (path) => path.replace(/^localIps/, '[0]'));
      return putInForce(['networks']);
    },
    'networks.saveTrusted': trustedIps.save,
    'networks.removeTrusted': trustedIps.remove,
    'screen.list': () => ({ blocked: screen.list(), allowList: directory.exportLists().allowList }),
    'screen.block': (network, until, reason) => {
      const because = screen.block(network, until, reason);
      if (because !== null) throw new ApiError('conflict', `${network} cannot be blocked: ${because}.`);
      return putInForce(['screen']);
    },
    'screen.unblock': (network) => {
      if (!screen.unblock(network)) throw new ApiError('not-found', `${network} is not blocked.`);
      return putInForce(['screen']);
    },
    'screen.allow': (entry) => {
      const known = directory.exportLists().allowList.some(({ range }) => range === entry.range);
      return allowList.save(entry, known ? entry.range : null);
    },
    'screen.disallow': allowList.remove,
  };
}
