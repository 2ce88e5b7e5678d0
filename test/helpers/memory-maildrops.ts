import type { Maildrop, Maildrops } from '../../server/contract/maildrops.ts';
import { StoreError } from '../../server/contract/message-store.ts';

/** Mailboxes in memory, that fail when told to. */
export class MemoryMaildrops implements Maildrops {
  fault: 'open' | 'read' | 'remove' | null = null;
  #removal: { readonly begun: () => void; readonly gate: Promise<void> } | null = null;
  readonly #mailboxes = new Map<number, Map<number, Uint8Array>>();
  #lastUid = 100;

  /** Messages as latin1 text: one character a byte. */
  fill(accountId: number, ...messages: readonly string[]): void {
    const mailbox = this.#mailboxes.get(accountId) ?? new Map<number, Uint8Array>();
    for (const message of messages) mailbox.set(++this.#lastUid, Buffer.from(message, 'latin1'));
    this.#mailboxes.set(accountId, mailbox);
  }

  /** The next removal waits for `release`; `begun` resolves when it does. */
  holdRemoval(): { readonly begun: Promise<void>; readonly release: () => void } {
    const begun = Promise.withResolvers<undefined>();
    const gate = Promise.withResolvers<undefined>();
    this.#removal = {
      begun: () => {
        begun.resolve(undefined);
      },
      gate: gate.promise,
    };
    return {
      begun: begun.promise,
      release: () => {
        gate.resolve(undefined);
      },
    };
  }

  uids(accountId: number): readonly number[] {
    return [...(this.#mailboxes.get(accountId)?.keys() ?? [])];
  }

  async open(accountId: number): Promise<Maildrop> {
    await this.#step('open');
    const messages = [...(this.#mailboxes.get(accountId) ?? [])].map(([uid, { length }]) => ({
      uid,
      sizeBytes: length,
    }));
    return { uidValidity: 7, messages };
  }

  async read(accountId: number, uid: number): Promise<Uint8Array | null> {
    await this.#step('read');
    return this.#mailboxes.get(accountId)?.get(uid) ?? null;
  }

  async remove(accountId: number, uids: readonly number[]): Promise<void> {
    this.#removal?.begun();
    await this.#removal?.gate;
    await this.#step('remove');
    for (const uid of uids) this.#mailboxes.get(accountId)?.delete(uid);
  }

  #step(at: 'open' | 'read' | 'remove'): Promise<void> {
    return this.fault === at
      ? Promise.reject(new StoreError('unavailable', `no ${at} now`))
      : Promise.resolve();
  }
}
