import { text } from '../../text/en.ts';
import { useCall } from '../../state/use-call.ts';
import { logAddress } from '../../state/log-address.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { goTo } from './place-entries.ts';

const { pages } = text.shell;

/** What the server holds: accounts, domains, aliases, gateways, white list, networks. Each leads to its list. */
export function useHeldEntries(): readonly PaletteEntry[] {
  const accounts = useCall('accounts.list').data ?? [];
  const domains = useCall('domains.list').data ?? [];
  const aliases = useCall('aliases.list').data ?? [];
  const gateways = useCall('gateways.list').data ?? [];
  const whiteList = useCall('whiteList.list').data ?? [];
  const blocked = useCall('screen.list').data?.blocked ?? [];
  const trusted = useCall('networks.list').data?.trustedIps ?? [];
  return [
    ...accounts.map(({ address, displayName }) => held(address, pages.accounts, '/accounts', displayName)),
    ...domains.map(({ name }) => held(name, pages.domains, '/domains')),
    ...aliases.map(({ pattern, targets }) => held(pattern, pages.aliases, '/aliases', targets.join(' '))),
    ...gateways.map(({ domain, host }) => held(domain, pages.gateways, '/gateways', host)),
    ...whiteList.map(({ pattern, comment }) => held(pattern, pages.whiteList, '/white-list', comment)),
    ...blocked.map(({ network, reason }) => held(network, pages.dynamicScreen, '/dynamic-screen', reason)),
    ...trusted.map(({ range, comment }) => held(range, pages.networks, '/networks', comment)),
    ...accounts.map(({ address, displayName }) =>
      held(address, pages.log, logAddress({ text: address }), displayName),
    ),
  ];
}

function held(name: string, context: string, page: string, keywords = ''): PaletteEntry {
  const entry = goTo('lists', name, context, page, keywords);
  return { ...entry, id: `${entry.id} ${name}` };
}
