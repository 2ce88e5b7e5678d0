import type { Clock } from '../contract/clock.ts';
import type { Warning } from '../contract/status.ts';
import type { Weakening } from '../contract/health.ts';
import type { OpenDirectory } from '../directory/open-directory.ts';
import type { PolicyStanding } from '../health/health-facts.ts';
import { listWeakenings } from '../health/weakenings/list-weakenings.ts';
import { optionWeakenings } from '../health/weakenings/option-weakenings.ts';
import { findWarnings } from '../policy/warnings.ts';
import type { SettingsStore } from '../settings/open-settings.ts';

/** What all lists together have to say. */
export interface Reviewed {
  readonly warnings: readonly Warning[];
  readonly weakenings: readonly Weakening[];
  readonly standing: PolicyStanding;
}

export interface PolicyReviewPorts {
  readonly settings: Pick<SettingsStore, 'current' | 'revision'>;
  readonly directory: {
    view(): Pick<ReturnType<OpenDirectory['view']>, 'revision'>;
    readonly lists: Pick<OpenDirectory['lists'], 'exportLists'> & {
      readonly accounts: Pick<OpenDirectory['lists']['accounts'], 'list'>;
    };
  };
  readonly clock: Clock;
}

/**
 * Reads through all lists once for each state they are in: with 20,000 entries that takes 20 ms, and the window asks
 * often. What is known holds until settings or directory change, or a white list entry runs out.
 */
export class PolicyReview {
  readonly #ports: PolicyReviewPorts;
  #known: {
    readonly key: string;
    readonly from: number;
    readonly until: number;
    readonly is: Reviewed;
  } | null = null;

  constructor(ports: PolicyReviewPorts) {
    this.#ports = ports;
  }

  /** Of what has been saved, in force or about to be. */
  current(): Reviewed {
    const { settings, directory, clock } = this.#ports;
    const key = `${settings.revision} ${directory.view().revision}`;
    const now = clock();
    const known = this.#known;
    if (known?.key === key && now >= known.from && now < known.until) return known.is;
    const is = this.#review(now);
    this.#known = { key, from: now, until: firstExpiry(is, now), is };
    return is;
  }

  #review(now: number): Reviewed {
    const settings = this.#ports.settings.current;
    const { lists } = this.#ports.directory;
    const all = lists.exportLists();
    const domains = all.domains.map(({ name }) => name);
    return {
      warnings: findWarnings(settings, { ...all, localDomains: domains }, now),
      weakenings: [...optionWeakenings(settings.options), ...listWeakenings(all, settings, now)],
      standing: { settings, lists: all, accounts: lists.accounts.list(), domains },
    };
  }
}

function firstExpiry({ standing }: Reviewed, now: number): number {
  return standing.lists.whiteList.reduce(
    (first, { expiresAt }) => (expiresAt !== null && expiresAt > now ? Math.min(first, expiresAt) : first),
    Infinity,
  );
}
