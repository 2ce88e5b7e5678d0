import type { Settings } from '../contract/settings.ts';
import type { WrittenSetupDocument } from '../contract/setup-document.ts';
import type { SetupLists } from './console-ports.ts';

/**
 * The setup document of this installation, whole; applied to it again, it changes nothing. Passwords of accounts are
 * in it as `passwordHash`. The login of a sharing host or of the smart host cannot be written without giving it
 * away and is left out: where it is absent, an import keeps the one stored for the same host and port.
 */
export function exportSetup(settings: Settings, lists: SetupLists): WrittenSetupDocument {
  const {
    schema: _layoutOfTheFile,
    firstRunFinishedAt: _historyOfThisMachine,
    dynamicScreen,
    domainSharing,
    outbound,
    ...asTheyAre
  } = settings;
  return {
    ...asTheyAre,
    whiteList: lists.whiteList.map(({ owner, ...entry }) => (owner === '' ? entry : { ...entry, owner })),
    localIps: [...lists.localIps],
    trustedIps: [...lists.trustedIps],
    dynamicScreen: { ...dynamicScreen, allowList: [...lists.allowList] },
    domains: [...lists.domains],
    accounts: [...lists.accounts],
    aliases: [...lists.aliases],
    gateways: [...lists.gateways],
    domainSharing: { ...domainSharing, hosts: domainSharing.hosts.map(withoutLogin) },
    outbound: {
      ...outbound,
      smartHost: outbound.smartHost && withoutLogin(outbound.smartHost),
      routes: outbound.routes.map((route) => ({ ...route, smartHost: withoutLogin(route.smartHost) })),
    },
  };
}

function withoutLogin<H extends { readonly login: object | null }>(
  host: H,
): Omit<H, 'login'> & { readonly login?: null } {
  const { login, ...rest } = host;
  return login === null ? { ...rest, login } : rest;
}
