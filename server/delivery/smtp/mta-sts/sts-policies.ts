import type { Clock } from '../../../contract/clock.ts';
import type { Dns } from '../../../contract/dns.ts';
import type { FetchPolicy } from './fetch-policy.ts';
import type { KeptPolicy, PolicyTable } from './policy-table.ts';
import { parseStsPolicy, parseStsRecord, type StsPolicy } from './sts-policy.ts';

export interface StsPorts {
  readonly dns: Dns;
  readonly table: PolicyTable;
  readonly fetch: FetchPolicy;
  readonly clock: Clock;
}

/** A policy is fetched anew while it still holds, so that whoever hides it later hides it in vain (RFC 8461 §3.3). */
const REFRESH_MS = 86_400_000;
/** How long a failed fetch is not tried again (RFC 8461 §3.3). */
const FAILURE_MS = 300_000;

/** The MTA-STS policies of the domains we send to, kept as long as each says, over restarts too. */
export class StsPolicies {
  readonly #ports: StsPorts;
  readonly #failedAt = new Map<string, number>();
  readonly #underWay = new Map<string, Promise<StsPolicy | null>>();

  constructor(ports: StsPorts) {
    this.#ports = ports;
  }

  /** The policy that holds for a domain now; null where there is none. Rejects with StoreError. */
  policyOf(domain: string): Promise<StsPolicy | null> {
    const known = this.#underWay.get(domain);
    if (known !== undefined) return known;
    const policy = this.#find(domain).finally(() => this.#underWay.delete(domain));
    this.#underWay.set(domain, policy);
    return policy;
  }

  async #find(domain: string): Promise<StsPolicy | null> {
    const { dns, table, clock } = this.#ports;
    const [kept, record] = await Promise.all([
      table.find(domain, clock()),
      dns.resolve(`_mta-sts.${domain}`, 'TXT'),
    ]);
    const id = record.kind === 'found' ? parseStsRecord(record.records) : null;
    // RFC 8461 §5.1: a record that is gone or hidden does not end a policy that still holds.
    if (id === null || !this.#isWorthFetching(domain, id, kept)) return kept?.policy ?? null;
    return (await this.#fetch(domain, id)) ?? kept?.policy ?? null;
  }

  #isWorthFetching(domain: string, id: string, kept: KeptPolicy | null): boolean {
    const now = this.#ports.clock();
    const failedAt = this.#failedAt.get(domain);
    if (failedAt !== undefined && now >= failedAt && now - failedAt < FAILURE_MS) return false;
    if (kept?.id !== id) return true;
    return now - kept.fetchedAt > Math.min(REFRESH_MS, kept.policy.maxAgeSeconds * 500);
  }

  async #fetch(domain: string, id: string): Promise<StsPolicy | null> {
    const { table, fetch, clock } = this.#ports;
    const policy = await fetch(domain).then(parseStsPolicy, () => null);
    if (policy === null) {
      if (this.#failedAt.size > 1000) this.#failedAt.clear();
      this.#failedAt.set(domain, clock());
      return null;
    }
    this.#failedAt.delete(domain);
    await table.keep(domain, { id, policy, fetchedAt: clock() });
    return policy;
  }
}
