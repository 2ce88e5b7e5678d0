import { decodeSaslResponse, readPlainMessage } from '../../contract/sasl-plain.ts';
import { AUTH_MALFORMED, AUTHORIZATION_ID } from './refusals.ts';
import type { Refusal } from './response.ts';
import type { Credentials } from './session-handler.ts';

type PlainResponse =
  | { readonly kind: 'credentials'; readonly credentials: Credentials }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** RFC 5034 §4: the client's response in AUTH PLAIN, in base64. */
export function readPlainResponse(base64: string): PlainResponse {
  const text = decodeSaslResponse(base64);
  if (text === null) return { kind: 'refused', refusal: AUTH_MALFORMED };
  const message = readPlainMessage(text);
  switch (message.kind) {
    case 'credentials': {
      const { login, password } = message;
      return { kind: 'credentials', credentials: { login, password } };
    }
    case 'malformed':
      return { kind: 'refused', refusal: AUTH_MALFORMED };
    case 'other-identity':
      return { kind: 'refused', refusal: AUTHORIZATION_ID };
  }
}
