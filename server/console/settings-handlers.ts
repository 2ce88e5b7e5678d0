import type { Handlers } from '../contract/api.ts';
import { ApiError } from '../contract/problem.ts';
import type { Settings } from '../contract/settings.ts';
import type { ConsolePorts } from './console-ports.ts';
import type { InTurn } from './in-turn.ts';
import { settingsAfter } from './settings-after.ts';
import { settingsProblems } from './settings-problems.ts';

/** Host name, listeners, limits. The lists have handlers of their own. */
export function settingsHandlers(
  { settings, putInForce }: ConsolePorts,
  inTurn: InTurn,
): Pick<Handlers, 'settings.get' | 'settings.set'> {
  return {
    'settings.get': () => withoutLogins(settings.current),
    'settings.set': (change) =>
      inTurn(() => {
        atFirstArgument(() => {
          const after = settingsAfter(change, settings.current);
          const problems = settingsProblems(after);
          if (problems.length > 0)
            throw new ApiError('bad-arguments', 'These settings contradict one another.', problems);
          settings.update(() => after);
        });
        return putInForce(['settings', 'status']);
      }),
  };
}

/** The paths of what the settings refuse, as paths in the first argument of the call. */
export function atFirstArgument<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof ApiError
      ? error.withPaths((path) => (path === '' ? '[0]' : `[0].${path}`))
      : error;
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
