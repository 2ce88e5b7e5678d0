import type { AccountView } from '../../server/contract/list-calls.ts';
import type { OwnLimits } from '../../server/contract/settings.ts';
import type { Change } from './use-change.ts';
import { sendAsText } from '../text/en/send-as.ts';

/** Lets the account use a further address. */
export function granting({ address, sendAs }: AccountView, pattern: string): Change {
  return {
    text: sendAsText.granted(address, pattern),
    run: ['accounts.save', { address, sendAs: [...sendAs, pattern] }, address],
    undo: [['accounts.save', { address, sendAs: [...sendAs] }, address]],
    shownBy: 'accounts.list',
  };
}

export function revoking({ address, sendAs }: AccountView, pattern: string): Change {
  return {
    text: sendAsText.revoked(address, pattern),
    run: ['accounts.save', { address, sendAs: sendAs.filter((other) => other !== pattern) }, address],
    undo: [['accounts.save', { address, sendAs: [...sendAs] }, address]],
    shownBy: 'accounts.list',
  };
}

/** Gives the account limits of its own, in place of those it had. */
export function limiting({ address, limits }: AccountView, next: OwnLimits): Change {
  return {
    text: sendAsText.ownDone(address),
    run: ['accounts.save', { address, limits: next }, address],
    undo: [['accounts.save', { address, limits }, address]],
    shownBy: 'accounts.list',
  };
}

/** Lets a frozen account send again. What it has sent counts on. */
export function unfreezing({ address }: Pick<AccountView, 'address'>): Change {
  return {
    text: sendAsText.unfrozen(address),
    run: ['accounts.unfreeze', address],
    undo: null, // only a limit freezes
    shownBy: 'accounts.list',
  };
}
