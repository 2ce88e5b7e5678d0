import type { AuthenticityFact, CheckOutcome } from '../contract/facts.ts';

type Checked = Extract<AuthenticityFact, { kind: 'checked' }>;

/** What one check of one identifier found; `reason` in a few words of ours or of mailauth, or null. */
export interface Outcome extends CheckOutcome {
  readonly reason: string | null;
  /** `ptype.property` and value (RFC 8601 §2.3), raw: written by whoever sent the message. */
  readonly properties: readonly (readonly [string, string])[];
}

export type DmarcOutcome = Checked['dmarc'];

export interface ArcOutcome extends Outcome {
  /** Newest first; empty unless the chain passes. */
  readonly sealers: readonly string[];
  readonly sealedDmarcPass: boolean;
}

/** Everything that was found out of one message. */
export interface Findings {
  /** Null where SPF was not asked. */
  readonly spf: Outcome | null;
  /** The best first. */
  readonly dkim: readonly Outcome[];
  readonly arc: ArcOutcome;
  readonly dmarc: DmarcOutcome;
}
