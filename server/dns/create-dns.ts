import { getServers } from 'node:dns';
import type { Clock } from '../contract/clock.ts';
import type { Dns, DnsAnswer, DnsRecords, DnsType } from '../contract/dns.ts';
import type { Settings } from '../contract/settings.ts';
import { AnswerCache, NEGATIVE_TTL, POSITIVE_TTL } from './answer-cache.ts';
import { canonicalName } from './dns-name.ts';
import { DnsServers, type DnsTiming } from './dns-servers.ts';
import { readAnswer } from './read-answer.ts';
import { parseServerAddress } from './server-address.ts';

export interface DnsPorts {
  /** Asked at each question, so that a change counts at once. */
  readonly settings: () => Settings['dns'];
  readonly clock: Clock;
  /** What the operating system asks, in the notation of `dns.getServers`. */
  readonly systemServers?: () => readonly string[];
  readonly timing?: DnsTiming;
}

const TIMING: DnsTiming = { tryMs: 2500, totalMs: 8000 };
const KEPT_ANSWERS = 10_000;
/** RFC 9520 §3.2 asks that failures be kept for a moment too. */
const FAILURE_SECONDS = 5;

/**
 * A stub resolver of our own, because `node:dns` tells neither the AD bit nor TLSA records without their DNSSEC verdict.
 * Answers are kept for their TTL, and questions under way are not asked twice.
 */
export function createDns(ports: DnsPorts): Dns {
  const { settings, clock, systemServers = getServers, timing = TIMING } = ports;
  const servers = new DnsServers(clock, timing);
  // The key names the type, and with it the type of the records.
  const kept = new AnswerCache<DnsAnswer<DnsRecords[DnsType]>>(KEPT_ANSWERS, clock);
  const underWay = new Map<string, Promise<DnsAnswer<DnsRecords[DnsType]>>>();

  async function ask<T extends DnsType>(
    name: string,
    type: T,
    inForce: Settings['dns'],
    key: string,
  ): Promise<DnsAnswer<DnsRecords[T]>> {
    const texts = inForce.servers.length > 0 ? inForce.servers : systemServers();
    const addresses = texts.map(parseServerAddress).filter((address) => address !== null);
    const asked = await servers.ask(addresses, name, type, inForce.validating);
    if (asked.kind === 'failed') {
      kept.keep(key, asked, FAILURE_SECONDS);
      return asked;
    }
    const { answer, ttlSeconds } = readAnswer(asked.packet, name, type, inForce.validating);
    const bounds = answer.kind === 'found' ? POSITIVE_TTL : NEGATIVE_TTL;
    const seconds = Math.min(Math.max(ttlSeconds ?? bounds.min, bounds.min), bounds.max);
    kept.keep(key, answer, seconds);
    return answer;
  }

  return {
    resolve: async <T extends DnsType>(text: string, type: T) => {
      const name = canonicalName(text);
      if (name === null) return { kind: 'none', secure: false };
      const inForce = settings();
      const key = [type, name, inForce.validating, ...inForce.servers].join(' ');
      const known = kept.get(key) ?? underWay.get(key);
      // `key` begins with the type: what is kept under it are records of that type.
      if (known !== undefined) return known as Promise<DnsAnswer<DnsRecords[T]>>;
      const answer = ask(name, type, inForce, key).finally(() => underWay.delete(key));
      underWay.set(key, answer);
      return answer;
    },
  };
}
