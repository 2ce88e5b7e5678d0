import type { AuthenticityFact, FromHeader } from '../../contract/facts.ts';
import type { AddedFields } from './trace-header.ts';

/** What is done with a message while it passes through, besides storing it. */
export interface MessageTreatment {
  /** Takes the next bytes, after the header scanner has. Never rejects. */
  write(chunk: Uint8Array): Promise<void>;
  /** After the last byte. Never rejects. */
  finish(from: FromHeader): Promise<Treated>;
  /** The message is not taken. */
  abort(): void;
}

export interface Treated {
  readonly authenticity: AuthenticityFact;
  readonly added: AddedFields;
}
