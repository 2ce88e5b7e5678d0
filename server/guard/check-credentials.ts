import { formatAddress, parseAddress } from '../contract/address.ts';
import type { Account } from '../contract/directory.ts';
import type { Directory } from '../contract/directory-view.ts';
import type { SessionRecorder } from '../contract/session-recorder.ts';
import type { AuthFailureTracker } from './auth-failure-tracker.ts';
import type { DynamicScreen } from './dynamic-screen.ts';

export interface CredentialServices {
  readonly directory: Directory;
  readonly screen: Pick<DynamicScreen, 'check' | 'blockClient'>;
  readonly authFailures: Pick<AuthFailureTracker, 'failed' | 'succeeded'>;
}

export type CredentialCheck =
  | { readonly kind: 'signed-in'; readonly account: Account }
  /** The client hears one text whatever the reason; `because` is for the session log. */
  | { readonly kind: 'refused'; readonly because: string }
  /** Too many passwords were being checked. */
  | { readonly kind: 'busy' };

type RefusalReason = 'unknown-account' | 'wrong-password' | 'account-disabled' | 'network-screened';

/**
 * Checks a login and its password for a session of any protocol, and counts failures by network: one that has too
 * many goes on the Dynamic Screen. Rejects where the directory fails.
 */
export async function checkCredentials(
  services: CredentialServices,
  client: { readonly ip: string; readonly recorder: Pick<SessionRecorder, 'id' | 'line'> },
  login: string,
  password: string,
): Promise<CredentialCheck> {
  const { directory, screen, authFailures } = services;
  const result = await directory.signIn(login, password);
  if (result.kind === 'busy') return { kind: 'busy' };
  // Guessing goes on in a session that was open when its network was blocked; its luck must not show.
  const isScreened = result.kind === 'signed-in' && screen.check(client.ip) !== null;
  if (result.kind === 'signed-in' && !isScreened) {
    authFailures.succeeded(client.ip);
    return { kind: 'signed-in', account: result.account };
  }
  if (result.kind === 'refused') {
    // However a mail program spells the login: one account with one old password is one failure.
    const outcome = authFailures.failed(client.ip, accountNamed(login, directory) ?? login, password);
    if (outcome.kind === 'block') {
      screen.blockClient(client.ip, outcome.reason, client.recorder.id);
      client.recorder.line(
        'note',
        `The network of ${client.ip} is on the Dynamic Screen now: ${outcome.reason}.`,
      );
    }
  }
  const reason = result.kind === 'refused' ? result.reason : 'network-screened';
  return { kind: 'refused', because: sayRefusal(reason, accountNamed(login, directory)) };
}

/** The account that a login names. A login that names none is not repeated anywhere: people type passwords there. */
function accountNamed(login: string, directory: Directory): string | null {
  const view = directory.view();
  const domain = view.firstLocalDomain;
  const address = parseAddress(login.includes('@') || domain === null ? login : `${login}@${domain}`);
  const account = address && view.findAccount(address);
  return account ? formatAddress(account.address) : null;
}

function sayRefusal(reason: RefusalReason, account: string | null): string {
  switch (reason) {
    case 'unknown-account':
      return 'The login names no account that can sign in.';
    case 'wrong-password':
      return `The password for ${account ?? 'the account'} is wrong.`;
    case 'account-disabled':
      return `The account ${account ?? ''} is disabled.`;
    case 'network-screened':
      return "The client's network was put on the Dynamic Screen during this session.";
  }
}
