import { decodeUtf8 } from './command.ts';
import { AUTH_MALFORMED, AUTHORIZATION_ID } from './refusals.ts';
import type { Refusal } from './response.ts';
import type { Credentials } from './session-handler.ts';

export type PlainMessage =
  | { readonly kind: 'credentials'; readonly credentials: Credentials }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** RFC 4616 §2, in base64: `[authzid] NUL authcid NUL passwd`. */
export function readPlainMessage(base64: string): PlainMessage {
  const [authorizationId, login, password, ...rest] = decodeBase64(base64)?.split('\0') ?? [];
  if (authorizationId === undefined || !login || password === undefined || rest.length > 0)
    return { kind: 'refused', refusal: AUTH_MALFORMED };
  if (authorizationId !== '' && authorizationId !== login)
    return { kind: 'refused', refusal: AUTHORIZATION_ID };
  return { kind: 'credentials', credentials: { login, password } };
}

function decodeBase64(text: string): string | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  return decodeUtf8(Buffer.from(text, 'base64'));
}
