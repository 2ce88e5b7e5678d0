import { expect, test } from 'vitest';
import { decodeSaslResponse, readPlainMessage } from '../../server/contract/sasl-plain.ts';

test.each([
  ['no authorization identity', '\0u1\0secret', { kind: 'credentials', login: 'u1', password: 'secret' }],
  ['the same identity twice', 'u1\0u1\0secret', { kind: 'credentials', login: 'u1', password: 'secret' }],
  [
    'an empty password, for the directory to refuse',
    '\0u1\0',
    { kind: 'credentials', login: 'u1', password: '' },
  ],
  ['another identity to act for', 'boss\0u1\0secret', { kind: 'other-identity' }],
  ['no login', '\0\0secret', { kind: 'malformed' }],
  ['one NUL only', 'u1\0secret', { kind: 'malformed' }],
  ['a NUL in the password', '\0u1\0sec\0ret', { kind: 'malformed' }],
  ['nothing', '', { kind: 'malformed' }],
])('PLAIN with %s', (_what, message, expected) => {
  expect(readPlainMessage(message)).toEqual(expected);
});

test.each([
  ['padded text', 'dTE=', 'u1'],
  ['characters beyond ASCII', 'w7w=', 'ü'],
  ['a byte order mark, which stays', '77u/dQ==', '\ufeffu'],
  ['an empty response', '', ''],
])('a response of %s is decoded', (_what, base64, text) => {
  expect(decodeSaslResponse(base64)).toBe(text);
});

test.each(['dTE', 'dTE==', 'd TE=', 'dTE=\n', 'dT_-', '====', 'A===', 'dTE=dTE=', '/w=='])(
  '%j is no response',
  (text) => {
    expect(decodeSaslResponse(text)).toBeNull();
  },
);
