import type { Address } from './address.ts';
import type { GatewayEntry } from './directory.ts';
import type { GatewayAnswer, SharingAnswer } from './facts.ts';
import type { SharingHost } from './settings.ts';

/** Where an address lives that may live on a sharing host, with what delivery needs to get there. */
export type SharingLocation =
  Exclude<SharingAnswer, { kind: 'found' }> | { readonly kind: 'found'; readonly host: SharingHost };

/**
 * Asks the sharing hosts for an address; answers are kept for a while. While the feature is off or has no hosts, the
 * answer is `not-set-up` and nobody is asked. Never rejects; answers within five seconds.
 */
export interface DomainSharing {
  readonly isSetUp: boolean;
  find(address: Address): Promise<SharingAnswer>;
  /** The same question, for delivery. */
  locate(address: Address): Promise<SharingLocation>;
  /** The host that was found refuses mail for the address: the next question is asked anew. */
  forget(address: Address): void;
  /**
   * Whether a RCPT for the address after `MAIL FROM:<>` could be a sharing host's own question: it comes from the
   * address of such a host, or the address is being asked for at this moment. Such a question is answered from what is
   * known here, or servers would ask one another in circles.
   */
  couldBeQuestion(clientIp: string, recipient: Address): Promise<boolean>;
}

/** Asks a gateway's server whether it takes mail for an address; answers are kept for a while. Never rejects. */
export interface GatewayRecipients {
  ask(gateway: GatewayEntry, recipient: Address): Promise<GatewayAnswer>;
  /** What is known already, without asking anybody; null where nothing is. */
  known(gateway: GatewayEntry, recipient: Address): GatewayAnswer | null;
  /** Whether the gateway's server is being asked for the address at this moment. */
  isAsking(gateway: GatewayEntry, recipient: Address): boolean;
}
