import type { Handlers } from '../contract/api.ts';
import { ApiError } from '../contract/problem.ts';
import type { Settings } from '../contract/settings.ts';
import type { ConsolePorts } from './console-ports.ts';
import type { InTurn } from './in-turn.ts';
import { settingsAfter } from './settings-after.ts';

/** Host name, listeners, limits. The lists have handlers of their own. */
export function settingsHandlers(
  { settings, putInForce }: ConsolePorts,
  inTurn: InTurn,
): Pick<Handlers, 'settings.get' | 'settings.set'> {
  return {
    'settings.get': () => withoutLogins(settings.current),
    'settings.set': (change) =>
      inTurn(() => {
        atFirstArgument(() => settings.update((current) => settingsAfter(change, current)));
        return putInForce(['settings', 'status']);
      }),
  };
}

/** The paths of what the settings refuse, as paths in the first argument of the call. */
export function atFirstArgument<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { kind, message, problems } = error.failure;
    throw new ApiError(
      kind,
      message,
      problems.map(({ path, reason }) => ({ path: path === '' ? '[0]' : `[0].${path}`, reason })),
    );
  }
}

function withoutLogins(settings: Settings): Settings {
  const { domainSharing, outbound } = settings;
  return {
    ...settings,
    domainSharing: { ...domainSharing, hosts: domainSharing.hosts.map((host) => ({ ...host, login: null })) },
    outbound: { ...outbound, smartHost: outbound.smartHost && { ...outbound.smartHost, login: null } },
  };
}
