import { decodeSaslResponse, readPlainMessage } from '../../contract/sasl-plain.ts';
import {
  AUTH_CANCELLED_501,
  AUTH_SYNTAX_501,
  AUTHORIZATION_ID_535,
  BAD_BASE64_501,
  UNKNOWN_MECHANISM_504,
} from './replies.ts';
import type { Credentials } from './session-handler.ts';
import type { Reply } from '../../contract/reply.ts';

/** What the server waits for in an AUTH exchange. */
export type AuthState =
  | { readonly awaiting: 'plain-message' }
  | { readonly awaiting: 'login-name' }
  | { readonly awaiting: 'login-password'; readonly login: string };

export type AuthStep =
  /** `334` with this base64 text (RFC 4954 §4), then a line from the client. */
  | { readonly kind: 'challenge'; readonly challenge: string; readonly next: AuthState }
  | { readonly kind: 'credentials'; readonly credentials: Credentials }
  | { readonly kind: 'refused'; readonly reply: Reply };

const ASK_NAME = Buffer.from('Username:').toString('base64');
const ASK_PASSWORD = Buffer.from('Password:').toString('base64');

/** Starts an exchange from the argument of AUTH: a mechanism, and perhaps an initial response. */
export function beginAuth(argument: string): AuthStep {
  const [mechanism = '', initial, ...rest] = argument.split(/[ \t]+/);
  if (mechanism === '' || rest.length > 0) return { kind: 'refused', reply: AUTH_SYNTAX_501 };
  const state = firstState(mechanism.toUpperCase());
  if (state === null) return { kind: 'refused', reply: UNKNOWN_MECHANISM_504 };
  if (initial === undefined) return ask(state);
  // RFC 4954 §4: a single "=" is an initial response of no bytes.
  return accept(state, initial === '=' ? '' : initial);
}

/** Goes on with the line that answers a challenge. */
export function continueAuth(state: AuthState, line: string): AuthStep {
  // RFC 4954 §4
  if (line === '*') return { kind: 'refused', reply: AUTH_CANCELLED_501 };
  return accept(state, line);
}

function firstState(mechanism: string): AuthState | null {
  if (mechanism === 'PLAIN') return { awaiting: 'plain-message' };
  if (mechanism === 'LOGIN') return { awaiting: 'login-name' };
  return null;
}

function ask(state: AuthState): AuthStep {
  const challenges = { 'plain-message': '', 'login-name': ASK_NAME, 'login-password': ASK_PASSWORD };
  return { kind: 'challenge', challenge: challenges[state.awaiting], next: state };
}

function accept(state: AuthState, response: string): AuthStep {
  const text = decodeSaslResponse(response);
  if (text === null) return { kind: 'refused', reply: BAD_BASE64_501 };
  if (state.awaiting === 'plain-message') return acceptPlain(text);
  // In LOGIN a NUL can only be an attempt to say one thing to us and another to a library behind us.
  if (text.includes('\0')) return { kind: 'refused', reply: BAD_BASE64_501 };
  if (state.awaiting === 'login-password') {
    return {
      kind: 'credentials',
      credentials: { mechanism: 'LOGIN', login: state.login, password: text },
    };
  }
  if (text === '') return { kind: 'refused', reply: BAD_BASE64_501 };
  return ask({ awaiting: 'login-password', login: text });
}

function acceptPlain(text: string): AuthStep {
  const message = readPlainMessage(text);
  switch (message.kind) {
    case 'credentials': {
      const { login, password } = message;
      return { kind: 'credentials', credentials: { mechanism: 'PLAIN', login, password } };
    }
    case 'malformed':
      return { kind: 'refused', reply: BAD_BASE64_501 };
    case 'other-identity':
      return { kind: 'refused', reply: AUTHORIZATION_ID_535 };
  }
}
