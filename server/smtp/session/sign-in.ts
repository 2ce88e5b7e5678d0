import type { Account } from '../../contract/directory.ts';
import type { Reply } from '../../contract/reply.ts';
import { checkCredentials } from '../../guard/check-credentials.ts';
import type { Credentials } from '../engine/session-handler.ts';
import { BAD_CREDENTIALS_535, SIGN_IN_UNAVAILABLE_454, SIGNED_IN_235 } from './replies.ts';
import type { SessionContext } from './session-context.ts';
import { recordRefusal } from './session-record.ts';

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly account: Account; readonly reply: Reply }
  | { readonly kind: 'refused'; readonly reply: Reply };

/**
 * Checks credentials. Every refusal sounds the same and takes as long (RFC 4954 §6, §9): the session log alone
 * has the reason. Rejects where the directory fails.
 */
export async function signIn(context: SessionContext, credentials: Credentials): Promise<SignInOutcome> {
  const { services, clientIp: ip, recorder } = context;
  const check = await checkCredentials(services, { ip, recorder }, credentials.login, credentials.password);
  switch (check.kind) {
    case 'busy':
      recordRefusal(
        recorder,
        SIGN_IN_UNAVAILABLE_454,
        'Sign-in busy',
        'Too many passwords were being checked.',
      );
      return { kind: 'refused', reply: SIGN_IN_UNAVAILABLE_454 };
    case 'refused':
      recordRefusal(recorder, BAD_CREDENTIALS_535, 'Sign-in failed', check.because);
      return { kind: 'refused', reply: BAD_CREDENTIALS_535 };
    case 'signed-in':
      return { kind: 'signed-in', account: check.account, reply: SIGNED_IN_235 };
  }
}
