import type { ChangeKind } from '../contract/audit.ts';
import type { Settings } from '../contract/settings.ts';
import type { ConsolePorts } from './console-ports.ts';

export type AuditPorts = Pick<ConsolePorts, 'settings' | 'directory' | 'screen' | 'dkim'>;

/** What a change of this kind can change, as one value, laid out as a setup document is. Secrets are in it. */
export function stateOf(kind: ChangeKind, ports: AuditPorts): Readonly<Record<string, unknown>> {
  const lists = () => ports.directory.exportLists();
  switch (kind) {
    case 'option':
      return { options: ports.settings.current.options };
    case 'settings':
      return settingsOf(ports.settings.current);
    case 'whiteList':
      return { whiteList: lists().whiteList };
    case 'trustedIps':
      return { trustedIps: lists().trustedIps };
    case 'localIps':
      return { localIps: lists().localIps };
    case 'allowList':
      return { dynamicScreen: { allowList: lists().allowList } };
    case 'domain':
      return { domains: lists().domains };
    case 'alias':
      return { aliases: lists().aliases };
    case 'gateway':
      return { gateways: lists().gateways };
    case 'account':
      return { accounts: ports.directory.accountStates() };
    case 'screen':
      // How many connections a block has refused changes by itself.
      return { screen: ports.screen.list().map(({ hits: _counted, ...entry }) => entry) };
    case 'dkim':
      return {
        dkim: ports.dkim.list().map(({ recordName, active, algorithm }) => ({
          name: recordName,
          algorithm,
          active,
        })),
      };
    case 'setup': {
      const { allowList, ...others } = lists();
      const { dynamicScreen, ...settings } = settingsOf(ports.settings.current);
      const { options } = ports.settings.current;
      return { ...settings, options, ...others, dynamicScreen: { ...dynamicScreen, allowList } };
    }
  }
}

/** Without what the file says of itself and of this machine's history. */
function settingsOf({
  schema: _layoutOfTheFile,
  firstRunFinishedAt: _historyOfThisMachine,
  options: _kindOfTheirOwn,
  ...settings
}: Settings): Omit<Settings, 'schema' | 'firstRunFinishedAt' | 'options'> {
  return settings;
}
