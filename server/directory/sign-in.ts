import { addressKey, parseAddress } from '../contract/address.ts';
import type { SignInResult } from '../contract/directory-view.ts';
import type { DirectoryState } from './directory-keeper.ts';
import { withoutSecret, type AccountRecord } from './directory-lists.ts';
import type { Passwords } from './passwords.ts';

/**
 * Signs in with a primary address and its password. Aliases and sub-addresses do not sign in. Whatever is
 * wrong, the same work is done before the answer. A change that is saved while the password is being checked
 * counts: what was right a moment ago may be refused.
 */
export async function signIn(
  login: string,
  password: string,
  state: () => DirectoryState,
  passwords: Passwords,
): Promise<SignInResult> {
  const account = findLogin(login, state());
  const verdict = await passwords.verify(account, password);
  if (verdict === 'busy') return { kind: 'busy' };
  if (account === null) return { kind: 'refused', reason: 'unknown-account' };
  if (!account.enabled) return { kind: 'refused', reason: 'account-disabled' };
  const current = findLogin(login, state());
  const isUnchanged = current?.id === account.id && current.credentialVersion === account.credentialVersion;
  if (verdict === 'mismatch' || !isUnchanged) return { kind: 'refused', reason: 'wrong-password' };
  return { kind: 'signed-in', account: withoutSecret(current) };
}

function findLogin(login: string, { accountsByKey, view }: DirectoryState): AccountRecord | null {
  const { firstLocalDomain } = view;
  const isBare = !login.includes('@') && firstLocalDomain !== null;
  const address = parseAddress(isBare ? `${login}@${firstLocalDomain}` : login);
  return address === null ? null : (accountsByKey.get(addressKey(address)) ?? null);
}
