import type { QueryClient } from '@tanstack/react-query';
import type { CallName } from '../../server/contract/api.ts';
import type { ChangedData } from '../../server/contract/events.ts';
import type { Bridge } from '../console/bridge.ts';

/** Which answers are no longer true when a list of the server changes. */
const CALLS_ABOUT: Readonly<Record<ChangedData, readonly CallName[]>> = {
  options: ['options.get', 'settings.get', 'status.get', 'health.get'],
  settings: ['settings.get', 'status.get', 'health.get'],
  status: ['status.get', 'health.get'],
  whiteList: ['whiteList.list', 'status.get', 'health.get'],
  networks: ['networks.list', 'status.get', 'health.get'],
  screen: ['screen.list', 'health.get'],
  accounts: ['accounts.list', 'accounts.usage', 'health.get'],
  domains: ['domains.list', 'health.get'],
  aliases: ['aliases.list'],
  gateways: ['gateways.list', 'health.get'],
  queue: ['queue.list', 'health.get'],
  domainSharing: ['domainSharing.status', 'settings.get', 'status.get', 'health.get'],
  dkim: ['dkim.list'],
  notices: ['notices.list'],
  audit: ['audit.list'],
};

/** A list that changes all the time, as the queue does under load, is asked for at most this often. */
const ASK_AGAIN_AFTER_MS = 300;

/** Asks again for what the server reports as changed, and for everything after the line was lost. Returns its undo. */
export function keepFresh(bridge: Bridge, queries: QueryClient): () => void {
  const refresh = refresher(queries);
  const stopChanges = bridge.on('changed', ({ what }) => {
    for (const call of new Set(what.flatMap((data) => CALLS_ABOUT[data]))) void refresh(call);
  });
  const stopNotices = bridge.on('notice', () => void refresh('notices.list'));
  let before = bridge.connectionState();
  const stopConnection = bridge.onConnectionChange(() => {
    const now = bridge.connectionState();
    if (now === 'open' && before !== 'connecting') void queries.invalidateQueries();
    before = now;
  });
  return () => {
    stopChanges();
    stopNotices();
    stopConnection();
  };
}

/** Asks at once; what changes while an answer is under way, or right after it, is asked for together. */
function refresher(queries: QueryClient): (call: CallName) => Promise<void> {
  const underWay = new Map<CallName, { isOutdated: boolean }>();
  const refresh = async (call: CallName): Promise<void> => {
    const known = underWay.get(call);
    if (known) {
      known.isOutdated = true;
      return;
    }
    const state = { isOutdated: false };
    underWay.set(call, state);
    await queries.invalidateQueries({ queryKey: [call] });
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_AFTER_MS));
    underWay.delete(call);
    if (state.isOutdated) await refresh(call);
  };
  return refresh;
}
