import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { Ledger } from './ledger.ts';
import type { MixedMail } from './mail-mix.ts';

export interface Entrance {
  readonly port: number;
  /** Null: a server to server connection, without signing in. */
  readonly password: string | null;
}

const CONNECTIONS = 4;
/** A server that was killed is back within seconds; on a busy machine the next kill may come before a huge message. */
const PATIENCE_MS = 15 * 60_000;
const PAUSE_MS = 250;

/** Sends all of it by an office's entrance. What got no 250 is sent again, as any mail program does. */
export async function sendAll(mails: Iterable<MixedMail>, entrance: Entrance, ledger: Ledger): Promise<void> {
  const queue = mails[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let next = queue.next(); next.done !== true; next = queue.next()) {
        await sendOne(next.value, entrance);
        ledger.acknowledge(next.value);
      }
    }),
  );
}

async function sendOne(mail: MixedMail, entrance: Entrance): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await submit(mail, entrance);
      return;
    } catch (cause) {
      if (Date.now() > giveUpAt) throw new Error(`${mail.id} was never taken`, { cause });
      await sleep(PAUSE_MS);
    }
  }
}

async function submit(mail: MixedMail, { port, password }: Entrance): Promise<void> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    ...(password !== null && { auth: { user: mail.from, pass: password } }),
  });
  try {
    await transport.sendMail({
      envelope: { from: mail.from, to: [...mail.to], use8BitMime: true },
      raw: mail.content,
    });
  } finally {
    transport.close();
  }
}
