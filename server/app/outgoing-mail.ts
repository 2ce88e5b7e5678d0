import { formatAddress } from '../contract/address.ts';
import type { Authenticity } from '../contract/authenticity.ts';
import type { DomainSharing } from '../contract/callouts.ts';
import type { Clock, Dispose } from '../contract/clock.ts';
import type { Database } from '../contract/database.ts';
import type { DeliveryQueue } from '../contract/delivery-queue.ts';
import type { PolicySnapshot } from '../contract/directory-view.ts';
import type { Dns } from '../contract/dns.ts';
import type { NoticeBoard } from '../contract/notices.ts';
import type { SessionLog } from '../contract/session-recorder.ts';
import type { QueuePort } from '../console/console-ports.ts';
import { chooseRoute } from '../delivery/choose-route.ts';
import { Claims } from '../delivery/claims.ts';
import { QueueDesk } from '../delivery/queue-desk.ts';
import { QueueRunner } from '../delivery/queue-runner.ts';
import type { DeliveryReport } from '../delivery/report/delivery-report.ts';
import { writeReports, type ReportPorts } from '../delivery/report-writer.ts';
import { createTransport } from '../delivery/smtp/create-transport.ts';
import type { OpenRecord } from '../delivery/smtp/transport.ts';
import type { SessionServices } from '../smtp/session/session-services.ts';
import { createOwnAddressCheck } from './own-address.ts';
import { patienceWith } from './patience-with.ts';
import { queuePort } from './queue-port.ts';
import { deliveriesOfEntry, deliveriesOfReport, postmasterFor } from './report-ways.ts';
import { schedule } from './schedule.ts';

/** Jobs under way may end within this time when the server stops. */
const GRACE_MS = 5000;
/** Looked through for what need not wait for ETRN any more. */
const MOST_PARKED = 100_000;

export interface OutgoingMailPorts {
  readonly queue: DeliveryQueue;
  readonly database: Database;
  readonly dns: Dns;
  readonly policy: () => PolicySnapshot;
  readonly domainSharing: DomainSharing;
  readonly authenticity: Pick<Authenticity, 'sign'>;
  readonly notices: NoticeBoard;
  readonly log: SessionLog;
  readonly clock: Clock;
  readonly messageId: () => string;
  /** The queue looks different now. */
  readonly onChange: () => void;
  readonly reportError: (step: string, cause: unknown) => void;
}

export interface OutgoingMail {
  /**
   * Follows settings and gateways. Sends while any listener is enabled: settings that nobody has confirmed open no port
   * and send nothing.
   */
  readonly follow: () => void;
  /** A crash at this moment loses the report; the message it is about is kept. */
  readonly tellDelivered: SessionServices['tellDelivered'];
  /** What the console sees of the queue and does with it. */
  readonly desk: QueuePort;
  readonly stop: Dispose;
}

/** Mail for elsewhere: the queue, who works it off, the network side and the reports to senders. */
export function createOutgoingMail(ports: OutgoingMailPorts): OutgoingMail {
  const { queue, policy, domainSharing, clock, onChange, reportError } = ports;
  const claims = new Claims();
  const reports = reportPorts(ports);
  const transport = createTransport({
    ...ports,
    settings: () => policy().settings,
    isOwnAddress: createOwnAddressCheck(clock),
    openRecord: openRecordIn(ports.log),
    random: Math.random,
  });
  const runner = new QueueRunner({
    queue,
    transport,
    claims,
    clock,
    schedule,
    random: Math.random,
    connectionsPerHost: () => policy().settings.outbound.connectionsPerHost,
    chooseRoute: (entry) => {
      const snapshot = policy();
      return chooseRoute(entry, {
        outbound: snapshot.settings.outbound,
        directory: snapshot.directory,
        domainSharing,
        deliveriesOf: (ofEntry) => deliveriesOfEntry(ofEntry, snapshot, domainSharing.isSetUp),
      });
    },
    patienceWith: (entry) => patienceWith(entry, policy()),
    writeReports: (message, told) => writeReports(message, told, reports),
    onRefused: (recipient) => {
      domainSharing.forget(recipient);
    },
    onChange,
    reportError,
  });
  const desk = new QueueDesk({
    queue,
    claims,
    clock,
    reports,
    onChange: () => {
      runner.look();
      onChange();
    },
  });
  let stopped: Promise<void> | null = null;
  return {
    follow: () => {
      if (policy().settings.listeners.some(({ enabled }) => enabled)) runner.start();
      else runner.pause();
      releaseParked(ports).catch((cause: unknown) => {
        reportError('releasing mail that was to be fetched', cause);
      });
    },
    tellDelivered: (message, recipients) => {
      const at = clock();
      const told = recipients.map((recipient) => ({ ...recipient, action: 'delivered', at }) as const);
      writeReports(message, told, reports)
        .then((written) => queue.settle([], written))
        .catch((cause: unknown) => {
          reportError(`telling the sender of message ${message.id} that it is delivered`, cause);
        });
    },
    desk: queuePort({
      queue,
      claims,
      desk,
      retryHoursOf: (entry) => patienceWith(entry, policy()).retryHours,
      onRetry: () => {
        transport.forgetFailures();
      },
    }),
    stop: () => (stopped ??= runner.stop(GRACE_MS).then(() => transport.dispose())),
  };
}

/** What waits for ETRN is due now where its gateway is none any more, or has its mail sent to it. */
async function releaseParked({ queue, policy, clock }: OutgoingMailPorts): Promise<void> {
  const parked = await queue.list({ state: 'etrn', limit: MOST_PARKED });
  const released = parked.filter((entry) => !patienceWith(entry, policy()).waitsForEtrn);
  if (released.length > 0)
    await queue.retry(
      released.map(({ id }) => id),
      clock(),
    );
}

function reportPorts(ports: OutgoingMailPorts): ReportPorts {
  const { queue, policy, domainSharing, authenticity, notices, clock, messageId, reportError } = ports;
  return {
    queue,
    clock,
    messageId,
    hostname: () => policy().settings.hostname,
    postmasterFor: (sender) => postmasterFor(sender, policy()),
    deliveriesOf: (to) => deliveriesOfReport(to, policy(), domainSharing.isSetUp),
    sign: (fromDomain) => authenticity.sign(fromDomain),
    onDropped: ({ message, recipients }: DeliveryReport) => {
      const { returnPath } = message;
      const sender = returnPath === null ? '<>' : formatAddress(returnPath);
      const lost = recipients.map(({ recipient }) => formatAddress(recipient)).join(', ');
      const text = `A report on mail from ${sender} to ${lost} could not be delivered: ${sender} has no mailbox.`;
      reportError('delivery reports', text);
      notices.tell({ code: 'queue-trouble', text, subject: sender, page: '/queue' });
    },
    reportError,
  };
}

/** Connections to other servers are sessions like those that come in; only who is the client is the other way round. */
function openRecordIn(log: SessionLog): OpenRecord {
  return ({ host, ip, port }) => {
    const recorder = log.open({ listener: 'outbound', listenerKind: 'outbound', port, ip });
    recorder.line('note', `to ${host}`);
    return recorder;
  };
}
