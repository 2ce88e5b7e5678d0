import { decodeUtf8 } from './utf8.ts';

/** What a PLAIN message asks for; SMTP and POP3 read it alike and refuse it in their own words. */
export type PlainMessage =
  | { readonly kind: 'credentials'; readonly login: string; readonly password: string }
  | { readonly kind: 'malformed' }
  /** It names one identity to sign in and another to act for. */
  | { readonly kind: 'other-identity' };

/** RFC 4616 §2, decoded: `[authzid] NUL authcid NUL passwd`. */
export function readPlainMessage(message: string): PlainMessage {
  const [authorizationId, login, password, ...rest] = message.split('\0');
  if (authorizationId === undefined || !login || password === undefined || rest.length > 0) {
    return { kind: 'malformed' };
  }
  if (authorizationId !== '' && authorizationId !== login) return { kind: 'other-identity' };
  return { kind: 'credentials', login, password };
}

/** The UTF-8 text of one SASL response (RFC 4648 §4: padded, nothing skipped); null where it is none. */
export function decodeSaslResponse(base64: string): string | null {
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return null;
  return decodeUtf8(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
}
