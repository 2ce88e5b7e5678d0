import type { Address } from '../contract/address.ts';
import type { MessageObserver } from '../contract/authenticity.ts';
import type { Clock } from '../contract/clock.ts';
import type { DeliveryQueue, OwnMessage } from '../contract/delivery-queue.ts';
import type { Delivery } from '../contract/message-store.ts';
import { composeReport } from './report/compose-report.ts';
import {
  reportKindOf,
  type DeliveryReport,
  type ReportedMessage,
  type ReportedRecipient,
} from './report/delivery-report.ts';
import { ownMessage } from './report/own-message.ts';
import { readOriginal, wantedExtent, type Original } from './report/read-original.ts';

export interface ReportPorts {
  readonly queue: Pick<DeliveryQueue, 'open'>;
  readonly clock: Clock;
  readonly messageId: () => string;
  readonly hostname: () => string;
  /** In whose name the sender hears of it: a postmaster, whom an answer reaches. */
  readonly postmasterFor: (sender: Address) => Address;
  /** Where mail for the address goes; empty where it can go nowhere. */
  readonly deliveriesOf: (address: Address) => readonly Delivery[];
  /** Takes the report as it is sent and answers its DKIM-Signature fields; null where nothing is signed. */
  readonly sign: ((fromDomain: string) => MessageObserver<string>) | null;
  /** A report that can go nowhere has been dropped. */
  readonly onDropped: (report: DeliveryReport) => void;
  readonly reportError: (step: string, cause: unknown) => void;
}

/** The reports in which the sender of the message is told of its recipients. Never rejects. */
export async function writeReports(
  message: ReportedMessage,
  told: readonly ReportedRecipient[],
  ports: ReportPorts,
): Promise<readonly OwnMessage[]> {
  const written = await Promise.all(groupReports(message, told).map((report) => writeReport(report, ports)));
  return written.filter((report) => report !== null);
}

/** One report for those of a message's recipients that fared alike. */
export function groupReports(
  message: ReportedMessage,
  told: readonly ReportedRecipient[],
): readonly DeliveryReport[] {
  const groups = Map.groupBy(told, reportKindOf);
  return [...groups].map(([kind, recipients]) => ({ kind, message, recipients }));
}

/**
 * Writes the report to the sender of the message, who is not null. Its own return-path is `<>`, so that no report is
 * ever answered by another (RFC 5321 §4.5.5). Null where it can go nowhere. Never rejects.
 */
export async function writeReport(report: DeliveryReport, ports: ReportPorts): Promise<OwnMessage | null> {
  const { message } = report;
  const to = message.returnPath;
  const deliveries = to === null ? [] : ports.deliveriesOf(to);
  if (to === null || deliveries.length === 0) {
    ports.onDropped(report);
    return null;
  }
  const id = ports.messageId();
  const at = ports.clock();
  const from = ports.postmasterFor(to);
  const { content, eightBit } = composeReport(report, {
    id,
    at,
    hostname: ports.hostname(),
    from,
    to,
    original: await originalOf(report, ports),
  });
  const signer = ports.sign === null ? null : ports.sign(from.domain);
  return ownMessage({ id, at, sessionId: message.sessionId, to, deliveries, content, eightBit, signer });
}

async function originalOf(report: DeliveryReport, ports: ReportPorts): Promise<Original | null> {
  const { message, kind } = report;
  try {
    return await readOriginal(await ports.queue.open(message.id), wantedExtent(kind, message));
  } catch (cause) {
    ports.reportError(`reading message ${message.id} for a delivery report`, cause);
    return null;
  }
}
