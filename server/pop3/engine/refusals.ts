import type { Refusal, ResponseCode } from './response.ts';

/** What the protocol refuses by itself, and what it says when it ends a session. */

export const UNKNOWN_COMMAND = refusal(null, 'Unknown command');
export const BAD_CHARACTERS = refusal(null, 'Commands are lines of printable characters');
export const LINE_TOO_LONG = refusal(null, 'The command line is too long');
export const SYNTAX = refusal(null, 'Arguments missing or not understood');
export const NOT_NOW = refusal(null, 'This command is not possible in this state');
export const TLS_FIRST = refusal(null, 'Sign-in needs an encrypted connection: use STLS first, or port 995');
export const TLS_ALREADY = refusal(null, 'The connection is encrypted already');
export const USER_FIRST = refusal(null, 'Say USER first');
export const NO_SUCH_MESSAGE = refusal(null, 'No such message');
export const UNKNOWN_MECHANISM = refusal(null, 'This server knows AUTH PLAIN only');
export const AUTH_CANCELLED = refusal(null, 'Authentication cancelled');
export const AUTH_MALFORMED = refusal(null, 'The response is no base64 of a PLAIN message');
export const AUTHORIZATION_ID = refusal('AUTH', 'Nobody can act for another account');

export const UNAVAILABLE = refusal('SYS/TEMP', 'Mail system not available, try again later');
export const NOT_REMOVED = refusal('SYS/TEMP', 'Messages marked as deleted were not removed');
export const TOO_MANY_ERRORS = refusal(null, 'Too many errors, closing the connection');
export const TOO_MANY_SIGN_INS = refusal('AUTH', 'Too many failed sign-ins, closing the connection');
/** RFC 1939 §3: the autologout timer ends a session without the UPDATE state. */
export const IDLE = refusal('SYS/TEMP', 'No command for too long, closing the connection');
export const SHUTTING_DOWN = refusal('SYS/TEMP', 'The server shuts down, try again later');
export const DISCONNECTED = refusal('SYS/TEMP', 'Disconnected by the administrator');
export const LINE_FLOOD = refusal(null, 'A command line without end, closing the connection');

function refusal(responseCode: ResponseCode, text: string): Refusal {
  return { responseCode, text };
}
