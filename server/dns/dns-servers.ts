import { randomInt } from 'node:crypto';
import type { DecodedPacket } from 'dns-packet';
import type { Clock } from '../contract/clock.ts';
import type { DnsType } from '../contract/dns.ts';
import { askServer } from './ask-server.ts';
import {
  FORMERR,
  NOERROR,
  NOTIMP,
  NXDOMAIN,
  responseCodeName,
  responseCodeOf,
  type Question,
} from './question.ts';
import { ServerHealth } from './server-health.ts';
import { formatServerAddress, type ServerAddress } from './server-address.ts';

/** A question takes `totalMs` at most; each try of it `tryMs`. */
export interface DnsTiming {
  readonly tryMs: number;
  readonly totalMs: number;
}

export type Asked =
  | { readonly kind: 'answered'; readonly packet: DecodedPacket }
  | { readonly kind: 'failed'; readonly reason: string };

const ROUNDS = 2;

/**
 * Puts questions to servers in their order, twice round. A server that let a question time out may be dead, or looking
 * in vain for somebody else's; the name servers of the root, which every server knows, tell which: only a server that
 * does not answer that either counts as silent (see ServerHealth). Otherwise anybody with a slow domain could shut
 * off our DNS.
 */
export class DnsServers {
  readonly #health: ServerHealth;
  readonly #timing: DnsTiming;
  readonly #probed = new Set<string>();

  constructor(clock: Clock, timing: DnsTiming) {
    this.#health = new ServerHealth(clock);
    this.#timing = timing;
  }

  async ask(
    servers: readonly ServerAddress[],
    name: string,
    type: DnsType,
    wantsVerdict: boolean,
  ): Promise<Asked> {
    const total = AbortSignal.timeout(this.#timing.totalMs);
    const reasons = new Map<string, string>();
    const useless = new Set<ServerAddress>();
    for (let round = 0; round < ROUNDS; round++) {
      for (const server of servers) {
        if (total.aborted || useless.has(server)) continue;
        const asked = await this.#askOne(server, { name, type, wantsVerdict }, total);
        if (asked.kind === 'answered') return asked;
        const isNews = asked.kind !== 'silent' || !reasons.has(formatServerAddress(server));
        if (isNews) reasons.set(formatServerAddress(server), asked.reason);
        if (asked.kind === 'useless') useless.add(server);
      }
    }
    if (servers.length === 0) return { kind: 'failed', reason: 'no DNS server is known' };
    return {
      kind: 'failed',
      reason: [...reasons].map(([server, reason]) => `${server}: ${reason}`).join('; '),
    };
  }

  async #askOne(
    server: ServerAddress,
    question: Pick<Question, 'name' | 'type' | 'wantsVerdict'>,
    total: AbortSignal,
  ): Promise<
    | Extract<Asked, { kind: 'answered' }>
    | { readonly kind: 'silent' | 'timed-out' | 'useless'; readonly reason: string }
  > {
    const key = formatServerAddress(server);
    if (!this.#health.mayAsk(key))
      return { kind: 'silent', reason: 'has not answered lately, not asked again yet' };
    try {
      const packet = await this.#try(server, question, total);
      this.#health.answered(key);
      const code = responseCodeOf(packet);
      if (code === NOERROR || code === NXDOMAIN) return { kind: 'answered', packet };
      return { kind: 'useless', reason: responseCodeName(code) };
    } catch (cause) {
      if (!total.aborted) void this.#probe(server);
      return { kind: 'timed-out', reason: cause instanceof Error ? cause.message : 'no answer' };
    }
  }

  async #try(
    server: ServerAddress,
    question: Pick<Question, 'name' | 'type' | 'wantsVerdict'>,
    total: AbortSignal,
  ): Promise<DecodedPacket> {
    const signal = AbortSignal.any([total, AbortSignal.timeout(this.#timing.tryMs)]);
    const packet = await askServer(server, { ...question, id: randomInt(65_536), useEdns: true }, signal);
    const isTooOld = [FORMERR, NOTIMP].includes(responseCodeOf(packet));
    if (!isTooOld || question.wantsVerdict) return packet;
    return askServer(server, { ...question, id: randomInt(65_536), useEdns: false }, signal);
  }

  async #probe(server: ServerAddress): Promise<void> {
    const key = formatServerAddress(server);
    if (this.#probed.has(key)) return;
    this.#probed.add(key);
    try {
      const root = { name: '', type: 'NS', wantsVerdict: false } as const;
      await this.#try(server, root, AbortSignal.timeout(this.#timing.tryMs));
      this.#health.answered(key);
    } catch {
      this.#health.silent(key);
    } finally {
      this.#probed.delete(key);
    }
  }
}
