import type { OutboundRoute, Settings, SmartHost } from '../contract/settings.ts';
import type { SetupDocument } from '../contract/setup-document.ts';

type Login = { readonly user: string; readonly password: string } | null;
interface Host {
  readonly host: string;
  readonly port: number;
}

/**
 * The settings that a setup document leads to: what it does not mention stays. A host given without `login` keeps
 * the login stored for the same host and port, because an export never holds one.
 */
export function settingsAfter(document: SetupDocument, current: Settings): Settings {
  const { dynamicScreen, options = {} } = document;
  const { allowList: _inTheDirectory, ...screenChange } = dynamicScreen ?? {};
  return {
    ...current,
    hostname: document.hostname ?? current.hostname,
    listeners: document.listeners ?? current.listeners,
    allowPlaintextAuthFrom: document.allowPlaintextAuthFrom ?? current.allowPlaintextAuthFrom,
    options: mergeOptions(current.options, options),
    dynamicScreen: { ...current.dynamicScreen, ...given(screenChange) },
    domainSharing: domainSharingAfter(document.domainSharing ?? {}, current.domainSharing),
    outbound: outboundAfter(document.outbound ?? {}, current.outbound),
    dns: { ...current.dns, ...given(document.dns ?? {}) },
    limits: { ...current.limits, ...given(document.limits ?? {}) },
    log: { ...current.log, ...given(document.log ?? {}) },
    notices: { ...current.notices, ...given(document.notices ?? {}) },
  };
}

export function domainSharingAfter(
  { enabled, hosts }: NonNullable<SetupDocument['domainSharing']>,
  current: Settings['domainSharing'],
): Settings['domainSharing'] {
  return {
    enabled: enabled ?? current.enabled,
    hosts: hosts?.map((host) => withLogin(host, current.hosts)) ?? current.hosts,
  };
}

export function outboundAfter(
  { smartHost, routes, ...change }: NonNullable<SetupDocument['outbound']>,
  current: Settings['outbound'],
): Settings['outbound'] {
  const general = current.smartHost === null ? [] : [current.smartHost];
  const ofRoutes = current.routes.map((route) => route.smartHost);
  return {
    ...current,
    ...given(change),
    smartHost:
      smartHost === undefined
        ? current.smartHost
        : smartHost && withLogin(smartHost, [...general, ...ofRoutes]),
    routes:
      routes?.map((route) => ({
        ...route,
        smartHost: withLogin(route.smartHost, [
          ...loginsOfSameRoute(route, current.routes),
          ...general,
          ...ofRoutes,
        ]),
      })) ?? current.routes,
  };
}

/** Two domains may go by one host with a login each: a route's own is the first that is meant. */
function loginsOfSameRoute(
  { match, domain }: Pick<OutboundRoute, 'match' | 'domain'>,
  stored: readonly OutboundRoute[],
): readonly SmartHost[] {
  return stored
    .filter((route) => route.match === match && route.domain === domain)
    .map(({ smartHost }) => smartHost);
}

/** The current options with those that are given; of a rule only the fields that are given. */
export function mergeOptions(
  current: Settings['options'],
  change: NonNullable<SetupDocument['options']>,
): Settings['options'] {
  const merged = Object.entries(current).map(([key, value]) => {
    const next: unknown = Object.hasOwn(change, key) ? change[key as keyof typeof change] : undefined; // own key of both
    if (typeof next === 'object' && next !== null && typeof value === 'object')
      return [key, { ...value, ...given(next) }];
    return [key, next ?? value];
  });
  // The keys are those of `current`; Object.fromEntries forgets them.
  return Object.fromEntries(merged) as Settings['options'];
}

/** Without the keys whose value is undefined: those are not given. */
export function given<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // Exactly the keys whose value is not undefined are left.
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

function withLogin<H extends Host & { readonly login?: Login | undefined }>(
  host: H,
  stored: readonly (Host & { readonly login: Login })[],
): Omit<H, 'login'> & { readonly login: Login } {
  const { login, ...rest } = host;
  const same = stored.find((known) => known.host === host.host && known.port === host.port);
  return { ...rest, login: login === undefined ? (same?.login ?? null) : login };
}
