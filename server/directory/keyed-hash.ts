import { createHmac, randomBytes } from 'node:crypto';

/** HMAC-SHA256 (RFC 2104) under a key that lives and dies with this process: what it hashed cannot be guessed from a dump of one value. */
export function createKeyedHash(): (text: string) => Buffer {
  const key = randomBytes(32);
  return (text) => createHmac('sha256', key).update(text).digest();
}
