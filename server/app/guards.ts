import type { Clock } from '../contract/clock.ts';
import type { DirectoryView } from '../contract/directory-view.ts';
import type { NewNotice, NoticeBoard } from '../contract/notices.ts';
import type { ScreenedNetwork } from '../contract/screened-network.ts';
import { createKeyedHash } from '../directory/keyed-hash.ts';
import { AuthFailureTracker } from '../guard/auth-failure-tracker.ts';
import { ConnectionLimits } from '../guard/connection-limits.ts';
import { DynamicScreen } from '../guard/dynamic-screen.ts';
import type { Exemption, FindExemption } from '../guard/exemption.ts';
import { createOwnAddressCheck } from './own-address.ts';
import type { Parts } from './open-parts.ts';
import type { PolicyInForce } from './policy-in-force.ts';

export interface Guards {
  readonly screen: DynamicScreen;
  readonly authFailures: AuthFailureTracker;
  readonly connectionLimits: ConnectionLimits;
  readonly findExemption: FindExemption;
  readonly isOwnAddress: (ip: string) => boolean;
}

/** The guards of all listeners, by the policy in force; the Dynamic Screen as the last run left it. */
export function createGuards(
  clock: Clock,
  policy: PolicyInForce,
  { screenTable, goodLoginTable }: Pick<Parts, 'screenTable' | 'goodLoginTable'>,
  notices: NoticeBoard,
  onScreenChange: () => void,
): Guards {
  const isOwnAddress = createOwnAddressCheck(clock);
  const findExemption: FindExemption = (ip) => exemptionIn(policy.current.directory, ip, isOwnAddress);
  const screen = new DynamicScreen({
    clock,
    firstBlockMinutes: () => policy.current.settings.dynamicScreen.firstBlockMinutes,
    findExemption,
    onChange: (change) => {
      if (change.kind === 'removed') screenTable.noteRemoval(change.network);
      else screenTable.noteEntry(change.entry);
      if (change.kind !== 'hit') onScreenChange();
      if (change.kind === 'blocked' && change.entry.addedBy === 'rule') notices.tell(noticeOf(change.entry));
    },
  });
  screen.restore(screenTable.entries);
  const hash = createKeyedHash();
  return {
    screen,
    findExemption,
    isOwnAddress,
    authFailures: new AuthFailureTracker({
      clock,
      limits: () => policy.current.settings.dynamicScreen,
      keyedHash: (text) => hash(text).toString('base64'),
      findExemption,
      knownLogins: goodLoginTable.logins,
      onLogin: (network, at) => {
        goodLoginTable.noteLogin(network, at);
      },
    }),
    connectionLimits: new ConnectionLimits(() => policy.current.settings.limits),
  };
}

/** Why a client would never be blocked by these lists. */
export function exemptionIn(
  directory: Pick<DirectoryView, 'allowListRange' | 'trustedRange'>,
  ip: string,
  isOwnAddress: (ip: string) => boolean,
): Exemption | null {
  if (directory.allowListRange(ip) !== null) return 'allow-list';
  if (directory.trustedRange(ip) !== null) return 'trusted-ip';
  return isOwnAddress(ip) ? 'own-address' : null;
}

function noticeOf({ network, reason }: ScreenedNetwork): NewNotice {
  const text = `${network} is blocked: ${reason}.`;
  return { code: 'network-blocked', text, subject: network, page: '/dynamic-screen' };
}
