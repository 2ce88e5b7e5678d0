import type { DNSResolver } from 'mailauth';
import { lowerAscii } from '../contract/ascii.ts';
import type { Dns, DnsType } from '../contract/dns.ts';

/** Runs something after a time in milliseconds; answers what calls it off. */
export type Schedule = (run: () => void, delayMs: number) => () => void;

/**
 * `Dns` as mailauth asks it: records in the shapes of node:dns, and errors by its codes. Once the time is up, every
 * question, asked or to be asked, is answered with a time-out: what depends on it is a temporary error. What was
 * answered before stays known, and each question is asked once: whoever asks early what is needed later is not kept
 * from the answer by somebody else's slow server.
 */
export class BoundedResolver {
  readonly #dns: Dns;
  readonly #schedule: Schedule;
  readonly #timeUp = Promise.withResolvers<never>();
  readonly #answers = new Map<string, Promise<string[] | string[][]>>();
  #cancel: () => void = () => undefined;
  readonly #failed = new Set<string>();

  constructor(dns: Dns, schedule: Schedule) {
    this.#dns = dns;
    this.#schedule = schedule;
    // Whoever asks hears of it; nobody need have asked.
    this.#timeUp.promise.catch(() => undefined);
  }

  /** Whether somebody asked and got no answer. */
  hasFailed(name: string, rrtype: string): boolean {
    return this.#failed.has(questionKey(name, rrtype));
  }

  readonly resolve: DNSResolver = async (name, rrtype) => {
    try {
      // In this order: an answer that is there wins over a time that is up.
      return await Promise.race([this.#askOnce(name, rrtype), this.#timeUp.promise]);
    } catch (cause) {
      if (!(cause instanceof NoRecord)) this.#failed.add(questionKey(name, rrtype));
      throw cause;
    }
  };

  /** Begins to ask for what will be needed. */
  prefetch(name: string, rrtype: string): void {
    this.#askOnce(name, rrtype).catch(() => undefined);
  }

  /** From now on so long, in milliseconds. */
  endAfter(delayMs: number): void {
    this.#cancel = this.#schedule(() => {
      this.endNow();
    }, delayMs);
  }

  endNow(): void {
    this.#cancel();
    this.#timeUp.reject(new DnsFailure('The time for checking the message was over.'));
  }

  /** Nothing is asked any more. */
  dispose(): void {
    this.#cancel();
  }

  #askOnce(name: string, rrtype: string): Promise<string[] | string[][]> {
    const key = questionKey(name, rrtype);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = this.#ask(name, rrtype);
    this.#answers.set(key, answer);
    return answer;
  }

  async #ask(name: string, rrtype: string): Promise<string[] | string[][]> {
    const host = lowerAscii(name).replace(/\.$/, '');
    if (!isQueryName(host)) throw new NoRecord(name);
    const answered = await this.#records(host, rrtype);
    if (answered.length === 0) throw new NoRecord(name);
    return answered;
  }

  async #records(name: string, rrtype: string): Promise<string[] | string[][]> {
    switch (rrtype) {
      case 'A':
      case 'AAAA':
      case 'CNAME':
      case 'PTR':
        return this.#found(name, rrtype);
      case 'TXT':
        return (await this.#found(name, 'TXT')).map((text) => [text]);
      case 'MX': {
        const records = await this.#found(name, 'MX');
        // mailauth's own type knows no MX; what it reads is the shape of node:dns.
        return records.map(({ preference, exchange }) => ({
          priority: preference,
          exchange,
        })) as unknown as string[];
      }
      default:
        throw new NoRecord(name);
    }
  }

  async #found<T extends Exclude<DnsType, 'TLSA'>>(name: string, type: T) {
    const answer = await this.#dns.resolve(name, type);
    if (answer.kind === 'failed') throw new DnsFailure(answer.reason);
    return answer.kind === 'none' ? [] : [...answer.records];
  }
}

function questionKey(name: string, rrtype: string): string {
  return `${rrtype} ${lowerAscii(name)}`;
}

/** The name, or records of this type, do not exist. */
class NoRecord extends Error {
  readonly code = 'ENODATA';
  constructor(name: string) {
    super(`There is no such record of ${name}.`);
    this.name = 'NoRecord';
  }
}

class DnsFailure extends Error {
  readonly code = 'ETIMEOUT';
  constructor(reason: string) {
    super(reason);
    this.name = 'DnsFailure';
  }
}

/** RFC 1035 §2.3.4, §3.1; with the underscores of RFC 8552 and the odd characters that SPF macros leave. */
function isQueryName(name: string): boolean {
  return name.length <= 253 && name.split('.').every((label) => /^[!-~]{1,63}$/.test(label));
}
