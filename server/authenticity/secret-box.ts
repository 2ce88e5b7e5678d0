import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Seals what must not be read from a copy of the database alone, such as one in a backup or a bug report. `context`
 * says what is sealed: opened in another one, it does not open.
 */
export interface SecretBox {
  seal(secret: Uint8Array, context: string): Uint8Array;
  /** Throws where the secret was sealed under another key or for something else, or was changed. */
  open(sealed: Uint8Array, context: string): Uint8Array;
}

const FILE_NAME = 'secrets.key';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The box whose key is in the data folder; made where it is missing, readable by its owner alone. */
export function openSecretBox(dataFolder: string): SecretBox {
  const key = readOrMakeKey(join(dataFolder, FILE_NAME));
  return {
    seal(secret, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(context));
      return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, context) {
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const tag = sealed.subarray(sealed.length - TAG_BYTES);
      const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(context))
        .setAuthTag(tag);
      const secret = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
      return Buffer.concat([secret, decipher.final()]);
    },
  };
}

function readOrMakeKey(path: string): Buffer {
  try {
    return checked(readFileSync(path), path);
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
  }
  const key = randomBytes(KEY_BYTES);
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, key);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return key;
}

function checked(key: Buffer, path: string): Buffer {
  if (key.length === KEY_BYTES) return key;
  throw new Error(
    `${path} is damaged: it should hold ${String(KEY_BYTES)} bytes and holds ${String(key.length)}.`,
  );
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}
