import type { Settings } from '../contract/settings.ts';
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
  const { dynamicScreen, domainSharing, outbound, options = {} } = document;
  const { allowList: _inTheDirectory, ...screenChange } = dynamicScreen ?? {};
  const storedHosts = current.domainSharing.hosts;
  const storedSmartHosts = current.outbound.smartHost === null ? [] : [current.outbound.smartHost];
  const smartHost = outbound?.smartHost;
  return {
    ...current,
    hostname: document.hostname ?? current.hostname,
    listeners: document.listeners ?? current.listeners,
    allowPlaintextAuthFrom: document.allowPlaintextAuthFrom ?? current.allowPlaintextAuthFrom,
    options: mergeOptions(current.options, options),
    dynamicScreen: { ...current.dynamicScreen, ...given(screenChange) },
    domainSharing: {
      enabled: domainSharing?.enabled ?? current.domainSharing.enabled,
      hosts: domainSharing?.hosts?.map((host) => withLogin(host, storedHosts)) ?? storedHosts,
    },
    outbound: {
      mode: outbound?.mode ?? current.outbound.mode,
      smartHost:
        smartHost === undefined
          ? current.outbound.smartHost
          : smartHost && withLogin(smartHost, storedSmartHosts),
    },
    limits: { ...current.limits, ...given(document.limits ?? {}) },
  };
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
