import type { AccountView } from '../contract/list-calls.ts';
import type { ServerStatus } from '../contract/status.ts';
import type { Health, RelayTest } from '../contract/health.ts';
import type { Settings } from '../contract/settings.ts';
import type { WeakenableLists } from './weakenings/list-weakenings.ts';

/** What the policy in force says of accounts and lists: computed once for each of its revisions. */
export interface PolicyStanding {
  readonly settings: Settings;
  readonly lists: WeakenableLists;
  readonly accounts: readonly Pick<AccountView, 'address' | 'enabled' | 'hasPassword' | 'frozen'>[];
  /** Names of the local domains, in the order the administrator gave them. */
  readonly domains: readonly string[];
}

/** What is true of the server at one moment, for the checks to judge. Times in milliseconds since 1970. */
export interface HealthFacts {
  readonly now: number;
  readonly status: ServerStatus;
  /** What keeps sessions from being stored, a sentence each. */
  readonly logTroubles: readonly string[];
  readonly queue: Health['queue'];
  readonly disk: Health['disk'];
  /** By how much the system's clock has been set back since the start. */
  readonly clockSetBackMs: number;
  /** Networks within the Local IPs that the Dynamic Screen refuses, the first few. */
  readonly blockedAtHome: readonly string[];
  readonly lastOutsideConnectionAt: number | null;
  /** Whether somebody outside the Local IPs has signed in since the start. */
  readonly outsiderSignedIn: boolean;
  /** `isOutdated`: the policy has changed since. */
  readonly relayTest: { readonly test: RelayTest; readonly isOutdated: boolean } | null;
}

/** What a check has to say; empty where all is well. */
export type Check = (facts: HealthFacts, standing: PolicyStanding) => Health['items'];
