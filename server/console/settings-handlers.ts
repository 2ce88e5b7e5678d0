import type { Handlers } from '../contract/api.ts';
import { ApiError } from '../contract/problem.ts';
import type { Settings } from '../contract/settings.ts';
import type { ConsolePorts } from './console-ports.ts';
import type { InTurn } from './in-turn.ts';
import { settingsAfter } from './settings-after.ts';
import { settingsProblems } from './settings-problems.ts';

/** Host name, listeners, limits, outgoing mail. The lists have handlers of their own. */
export function settingsHandlers(
  { settings, putInForce }: ConsolePorts,
  inTurn: InTurn,
): Pick<Handlers, 'settings.get' | 'settings.set'> {
  return {
    'settings.get': () => withoutPasswords(settings.current),
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

/** Of a login the user remains, so that the window can say that there is one. */
function withoutPasswords(settings: Settings): Settings {
  const { domainSharing, outbound } = settings;
  return {
    ...settings,
    domainSharing: { ...domainSharing, hosts: domainSharing.hosts.map(withoutPassword) },
    outbound: {
      ...outbound,
      smartHost: outbound.smartHost && withoutPassword(outbound.smartHost),
      routes: outbound.routes.map((route) => ({ ...route, smartHost: withoutPassword(route.smartHost) })),
    },
  };
}

function withoutPassword<H extends { readonly login: { readonly user: string } | null }>(host: H): H {
  return { ...host, login: host.login && { ...host.login, password: '' } };
}
