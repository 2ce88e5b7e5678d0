import type { Reply } from '../../contract/reply.ts';
import type { Refusal } from '../engine/response.ts';

/** One text for every reason, so that nobody learns which accounts exist (RFC 3206 §4). */
export const BAD_CREDENTIALS: Refusal = {
  responseCode: 'AUTH',
  text: 'Authentication credentials invalid',
};
export const SIGN_IN_BUSY: Refusal = {
  responseCode: 'SYS/TEMP',
  text: 'Temporary authentication failure, try again later',
};
/** RFC 2449 §8.1.1. */
export const IN_USE: Refusal = { responseCode: 'IN-USE', text: 'Another session has the mailbox open' };
export const SERVER_LIMIT: Refusal = {
  responseCode: 'SYS/TEMP',
  text: 'Too many connections, try again later',
};
export const NETWORK_LIMIT: Refusal = {
  responseCode: 'SYS/TEMP',
  text: 'Too many connections from your network, try again later',
};

/** What SMTP says in place of its greeting, in the only form that a POP3 client understands. */
export function inPlaceOfGreeting({ code, enhanced, text }: Reply): Refusal {
  return { responseCode: 'SYS/TEMP', text: `${code} ${enhanced} ${text}` };
}
