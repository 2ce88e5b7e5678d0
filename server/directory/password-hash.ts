import type * as argon2Module from '@node-rs/argon2';
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Hashes and checks passwords; the hash is a PHC string and carries its own parameters. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Rejects where the hash needs argon2 and this machine has none. */
  verify(passwordHash: string, password: string): Promise<boolean>;
  /** Whether the hash has the algorithm and the parameters that `hash` gives. */
  isCurrent(passwordHash: string): boolean;
}

type Argon2 = Pick<typeof argon2Module, 'hash' | 'verify'>;

const ARGON2ID = 2; // Algorithm.Argon2id: an ambient const enum, which type stripping cannot read
/** RFC 9106 in the smallest parameters that OWASP recommends: 19 MiB, two passes, one lane. */
const ARGON2_PARAMETERS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** RFC 7914; OWASP's equivalent of the above for scrypt. `ln` is the binary logarithm of N. */
const SCRYPT_PARAMETERS = { ln: 14, r: 8, p: 5 };
const ARGON2_PREFIX = `$argon2id$v=19$m=${ARGON2_PARAMETERS.memoryCost},t=${ARGON2_PARAMETERS.timeCost},p=${ARGON2_PARAMETERS.parallelism}$`;
const SCRYPT_PREFIX = `$scrypt$ln=${SCRYPT_PARAMETERS.ln},r=${SCRYPT_PARAMETERS.r},p=${SCRYPT_PARAMETERS.p}$`;
const SCRYPT_HASH =
  /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{43,86})$/;
const ARGON2_HASH =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,86}$/;
const MEBIBYTE = 1_048_576;
/** What one check of an imported hash may take; more would let a hash stop the server. */
const MAXIMUM_MEMORY_BYTES = 256 * MEBIBYTE;

/** `argon2` is the native module, or null where it cannot be loaded: then scrypt does the work. */
export function createPasswordHasher(argon2: Argon2 | null): PasswordHasher {
  return {
    hash: (password) => (argon2 ? argon2.hash(password, ARGON2_PARAMETERS) : hashWithScrypt(password)),
    async verify(passwordHash, password) {
      if (passwordHash.startsWith('$scrypt$')) return verifyWithScrypt(passwordHash, password);
      if (argon2 === null)
        throw new Error('The argon2 module is missing, and the password is stored with argon2.');
      return argon2.verify(passwordHash, password);
    },
    isCurrent: (passwordHash) => passwordHash.startsWith(argon2 ? ARGON2_PREFIX : SCRYPT_PREFIX),
  };
}

/** The native module, or null: on a platform without a prebuilt binary the server runs all the same. */
export async function loadArgon2(): Promise<Argon2 | null> {
  try {
    return await import('@node-rs/argon2');
  } catch {
    return null;
  }
}

/** Whether the text is a hash that `verify` can check, within bounds of memory. */
export function isPasswordHash(text: string): boolean {
  const argon2 = ARGON2_HASH.exec(text);
  if (argon2) return Number(argon2[1]) * 1024 <= MAXIMUM_MEMORY_BYTES && Number(argon2[3]) >= 1;
  const scryptHash = parseScryptHash(text);
  return scryptHash !== null && scryptMemory(scryptHash) <= MAXIMUM_MEMORY_BYTES;
}

interface ScryptHash {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly key: Buffer;
}

async function hashWithScrypt(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await deriveKey(password, { ...SCRYPT_PARAMETERS, salt, key: Buffer.alloc(32) });
  return `${SCRYPT_PREFIX}${encode(salt)}$${encode(key)}`;
}

async function verifyWithScrypt(passwordHash: string, password: string): Promise<boolean> {
  const stored = parseScryptHash(passwordHash);
  if (stored === null) return false;
  return timingSafeEqual(await deriveKey(password, stored), stored.key);
}

function parseScryptHash(text: string): ScryptHash | null {
  const [, ln, r, p, salt, key] = SCRYPT_HASH.exec(text) ?? [];
  if (salt === undefined || key === undefined) return null;
  const parsed = { ln: Number(ln), r: Number(r), p: Number(p) };
  if (parsed.ln < 1 || parsed.r < 1 || parsed.p < 1) return null;
  return { ...parsed, salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') };
}

function deriveKey(password: string, hash: ScryptHash): Promise<Buffer> {
  const options = { N: 2 ** hash.ln, r: hash.r, p: hash.p, maxmem: scryptMemory(hash) + MEBIBYTE };
  return new Promise((resolve, reject) => {
    scrypt(password, hash.salt, hash.key.length, options, (cause, key) => {
      if (cause) reject(cause);
      else resolve(key);
    });
  });
}

function scryptMemory({ ln, r, p }: Pick<ScryptHash, 'ln' | 'r' | 'p'>): number {
  return 128 * r * (2 ** ln + p);
}

/** PHC strings use base64 without padding. */
function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
