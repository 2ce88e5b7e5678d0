import { createHash } from 'node:crypto';
import { z } from 'zod';
import { addressKey, type Address } from '../contract/address.ts';
import type { Dispose } from '../contract/clock.ts';
import type { Database } from '../contract/database.ts';
import { WriteBehind } from './write-behind.ts';

/** What one account has sent lately, and until when its recipients are learned; see guard/sending-ledger.ts. */
export interface KeptSending {
  readonly window: readonly KeptSlot[];
  readonly learnsUntil: number;
}

interface KeptSlot {
  readonly slot: number;
  readonly messages: number;
  readonly recipients: number;
  readonly newRecipients: number;
}

/** Keeps in mail.db how much accounts have sent and to whom, so that a restart gives nobody a new day. */
export interface SendingTable {
  /** What the last run left, by account id. */
  readonly sendings: ReadonlyMap<number, KeptSending>;
  /** By account id: hashes of recipients with the day of the last message, the one written to longest ago first. */
  readonly recipients: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** Costs no I/O, as the two below; written soon, however often it is noted. */
  noteSending(accountId: number, sending: KeptSending): void;
  noteRecipient(accountId: number, recipient: number, day: number): void;
  noteForgotten(accountId: number, recipient: number): void;
  /** Writes what is not written yet; never rejects. */
  readonly dispose: Dispose;
}

export interface SendingTableOptions {
  readonly database: Database;
  readonly reportError: (step: string, cause: unknown) => void;
}

const sendingRow = z.object({
  account_id: z.int(),
  learns_until: z.int(),
  slots: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(
      z.array(z.object({ slot: z.int(), messages: z.int(), recipients: z.int(), newRecipients: z.int() })),
    ),
});
const recipientRow = z.object({ account_id: z.int(), recipient: z.int(), day: z.int() });

/**
 * A whole number of 48 bits for a recipient of an account: enough to tell thousands apart, and no address book for
 * whoever reads the database.
 */
export function hashRecipient(accountId: number, recipient: Address): number {
  const digest = createHash('sha256')
    .update(`${String(accountId)} ${addressKey(recipient)}`)
    .digest();
  return digest.readUIntBE(0, 6);
}

export async function openSendingTable({
  database,
  reportError,
}: SendingTableOptions): Promise<SendingTable> {
  const sendingRows = z.array(sendingRow).parse(await database.query('SELECT * FROM account_sending'));
  const recipientRows = z
    .array(recipientRow)
    .parse(await database.query('SELECT * FROM known_recipient ORDER BY day'));
  const writer = new WriteBehind({ database, reportError, step: 'writing what accounts have sent' });

  return {
    sendings: new Map(
      sendingRows.map(({ account_id: id, learns_until: learnsUntil, slots }) => [
        id,
        { window: slots, learnsUntil },
      ]),
    ),
    recipients: recipientsByAccount(recipientRows),
    noteSending(accountId, { window, learnsUntil }) {
      writer.note(
        String(accountId),
        'INSERT OR REPLACE INTO account_sending (account_id, learns_until, slots) VALUES (?, ?, ?)',
        [accountId, learnsUntil, JSON.stringify(window)],
      );
    },
    noteRecipient(accountId, recipient, day) {
      writer.note(
        `${String(accountId)} ${String(recipient)}`,
        'INSERT OR REPLACE INTO known_recipient (account_id, recipient, day) VALUES (?, ?, ?)',
        [accountId, recipient, day],
      );
    },
    noteForgotten(accountId, recipient) {
      writer.note(
        `${String(accountId)} ${String(recipient)}`,
        'DELETE FROM known_recipient WHERE account_id = ? AND recipient = ?',
        [accountId, recipient],
      );
    },
    dispose: writer.flush,
  };
}

function recipientsByAccount(
  rows: readonly z.infer<typeof recipientRow>[],
): ReadonlyMap<number, ReadonlyMap<number, number>> {
  const accounts = new Map<number, Map<number, number>>();
  for (const { account_id: id, recipient, day } of rows) {
    const known = accounts.get(id) ?? new Map<number, number>();
    accounts.set(id, known.set(recipient, day));
  }
  return accounts;
}
