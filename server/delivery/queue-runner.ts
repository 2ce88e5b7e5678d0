import type { Address } from '../contract/address.ts';
import type { Clock } from '../contract/clock.ts';
import type { DeliveryQueue, OwnMessage, QueuedEnvelope, QueueEntry } from '../contract/delivery-queue.ts';
import type { Course } from './choose-route.ts';
import type { Claims } from './claims.ts';
import { conclude, type Finding, type Patience } from './conclude.ts';
import { groupJobs, type Job } from './group-jobs.ts';
import { JobLine } from './job-line.ts';
import { QueueWatch } from './queue-watch.ts';
import type { ReportedRecipient } from './report/delivery-report.ts';
import { pause, type Schedule } from './schedule.ts';
import { settle } from './settlement.ts';
import type { JobResult, Transport } from './smtp/transport.ts';

const JOBS_AT_ONCE = 20;
/** What is broken off answers at once; this is for the answer's way to the disk. */
const AFTER_ABORT_MS = 3000;

export interface QueueRunnerPorts {
  readonly queue: DeliveryQueue;
  readonly transport: Pick<Transport, 'send'>;
  readonly claims: Claims;
  readonly clock: Clock;
  readonly schedule: Schedule;
  /** At least 0 and less than 1. */
  readonly random: () => number;
  /** Simultaneous transactions by one route. */
  readonly connectionsPerHost: () => number;
  readonly chooseRoute: (entry: QueueEntry) => Promise<Course>;
  readonly patienceWith: (entry: QueueEntry) => Patience;
  /** The reports in which the message's sender is told; see writeReport. */
  readonly writeReports: (
    message: QueuedEnvelope,
    told: readonly ReportedRecipient[],
  ) => Promise<readonly OwnMessage[]>;
  /** The server that was to have the recipient's mail refuses it for good. */
  readonly onRefused: (recipient: Address) => void;
  /** The queue looks different now. */
  readonly onChange: () => void;
  readonly reportError: (step: string, cause: unknown) => void;
}

interface Found {
  readonly entry: QueueEntry;
  readonly finding: Finding;
}

/**
 * Works the queue off: due entries of one message that go the same way become one job, its outcome one durable change
 * of the queue. If the server dies between the two, what was delivered is delivered again; nothing is lost.
 */
export class QueueRunner {
  readonly #ports: QueueRunnerPorts;
  readonly #line: JobLine<Job>;
  readonly #watch: QueueWatch;
  readonly #underWay = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #aborting = new AbortController();

  constructor(ports: QueueRunnerPorts) {
    this.#ports = ports;
    this.#line = new JobLine(JOBS_AT_ONCE, ports.connectionsPerHost);
    this.#watch = new QueueWatch({
      ...ports,
      onDue: (entries) => {
        for (const ofOne of Map.groupBy(entries, ({ message }) => message.id).values())
          this.#track(this.#plan(ofOne));
        ports.onChange();
      },
    });
  }

  /** Does nothing where it has been started. */
  start(): void {
    if (!this.#stopping.signal.aborted) this.#watch.start();
  }

  /** Takes nothing more until it is started again. */
  pause(): void {
    this.#watch.stop();
  }

  /** Looks for what is due now. */
  look(): void {
    this.#watch.look();
  }

  /** Begins nothing more; what is under way may end within `graceMs` and is broken off then. */
  async stop(graceMs: number): Promise<void> {
    const { schedule } = this.#ports;
    this.#watch.stop();
    this.#line.clear();
    this.#stopping.abort();
    await this.#allEnded(schedule, graceMs);
    this.#aborting.abort();
    await this.#allEnded(schedule, AFTER_ABORT_MS);
  }

  async #allEnded(schedule: Schedule, withinMs: number): Promise<void> {
    const enough = new AbortController();
    const ended = Promise.all(this.#underWay).then(() => {
      enough.abort();
    });
    await Promise.race([ended, pause(schedule, withinMs, enough.signal)]);
  }

  #track(work: Promise<void>): void {
    const tracked = work
      .catch((cause: unknown) => {
        this.#ports.reportError('working the queue off', cause);
      })
      .finally(() => {
        this.#underWay.delete(tracked);
      });
    this.#underWay.add(tracked);
  }

  /** Decides what is to be done with entries of one message. */
  async #plan(entries: readonly QueueEntry[]): Promise<void> {
    const planned = await Promise.all(
      entries.map(async (entry) => ({ entry, course: await this.#courseOf(entry) })),
    );
    if (this.#stopping.signal.aborted) return;
    const routed = planned.flatMap(({ entry, course }) =>
      course.kind === 'send' ? [{ entry, route: course.route }] : [],
    );
    for (const job of groupJobs(routed)) this.#line.add(job.routeKey, job);
    this.#runNext();
    await this.#conclude(
      planned.flatMap(({ entry, course }) =>
        course.kind === 'send' ? [] : [{ entry, finding: this.#findingOf(course) }],
      ),
    );
  }

  async #courseOf(entry: QueueEntry): Promise<Course> {
    try {
      return await this.#ports.chooseRoute(entry);
    } catch (cause) {
      this.#ports.reportError('finding the way of a message', cause);
      return { kind: 'postpone', failure: OUR_FAILURE };
    }
  }

  #findingOf(course: Exclude<Course, { kind: 'send' }>): Finding {
    const at = this.#ports.clock();
    switch (course.kind) {
      case 'postpone':
        return { kind: 'deferred', failure: { at, ...course.failure } };
      case 'give-up':
        return { kind: 'refused', failure: { at, ...course.failure } };
      case 'reroute':
      case 'park':
        return course;
    }
  }

  #runNext(): void {
    for (let next = this.#line.next(); next !== null; next = this.#line.next()) {
      const { route, job } = next;
      this.#track(
        this.#run(job).finally(() => {
          this.#line.ended(route);
          this.#runNext();
        }),
      );
    }
  }

  async #run(job: Job): Promise<void> {
    const result = await this.#send(job);
    const at = this.#ports.clock();
    const found = job.entries.map((entry): Found => ({
      entry,
      finding: result.get(entry.id) ?? { kind: 'deferred', failure: { at, ...OUR_FAILURE } },
    }));
    for (const { entry, finding } of found)
      if (finding.kind === 'refused') this.#ports.onRefused(entry.recipient);
    // What was broken off has not been tried: the next run finds it due.
    const isAborted = this.#aborting.signal.aborted;
    await this.#conclude(isAborted ? found.filter(({ finding }) => finding.kind !== 'deferred') : found);
  }

  async #send({ route, message, entries }: Job): Promise<JobResult> {
    const { queue, transport, reportError } = this.#ports;
    try {
      return await transport.send({
        route,
        envelope: message,
        recipients: entries.map(({ id, recipient, dsn }) => ({ entryId: id, address: recipient, dsn })),
        open: () => queue.open(message.id),
        size: message.sizeBytes,
        signal: this.#aborting.signal,
      });
    } catch (cause) {
      reportError(`sending message ${message.id}`, cause);
      return new Map();
    }
  }

  /** Findings about one message. */
  async #conclude(findings: readonly Found[]): Promise<void> {
    const { clock, random, patienceWith, reportError, claims } = this.#ports;
    const [first] = findings;
    if (first === undefined) return;
    const now = clock();
    const conclusions = findings.map(({ entry, finding }) =>
      conclude(entry, finding, patienceWith(entry), now, random()),
    );
    const changes = conclusions.flatMap((conclusion) => conclusion.changes);
    const reports = await this.#writeReports(
      first.entry.message,
      conclusions.flatMap(({ told }) => told ?? []),
    );
    const isWritten = await settle(changes, reports, {
      ...this.#ports,
      signal: this.#stopping.signal,
      reportError,
    });
    if (!isWritten) return;
    claims.free(findings.map(({ entry }) => entry.id));
    const due = changes.flatMap((change) => (change.kind === 'deferred' ? [change.nextAttemptAt] : []));
    this.#watch.settled(due.length === 0 ? null : Math.min(...due));
    this.#ports.onChange();
  }

  async #writeReports(
    message: QueuedEnvelope,
    told: readonly ReportedRecipient[],
  ): Promise<readonly OwnMessage[]> {
    try {
      return await this.#ports.writeReports(message, told);
    } catch (cause) {
      // A bug. To try again would send what has been sent once more, for ever.
      this.#ports.reportError(`reporting to the sender of message ${message.id}`, cause);
      return [];
    }
  }
}

/** RFC 3463: "other or undefined mail system status", for now. */
const OUR_FAILURE = {
  host: null,
  code: null,
  enhanced: '4.3.0',
  text: 'The message could not be sent because of an error in this server.',
} as const;
