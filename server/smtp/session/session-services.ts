import type { AccountFact } from '../../contract/facts.ts';
import type { Authenticity } from '../../contract/authenticity.ts';
import type { DomainSharing, GatewayRecipients } from '../../contract/callouts.ts';
import type { Clock } from '../../contract/clock.ts';
import type { DeliveryQueue, QueueEntry } from '../../contract/delivery-queue.ts';
import type { Directory, PolicySnapshot } from '../../contract/directory-view.ts';
import type { MailboxLogins } from '../../contract/maildrops.ts';
import type { MessageEnvelope, MessageStore } from '../../contract/message-store.ts';
import type { SessionLog } from '../../contract/session-recorder.ts';
import type { AuthFailureTracker } from '../../guard/auth-failure-tracker.ts';
import type { ConnectionLimits } from '../../guard/connection-limits.ts';
import type { DynamicScreen } from '../../guard/dynamic-screen.ts';
import type { FindExemption } from '../../guard/exemption.ts';
import type { IntakeGate } from '../../guard/intake-gate.ts';
import type { SendingLedger } from '../../guard/sending-ledger.ts';

/** What follows where an account exceeds a limit. */
export interface AccountLimitActions {
  /** Resolves once it is kept and in force; rejects with StoreError. */
  freeze(account: AccountFact, reason: string): Promise<void>;
  /** The limit is only reported. Costs nothing, never fails. */
  tell(account: AccountFact, reason: string): void;
}

/** A recipient whose sender asked to be told when the message is in his mailbox. */
export type DeliveredRecipient = Pick<QueueEntry, 'recipient' | 'dsn'>;

/** What every SMTP session asks of the rest of the server; app.ts brings it together. */
export interface SessionServices {
  readonly clock: Clock;
  /** The policy in force now. A message keeps the one that it saw at MAIL. */
  readonly policy: () => PolicySnapshot;
  readonly directory: Directory;
  readonly store: MessageStore;
  readonly authenticity: Authenticity;
  readonly queue: Pick<DeliveryQueue, 'retryGateway'>;
  readonly domainSharing: DomainSharing;
  readonly gatewayRecipients: GatewayRecipients;
  readonly mailboxLogins: MailboxLogins;
  readonly log: SessionLog;
  readonly screen: Pick<DynamicScreen, 'check' | 'blockClient'>;
  readonly authFailures: Pick<AuthFailureTracker, 'failed' | 'succeeded'>;
  readonly connectionLimits: Pick<ConnectionLimits, 'acquire'>;
  readonly intake: Pick<IntakeGate, 'pause'>;
  readonly findExemption: FindExemption;
  readonly sending: Pick<SendingLedger, 'begin'>;
  readonly accountLimits: AccountLimitActions;
  /** Reports to the sender of a message that it is in mailboxes here (RFC 3461 §4.1). Never blocks, never fails. */
  readonly tellDelivered: (message: MessageEnvelope, recipients: readonly DeliveredRecipient[]) => void;
  /** Ports of the submission listeners that accept connections now. */
  readonly submissionPorts: () => readonly number[];
  readonly messageId: () => string;
  /** Takes what went wrong inside, with the step it happened in; the client hears nothing of it. */
  readonly reportError: (step: string, cause: unknown) => void;
}
