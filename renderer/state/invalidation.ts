import type { QueryClient } from '@tanstack/react-query';
import type { CallName, ChangedData } from '../../server/contract/api.ts';
import type { Bridge } from '../console/bridge.ts';

/** Which answers are no longer true when a list of the server changes. */
const CALLS_ABOUT: Readonly<Record<ChangedData, readonly CallName[]>> = {
  options: ['options.get', 'settings.get', 'status.get'],
  settings: ['settings.get', 'status.get'],
  status: ['status.get'],
  whiteList: ['whiteList.list', 'status.get'],
  networks: ['networks.list', 'status.get'],
  screen: ['screen.list'],
  accounts: ['accounts.list', 'accounts.usage'],
  domains: ['domains.list'],
  aliases: ['aliases.list'],
  gateways: ['gateways.list'],
  queue: ['queue.list'],
  domainSharing: ['domainSharing.status', 'settings.get', 'status.get'],
  dkim: ['dkim.list'],
  notices: ['notices.list'],
};

/** Asks again for what the server reports as changed, and for everything after the line was lost. Returns its undo. */
export function keepFresh(bridge: Bridge, queries: QueryClient): () => void {
  const stopChanges = bridge.on('changed', ({ what }) => {
    const calls = new Set(what.flatMap((data) => CALLS_ABOUT[data]));
    for (const call of calls) void queries.invalidateQueries({ queryKey: [call] });
  });
  let before = bridge.connectionState();
  const stopConnection = bridge.onConnectionChange(() => {
    const now = bridge.connectionState();
    if (now === 'open' && before !== 'connecting') void queries.invalidateQueries();
    before = now;
  });
  return () => {
    stopChanges();
    stopConnection();
  };
}
