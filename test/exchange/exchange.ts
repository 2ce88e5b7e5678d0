import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../faults/seeded-random.ts';
import { Ledger, type ExchangeReport } from './ledger.ts';
import { mailMix } from './mail-mix.ts';
import { Office } from './office.ts';
import { startPostfixSide, type PostfixSide } from './postfix-side.ts';
import { sendAll } from './sender.ts';

export interface ExchangeOptions {
  readonly messages: number;
  readonly hugeBytes: number;
  /** The first office is killed about once in so many messages, at random moments; 0: never. */
  readonly killEvery: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface ExchangeOutcome extends ExchangeReport {
  readonly kills: number;
}

/**
 * Two Gateposts and a Postfix send one another mail, each to all, while one Gatepost is killed again and again; then
 * everything is delivered, and every mailbox is read. Rejects where a queue does not become empty.
 */
export async function exchange(options: ExchangeOptions): Promise<ExchangeOutcome> {
  const first = await Office.prepare('a.test');
  const second = await Office.prepare('b.test');
  const toOffice = ({ domain, ports }: Office) => ({ domain, port: ports.smtp });
  const postfix = await startPostfixSide('p.test', [toOffice(first), toOffice(second)]);
  try {
    await first.start([toOffice(second), postfix]);
    await second.start([toOffice(first), postfix]);
    const ledger = new Ledger();
    const kills = await sendWhileKilling(options, { first, second, postfix }, ledger);
    await drain(options, { first, second, postfix });
    await Promise.all([first, second, postfix].map((side) => side.readAll(ledger.found.bind(ledger))));
    return { ...ledger.report(), kills };
  } finally {
    for (const side of [first, second]) await side.stop().catch(() => undefined); // it may never have started
    await postfix.stop();
  }
}

interface Sides {
  readonly first: Office;
  readonly second: Office;
  readonly postfix: PostfixSide;
}

async function sendWhileKilling(
  { messages, hugeBytes, killEvery, seed, say }: ExchangeOptions,
  { first, second, postfix }: Sides,
  ledger: Ledger,
): Promise<number> {
  const random = seededRandom(seed);
  const sides = [first, second, postfix];
  const mix = (prefix: string, senders: readonly string[], count: number) =>
    mailMix({
      count,
      hugeBytes,
      prefix,
      senders,
      random: seededRandom(random.integer(0, 2 ** 31)),
      recipients: sides.flatMap(({ recipients }) => recipients),
      utf8Recipients: sides.map(({ utf8Recipient }) => utf8Recipient),
    });
  const share = Math.ceil(messages / 3);
  let done = false;
  const sending = Promise.all([
    sendAll(
      mix('a', first.recipients, share),
      { port: first.ports.submission, password: first.password },
      ledger,
    ),
    sendAll(
      mix('b', second.recipients, share),
      { port: second.ports.submission, password: second.password },
      ledger,
    ),
    sendAll(
      mix('p', postfix.recipients, messages - 2 * share),
      { port: postfix.port, password: null },
      ledger,
    ),
  ]).finally(() => {
    done = true;
  });
  let kills = 0;
  const killing = async (): Promise<void> => {
    let next = random.integer(1, killEvery);
    while (killEvery > 0 && !done) {
      if (ledger.acknowledged < next) {
        await sleep(10);
        continue;
      }
      const since = Date.now();
      await first.killAndRestart();
      kills++;
      next = ledger.acknowledged + random.integer(1, 2 * killEvery);
      say(
        `killed ${String(kills)} times, back after ${String(Date.now() - since)} ms, ${String(ledger.acknowledged)} messages taken`,
      );
    }
  };
  await Promise.all([sending, killing()]);
  return kills;
}

/** How long nothing may leave any queue before the exchange is given up. */
const STUCK_MS = 120_000;

async function drain({ say }: ExchangeOptions, { first, second, postfix }: Sides): Promise<void> {
  let least = Infinity;
  let since = Date.now();
  for (;;) {
    const waiting = [await first.flush(), await second.flush(), await postfix.flush()];
    const left = waiting.reduce((sum, count) => sum + count, 0);
    say(`waiting: ${waiting.join(' + ')}`);
    if (left === 0) return;
    if (left < least) [least, since] = [left, Date.now()];
    if (Date.now() - since > STUCK_MS)
      throw new Error(`${String(left)} messages do not leave their queues.\n${first.errors()}`);
    await sleep(1000);
  }
}
