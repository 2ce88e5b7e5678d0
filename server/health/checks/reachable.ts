import type { ListenerState } from '../../contract/status.ts';
import type { Check } from '../health-facts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Any address on the internet is tried within hours, so that a day of silence means a closed way. */
const FIRST_DAYS = 1;
/** Where somebody has come before, a holiday may be quiet. */
const QUIET_DAYS = 7;

/** Other servers reach the `smtp` listener. Known from who came: nobody outside is asked to try. */
export const checkReachable: Check = ({ status, now, lastOutsideConnectionAt }, { domains }) => {
  if (domains.length === 0 || !status.listeners.some(isOpenToOthers)) return [];
  const days = Math.floor((now - (lastOutsideConnectionAt ?? status.startedAt)) / DAY_MS);
  if (days < (lastOutsideConnectionAt === null ? FIRST_DAYS : QUIET_DAYS)) return [];
  return [
    {
      code: 'nobody-outside',
      severity: 'attention',
      text: `Nobody outside has reached port 25 for ${days === 1 ? 'a day' : `${days} days`}.`,
      detail:
        'Look at three things: the MX record of your domain names this machine, the router passes port 25 on to it, and the internet provider does not block that port.',
      action: { words: 'See the ports', page: '/server' },
    },
  ];
};

/** On another port, or on this machine alone, nobody is expected. */
function isOpenToOthers({ kind, host, state }: ListenerState): boolean {
  return kind === 'smtp' && state === 'listening' && !/^(?:127\.|::1$|localhost$)/.test(host);
}
