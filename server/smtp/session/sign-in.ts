import { formatAddress, parseAddress } from '../../contract/address.ts';
import type { Account } from '../../contract/directory.ts';
import type { Reply } from '../../contract/reply.ts';
import type { Credentials } from '../engine/session-handler.ts';
import { BAD_CREDENTIALS_535, SIGN_IN_UNAVAILABLE_454, SIGNED_IN_235 } from './replies.ts';
import type { SessionContext } from './session-context.ts';
import { recordRefusal } from './session-record.ts';

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly account: Account; readonly reply: Reply }
  | { readonly kind: 'refused'; readonly reply: Reply };

type RefusalReason = 'unknown-account' | 'wrong-password' | 'account-disabled' | 'network-screened';

/**
 * Checks credentials. Every refusal sounds the same and takes as long (RFC 4954 §6, §9): the session log alone
 * has the reason. Rejects where the directory fails.
 */
export async function signIn(context: SessionContext, credentials: Credentials): Promise<SignInOutcome> {
  const { services, clientIp, recorder } = context;
  const { login, password } = credentials;
  const result = await services.directory.signIn(login, password);
  switch (result.kind) {
    case 'busy':
      recordRefusal(
        recorder,
        SIGN_IN_UNAVAILABLE_454,
        'Sign-in busy',
        'Too many passwords were being checked.',
      );
      return { kind: 'refused', reply: SIGN_IN_UNAVAILABLE_454 };
    case 'refused':
      return refuse(context, credentials, result.reason);
    case 'signed-in':
      // Guessing goes on in a session that was open when its network was blocked; its luck must not show.
      if (services.screen.check(clientIp) !== null) return refuse(context, credentials, 'network-screened');
      services.authFailures.succeeded(clientIp);
      return { kind: 'signed-in', account: result.account, reply: SIGNED_IN_235 };
  }
}

function refuse(context: SessionContext, credentials: Credentials, reason: RefusalReason): SignInOutcome {
  const { services, clientIp, recorder } = context;
  const { login, password } = credentials;
  const who = accountNamed(login, context);
  recordRefusal(recorder, BAD_CREDENTIALS_535, 'Sign-in failed', sayRefusal(reason, who));
  if (reason !== 'network-screened') {
    const outcome = services.authFailures.failed(clientIp, login, password);
    if (outcome.kind === 'block') {
      services.screen.blockClient(clientIp, outcome.reason, recorder.id);
      recorder.line('note', `The network of ${clientIp} is on the Dynamic Screen now: ${outcome.reason}.`);
    }
  }
  return { kind: 'refused', reply: BAD_CREDENTIALS_535 };
}

/** The account that a login names. A login that names none is not repeated anywhere: people type passwords there. */
function accountNamed(login: string, { services }: SessionContext): string | null {
  const directory = services.directory.view();
  const domain = directory.firstLocalDomain;
  const address = parseAddress(login.includes('@') || domain === null ? login : `${login}@${domain}`);
  const account = address && directory.findAccount(address);
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
