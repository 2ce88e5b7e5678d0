import type { DeliveryReport, ReportedRecipient } from './delivery-report.ts';
import {
  addressField,
  decodeXtext,
  diagnosticField,
  originalRecipientField,
  statusField,
} from './status-field.ts';

/** RFC 3463 §3.2: what has been proven is that the mailbox exists. */
const DELIVERED_STATUS = '2.1.5';
/** RFC 3886 §3.3.4: relayed to a mailer that makes no reports. */
const RELAYED_STATUS = '2.1.9';

/**
 * The part that programs read: `message/delivery-status` (RFC 3464 §2), or `message/global-delivery-status` where
 * `international` (RFC 6533 §4), which may hold UTF-8.
 */
export function statusPart(
  { message, recipients }: DeliveryReport,
  hostname: string,
  international: boolean,
): string {
  const perMessage = [
    statusField('Reporting-MTA', `dns; ${hostname}`),
    message.dsnEnvelopeId === null
      ? ''
      : statusField('Original-Envelope-Id', decodeXtext(message.dsnEnvelopeId)),
    statusField('Arrival-Date', messageDate(message.receivedAt)),
  ].join('');
  return [perMessage, ...recipients.map((recipient) => recipientFields(recipient, international))].join(
    '\r\n',
  );
}

function recipientFields(reported: ReportedRecipient, international: boolean): string {
  const { dsn, recipient, action } = reported;
  return [
    dsn.originalRecipient === null
      ? ''
      : statusField('Original-Recipient', originalRecipientField(dsn.originalRecipient, international)),
    statusField('Final-Recipient', addressField(recipient, international)),
    statusField('Action', action),
    ...outcomeFields(reported, international),
  ].join('');
}

function outcomeFields(reported: ReportedRecipient, international: boolean): readonly string[] {
  switch (reported.action) {
    case 'delivered':
      return [statusField('Status', DELIVERED_STATUS)];
    case 'relayed':
      return [statusField('Status', RELAYED_STATUS), statusField('Remote-MTA', `dns; ${reported.host}`)];
    case 'failed':
      return failureFields(reported, international);
    case 'delayed':
      return [
        ...failureFields(reported, international),
        statusField('Will-Retry-Until', messageDate(reported.retryUntil)),
      ];
  }
}

function failureFields(
  { failure }: Extract<ReportedRecipient, { action: 'failed' | 'delayed' }>,
  international: boolean,
): readonly string[] {
  return [
    statusField('Status', failure.enhanced),
    failure.host === null ? '' : statusField('Remote-MTA', `dns; ${failure.host}`),
    statusField('Diagnostic-Code', diagnosticField(failure, international)),
    statusField('Last-Attempt-Date', messageDate(failure.at)),
  ];
}

/** RFC 5322 §3.3, in universal time. */
export function messageDate(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}
