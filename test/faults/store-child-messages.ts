/** What the kill test and the process it kills say to each other. */

export interface Put {
  readonly kind: 'put';
  readonly id: string;
  readonly accounts: readonly number[];
  readonly queued: readonly string[];
  readonly body: Uint8Array;
}

/** As a QUIT after DELE does it. */
export interface Remove {
  readonly kind: 'remove';
  readonly account: number;
  readonly uids: readonly number[];
}

export interface Removed extends Omit<Remove, 'kind'> {
  readonly kind: 'removed';
}

export interface AuditRequest {
  readonly kind: 'audit';
  /** Messages whose bytes are to be hashed. */
  readonly hashed: readonly string[];
}

/** `[account, uid]` of each copy, `[queue row, recipient]` of each waiting delivery. */
export interface Placement {
  readonly copies: readonly (readonly [number, number])[];
  readonly queued: readonly (readonly [number, string])[];
}

export interface Ack extends Placement {
  readonly kind: 'ack';
  readonly id: string;
}

export interface Audit {
  readonly kind: 'audit';
  readonly placements: ReadonlyMap<string, Placement>;
  /** SHA-1 of what is served, or why there is nothing to serve. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Everything that is wrong whatever the ledger says. */
  readonly faults: readonly string[];
}

export type ToChild = Put | Remove | AuditRequest;
export type FromChild = { readonly kind: 'ready' } | Ack | Removed | Audit;
