import { digestOf, type MixedMail } from './mail-mix.ts';

/** What the exchange came to. `lost` names message and recipient. */
export interface ExchangeReport {
  readonly acknowledged: number;
  readonly copiesExpected: number;
  readonly copiesFound: number;
  readonly lost: readonly string[];
  /** Copies too many: a server died between a delivery and the note of it. */
  readonly duplicates: number;
  /** Arrived otherwise than it was sent. */
  readonly changed: readonly string[];
  /** Mail that nobody sent: bounces, delay notices. */
  readonly strangers: readonly string[];
}

/** Who was promised what, and what was found in the end. */
export class Ledger {
  readonly #promised = new Map<string, MixedMail>();
  readonly #found = new Map<string, number>();
  readonly #changed: string[] = [];
  readonly #strangers: string[] = [];

  /** How many messages so far. */
  get acknowledged(): number {
    return this.#promised.size;
  }

  /** A server has said 250 after the dot. */
  acknowledge(mail: MixedMail): void {
    this.#promised.set(mail.id, mail);
  }

  /** A message in somebody's mailbox, CRLF at each line's end. `recipient` is the mailbox, as `to` names it. */
  found(recipient: string, content: Buffer): void {
    const headerEnd = content.indexOf('\r\n\r\n');
    const header = content.subarray(0, headerEnd).toString('latin1');
    const id = /^X-Exchange-Id: (\S+)\r?$/m.exec(header)?.[1];
    const mail = id === undefined ? undefined : this.#promised.get(id);
    if (!mail) {
      // Taken on by a server that died before it could say so.
      if (id === undefined) this.#strangers.push(`${recipient}: ${header.slice(0, 2000)}`);
      return;
    }
    const key = `${mail.id} ${recipient}`;
    this.#found.set(key, (this.#found.get(key) ?? 0) + 1);
    if (digestOf(content.subarray(headerEnd + 4)) !== mail.digest) this.#changed.push(key);
  }

  report(): ExchangeReport {
    const expected = [...this.#promised.values()].flatMap((mail) => mail.to.map((to) => `${mail.id} ${to}`));
    const copies = [...this.#found.values()].reduce((sum, count) => sum + count, 0);
    return {
      acknowledged: this.#promised.size,
      copiesExpected: expected.length,
      copiesFound: copies,
      lost: expected.filter((key) => !this.#found.has(key)),
      duplicates: copies - this.#found.size,
      changed: this.#changed,
      strangers: this.#strangers,
    };
  }
}
