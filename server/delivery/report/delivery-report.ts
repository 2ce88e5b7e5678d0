import type { DeliveryFailure, QueuedEnvelope, QueueEntry } from '../../contract/delivery-queue.ts';

/** What a report says of one recipient (RFC 3464 §2.3.3). */
export type ReportedRecipient = Pick<QueueEntry, 'recipient' | 'dsn'> &
  (
    | { readonly action: 'failed'; readonly failure: DeliveryFailure }
    | { readonly action: 'delayed'; readonly failure: DeliveryFailure; readonly retryUntil: number }
    /** Handed to a server that makes no reports. */
    | { readonly action: 'relayed'; readonly host: string; readonly at: number }
    /** In a mailbox here. */
    | { readonly action: 'delivered'; readonly at: number }
  );

export type ReportKind = 'failure' | 'delay' | 'success';

/** What a report needs to know of the message. */
export type ReportedMessage = Omit<QueuedEnvelope, 'sizeBytes'>;

/** One message to a sender about recipients of one message of his that fared alike. */
export interface DeliveryReport {
  readonly kind: ReportKind;
  readonly message: ReportedMessage;
  readonly recipients: readonly ReportedRecipient[];
}

export function reportKindOf({ action }: Pick<ReportedRecipient, 'action'>): ReportKind {
  switch (action) {
    case 'failed':
      return 'failure';
    case 'delayed':
      return 'delay';
    case 'relayed':
    case 'delivered':
      return 'success';
  }
}
