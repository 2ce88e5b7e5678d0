import { createHash } from 'node:crypto';
import type { SeededRandom } from '../faults/seeded-random.ts';

/** One message of the exchange, and what has to arrive of it. */
export interface MixedMail {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly needsSmtpUtf8: boolean;
  /** Header and body, CRLF at each line's end. */
  readonly content: Buffer;
  /** Of the body alone. */
  readonly digest: string;
}

export interface MixOptions {
  readonly count: number;
  readonly random: SeededRandom;
  /** Addresses that take mail, on all sides. */
  readonly recipients: readonly string[];
  readonly utf8Recipients: readonly string[];
  /** Senders of one side. */
  readonly senders: readonly string[];
  readonly prefix: string;
  /** Size of the few huge ones, in bytes; one of about 700 messages is such a one, and the first always. */
  readonly hugeBytes: number;
}

type Kind = 'plain' | 'eight-bit' | 'smtputf8' | 'many-recipients' | 'huge';

/** Plain, 8-bit, SMTPUTF8, huge, and for many at once: the same seed gives the same mail. */
export function* mailMix(options: MixOptions): Generator<MixedMail> {
  const { count, random } = options;
  for (let number = 0; number < count; number++)
    yield oneMail(options, number, number === 0 ? 'huge' : kindOf(random.integer(0, 699)));
}

function kindOf(roll: number): Kind {
  if (roll === 0) return 'huge';
  if (roll < 100) return 'eight-bit';
  if (roll < 170) return 'smtputf8';
  return roll < 190 ? 'many-recipients' : 'plain';
}

function oneMail(options: MixOptions, number: number, kind: Kind): MixedMail {
  const { random, prefix, senders } = options;
  const id = `${prefix}-${String(number)}`;
  const from = senders[number % senders.length] ?? '';
  const to = recipientsOf(options, kind);
  const subject = kind === 'smtputf8' ? `Grüße ${id}` : `Mail ${id}`;
  const header = [
    `From: ${from}`,
    `To: ${to.length > 3 ? 'undisclosed-recipients:;' : to.join(', ')}`,
    `Subject: ${subject}`,
    `Date: ${new Date(1_790_000_000_000 + number * 1000).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id}@exchange.test>`,
    `X-Exchange-Id: ${id}`,
    'MIME-Version: 1.0',
    `Content-Type: text/plain; charset=${kind === 'plain' || kind === 'huge' ? 'us-ascii' : 'utf-8'}`,
    `Content-Transfer-Encoding: ${kind === 'plain' || kind === 'huge' ? '7bit' : '8bit'}`,
  ].join('\r\n');
  const body = bodyOf(kind, random, options.hugeBytes);
  return {
    id,
    from,
    to,
    needsSmtpUtf8: kind === 'smtputf8',
    content: Buffer.concat([Buffer.from(`${header}\r\n\r\n`), body]),
    digest: digestOf(body),
  };
}

function recipientsOf({ random, recipients, utf8Recipients }: MixOptions, kind: Kind): readonly string[] {
  const pick = (from: readonly string[]): string => from[random.integer(0, from.length - 1)] ?? '';
  if (kind === 'smtputf8') return [pick(utf8Recipients)];
  if (kind === 'many-recipients') return recipients;
  return [...new Set([pick(recipients), ...(random.integer(0, 3) === 0 ? [pick(recipients)] : [])])];
}

/** Lines that begin with dots, empty ones, and the longest that RFC 5321 §4.5.3.1.6 allows are among them. */
function bodyOf(kind: Kind, random: SeededRandom, hugeBytes: number): Buffer {
  if (kind === 'huge') return Buffer.from(`${'.'.padEnd(74, 'x')}\r\n`.repeat(Math.ceil(hugeBytes / 76)));
  const words = kind === 'plain' || kind === 'many-recipients' ? 'line of text' : 'Zeile mit Umlauten äöü €';
  const lines = Array.from({ length: random.integer(0, 60) }, (_, index) => {
    if (index % 11 === 3) return '.'.repeat(random.integer(1, 3));
    if (index % 13 === 5) return '';
    if (index % 29 === 7) return 'y'.repeat(998);
    return `${words} ${String(random.next())}`;
  });
  return Buffer.from([...lines, 'the end', ''].join('\r\n'));
}

export function digestOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}
