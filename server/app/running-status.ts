import type { Clock } from '../contract/clock.ts';
import type { ServerStatus, Warning } from '../contract/status.ts';
import type { Settings } from '../contract/settings.ts';
import type { SetupLists } from '../console/console-ports.ts';
import { ownAddresses } from '../directory/own-addresses.ts';
import { findSharingWarnings } from '../policy/sharing-warnings.ts';
import { findWarnings } from '../policy/warnings.ts';
import type { CertificateHolder } from './certificate-holder.ts';
import { diagnose } from './diagnose.ts';
import type { Listeners } from './listeners.ts';
import type { Parts } from './open-parts.ts';
import type { PolicyReview } from './policy-review.ts';
import type { Workings } from './workings.ts';

export interface RunningStatusPorts {
  readonly version: string;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly parts: Parts;
  readonly workings: Workings;
  readonly certificate: CertificateHolder;
  readonly listeners: Listeners;
  readonly review: PolicyReview;
}

/** What is true of the server now, for whoever asks. */
export class RunningStatus {
  readonly #ports: RunningStatusPorts;
  readonly #startedAt: number;

  constructor(ports: RunningStatusPorts) {
    this.#ports = ports;
    this.#startedAt = ports.clock();
  }

  now(): ServerStatus {
    const { version, parts, workings, certificate, listeners } = this.#ports;
    return {
      version,
      hostname: parts.settings.current.hostname,
      startedAt: this.#startedAt,
      policyRevision: workings.policy.current.revision,
      listeners: listeners.states(),
      certificate: certificate.current.state,
      storage: parts.storageState.now(parts.store.stats()),
      paused: workings.intake.pause,
      counters: workings.log.live.counters(),
      features: {
        domainSharing: workings.callouts.domainSharing.isSetUp,
        popBeforeSmtp: listeners.servesMailboxes(),
      },
      warnings: this.warnings(),
      notices: this.#notices(parts.storageState.notices),
    };
  }

  /** What the administrator should know of the policy in force. */
  warnings(): readonly Warning[] {
    const { parts, review } = this.#ports;
    const { current } = parts.settings;
    const { warnings } = review.current();
    if (!current.domainSharing.enabled) return warnings;
    return [...warnings, ...findSharingWarnings(current, ownAddresses())];
  }

  /** The same of settings and lists that are not in force. */
  warningsOf(settings: Settings, lists: SetupLists): readonly Warning[] {
    const localDomains = lists.domains.map(({ name }) => name);
    return [
      ...findWarnings(settings, { ...lists, localDomains }, this.#ports.clock()),
      ...findSharingWarnings(settings, ownAddresses()),
    ];
  }

  /** What there is to tell beside the storage, whose troubles are told when they happen; see open-parts.ts. */
  troubles(): readonly string[] {
    return this.#notices([]);
  }

  diagnose(): ReturnType<typeof diagnose> {
    const { version, dataFolder, clock, parts } = this.#ports;
    const { store, settings, hasArgon2 } = parts;
    return diagnose(
      {
        version,
        dataFolder,
        hasArgon2,
        sqliteVersion: store.stats().sqliteVersion,
        settingsReadOnlyBecause: settings.readOnlyBecause,
        now: clock(),
      },
      this.now(),
    );
  }

  #notices(ofStorage: readonly string[]): readonly string[] {
    const { parts, workings, certificate } = this.#ports;
    const { notice } = certificate.current;
    return [
      ...parts.settings.notices,
      ...(notice === null ? [] : [notice]),
      ...ofStorage,
      ...workings.log.notices(),
    ];
  }
}
