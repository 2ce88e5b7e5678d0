import type { SettingsChange } from '../../../server/contract/settings-calls.ts';
import type { Settings, SmartHost } from '../../../server/contract/settings.ts';

type Login = SmartHost['login'];

interface Host {
  readonly host: string;
  readonly port: number;
}

/** The settings once a change is made. A host whose login the change leaves out keeps the one stored for it. */
export function settingsAfter(settings: Settings, change: SettingsChange): Settings {
  const { dynamicScreen, limits, log, notices, domainSharing, outbound, dns, ...rest } = change;
  const stored = [
    ...settings.domainSharing.hosts,
    ...(settings.outbound.smartHost ? [settings.outbound.smartHost] : []),
    ...settings.outbound.routes.map(({ smartHost }) => smartHost),
  ];
  const withLogin = <H extends Host & { readonly login?: Login | undefined }>(entry: H) => ({
    ...entry,
    login:
      entry.login ??
      stored.find(({ host, port }) => host === entry.host && port === entry.port)?.login ??
      null,
  });
  return {
    ...settings,
    ...given(rest),
    dynamicScreen: { ...settings.dynamicScreen, ...given(dynamicScreen ?? {}) },
    limits: { ...settings.limits, ...given(limits ?? {}) },
    log: { ...settings.log, ...given(log ?? {}) },
    notices: { ...settings.notices, ...given(notices ?? {}) },
    dns: { ...settings.dns, ...given(dns ?? {}) },
    domainSharing: {
      enabled: domainSharing?.enabled ?? settings.domainSharing.enabled,
      hosts: domainSharing?.hosts?.map(withLogin) ?? settings.domainSharing.hosts,
    },
    outbound: {
      ...settings.outbound,
      ...given(withoutHosts(outbound ?? {})),
      smartHost:
        outbound?.smartHost === undefined
          ? settings.outbound.smartHost
          : outbound.smartHost && withLogin(outbound.smartHost),
      routes:
        outbound?.routes?.map((route) => ({ ...route, smartHost: withLogin(route.smartHost) })) ??
        settings.outbound.routes,
    },
  };
}

function withoutHosts({
  smartHost: _smartHost,
  routes: _routes,
  ...rest
}: NonNullable<SettingsChange['outbound']>) {
  return rest;
}

/** What of a change is there at all. */
function given<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }; // fromEntries forgets the keys
}
