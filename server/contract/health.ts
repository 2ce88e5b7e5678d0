import { z } from 'zod';
import type { OptionPath } from './options.ts';

/** Whether the server works and is safe: what the dashboard says in one sentence. */

export type HealthState = 'good' | 'attention' | 'alarm';

/** Something that needs the administrator, with the one thing to do about it. */
export interface HealthItem {
  /** `listener-failed`, `open-relay`, `certificate-ends`, `disk-fills`, `weakened`, ...; stable. */
  readonly code: string;
  readonly severity: 'attention' | 'alarm';
  /** One sentence. */
  readonly text: string;
  /** What is behind it and what to do, in a sentence or two; empty where the text says all. */
  readonly detail: string;
  /** The page, with its query, on which it is mended, and the words of the button. */
  readonly action: { readonly words: string; readonly page: string } | null;
}

/** An option, exception or list entry that lets in more than a new installation would. */
export interface Weakening {
  readonly option: OptionPath | null;
  readonly text: string;
  readonly page: string;
  /** How many entries the text speaks for: of a long list the widest are named, the others counted in one. */
  readonly count: number;
}

export interface Health {
  readonly state: HealthState;
  /** One sentence, from the worst item: `Gatepost takes mail on 4 ports and keeps out who does not sign in.` */
  readonly sentence: string;
  readonly items: readonly HealthItem[];
  readonly weakenings: readonly Weakening[];
  readonly queue: {
    readonly waiting: number;
    readonly held: number;
    /** When the oldest that waits was queued; null where none waits. */
    readonly oldestAt: number | null;
  };
  readonly certificate: { readonly notAfter: number; readonly selfSigned: boolean };
  /** Of the volume with the data folder; null where it cannot be read. */
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number } | null;
  /** The last connection to an `smtp` listener from outside the Local IPs and this machine; null: none since the start. */
  readonly lastOutsideConnectionAt: number | null;
  readonly relayTest: RelayTest | null;
}

/** The open-relay test, made through the real listener. */
export interface RelayTest {
  readonly at: number;
  readonly result: 'refused' | 'accepted' | 'not-possible';
  /** What was asked and what was answered, line by line. */
  readonly transcript: readonly string[];
  readonly detail: string;
}

export interface HealthCalls {
  'health.get': () => Health;
  /** Claims a foreign sender and a foreign recipient at the `smtp` listener, and hears that it is refused. */
  'health.testRelay': () => RelayTest;
}

export const HEALTH_ARGUMENTS = {
  'health.get': z.tuple([]),
  'health.testRelay': z.tuple([]),
};
