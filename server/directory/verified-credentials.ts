import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../contract/clock.ts';
import { createKeyedHash } from './keyed-hash.ts';

const LIFETIME_MS = 10 * 60_000;
const MAXIMUM_ACCOUNTS = 1000;

/** What a verified password was verified against. */
export interface CredentialOwner {
  readonly id: number;
  readonly credentialVersion: number;
}

/**
 * Passwords verified within the last ten minutes, as keyed hashes: a mail program that signs in for every
 * message costs one argon2 each ten minutes. Any change of the account makes what is remembered worthless.
 */
export class VerifiedCredentials {
  readonly #clock: Clock;
  readonly #keyedHash = createKeyedHash();
  /** By account id, the one used longest ago first. */
  readonly #verified = new Map<number, { readonly hash: Buffer; readonly expiresAt: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  has(owner: CredentialOwner, password: string): boolean {
    const entry = this.#verified.get(owner.id);
    if (!entry) return false;
    this.#verified.delete(owner.id);
    if (entry.expiresAt <= this.#clock()) return false;
    this.#verified.set(owner.id, entry);
    return timingSafeEqual(entry.hash, this.#hash(owner, password));
  }

  remember(owner: CredentialOwner, password: string): void {
    this.#verified.delete(owner.id);
    this.#verified.set(owner.id, {
      hash: this.#hash(owner, password),
      expiresAt: this.#clock() + LIFETIME_MS,
    });
    if (this.#verified.size <= MAXIMUM_ACCOUNTS) return;
    for (const oldest of this.#verified.keys()) {
      this.#verified.delete(oldest);
      return;
    }
  }

  forget(accountId: number): void {
    this.#verified.delete(accountId);
  }

  #hash({ id, credentialVersion }: CredentialOwner, password: string): Buffer {
    return this.#keyedHash(JSON.stringify([id, credentialVersion, password]));
  }
}
