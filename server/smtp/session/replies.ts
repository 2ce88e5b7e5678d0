import { reply } from '../../contract/reply.ts';
import { StoreError } from '../../contract/message-store.ts';
import type { Reply } from '../../contract/reply.ts';

/** Replies that no rule of the policy gives. Codes: RFC 5321 §4.2.3, RFC 3463, RFC 5248. */

export const NETWORK_LIMIT_421 = reply(
  421,
  '4.7.0',
  'Too many connections from your network, try again later',
);
export const SERVER_LIMIT_421 = reply(421, '4.3.2', 'Too many connections, try again later');

/** RFC 3463 §3.4: the system accepts no network messages. RFC 5321 §3.8: 421 may be the first reply of a session. */
export const PAUSED_421 = reply(421, '4.3.2', 'Not accepting mail at present, try again later');

/** RFC 4954 §6. One text for every reason, so that nobody learns which accounts exist. */
export const SIGNED_IN_235 = reply(235, '2.7.0', 'Authentication successful');
export const BAD_CREDENTIALS_535 = reply(535, '5.7.8', 'Authentication credentials invalid');
export const SIGN_IN_UNAVAILABLE_454 = reply(
  454,
  '4.7.0',
  'Temporary authentication failure, try again later',
);

export const ETRN_SIGN_IN_530 = reply(
  530,
  '5.7.0',
  'Authentication required, sign in with an account that may ask for the mail of this domain',
);

export const UNAVAILABLE_451 = reply(451, '4.3.0', 'Mail system not available, try again later');
const DISK_FULL_452 = reply(452, '4.3.1', 'Insufficient system storage, try again later');

/** RFC 5321 §4.5.3.1.6. */
export const LINE_TOO_LONG_554 = reply(554, '5.6.0', 'A line of the message is too long');
/** RFC 3463 §3.5: routing loop detected. */
export const MAIL_LOOP_554 = reply(554, '5.4.6', 'Too many Received: fields, the message goes in circles');
/** RFC 5321 §2.3.8: CR and LF stand only together; a server that guesses lets messages be smuggled. */
export const BARE_LINE_END_550 = reply(550, '5.6.11', 'Bare CR or LF in the message, lines must end in CRLF');
export const NUL_550 = reply(550, '5.6.11', 'NUL in the message');

export function queued250(messageId: string): Reply {
  return reply(250, '2.0.0', `Ok: queued as ${messageId}`);
}

/** What a failing store means to the client: full is for now, and so is everything else. */
export function storeReply(cause: unknown): Reply {
  return cause instanceof StoreError && cause.kind === 'disk-full' ? DISK_FULL_452 : UNAVAILABLE_451;
}
