import type { DeliveryFailure } from '../../../server/contract/delivery-queue.ts';
import type { DeliveryReport } from '../../../server/delivery/report/delivery-report.ts';
import type { ReportLetter } from '../../../server/delivery/report/compose-report.ts';
import { address, queuedEnvelope, RECEIVED_AT } from '../../helpers/memory-queue.ts';

export const REFUSAL: DeliveryFailure = {
  at: RECEIVED_AT,
  host: 'mx.remote.test',
  code: 550,
  enhanced: '5.1.1',
  text: '5.1.1 No such user',
};

export const UNREACHABLE: DeliveryFailure = {
  at: RECEIVED_AT,
  host: null,
  code: null,
  enhanced: '4.4.1',
  text: 'No server of remote.test answered.',
};

export function failureReport(given: Partial<DeliveryReport> = {}): DeliveryReport {
  return {
    kind: 'failure',
    message: queuedEnvelope(),
    recipients: [
      {
        recipient: address('joe@remote.test'),
        dsn: { notify: [], originalRecipient: null },
        action: 'failed',
        failure: REFUSAL,
      },
    ],
    ...given,
  };
}

export function letter(given: Partial<ReportLetter> = {}): ReportLetter {
  return {
    id: 'report1',
    at: RECEIVED_AT,
    hostname: 'mail.local.test',
    from: address('postmaster@local.test'),
    to: address('u1@local.test'),
    original: {
      extent: 'header',
      content: Buffer.from('Message-ID: <m1@local.test>\r\nSubject: hello\r\n'),
    },
    ...given,
  };
}
