import type { Clock } from '../../contract/clock.ts';
import type { DeliveryFailure } from '../../contract/delivery-queue.ts';
import { formatAddress } from '../../contract/address.ts';
import type { ConnectionPool } from './connection-pool.ts';
import { contentNeeds, type ContentNeeds } from './content-needs.ts';
import { envelopeLines, needsSmtpUtf8 } from './envelope-lines.ts';
import { asTemporary, ownFailure, type FailureWords } from './failure.ts';
import { findServers, type FindPorts } from './find-servers.ts';
import type { MailServer } from './mail-server.ts';
import { refusalOf } from './refusal-of.ts';
import type { SmtpClient } from './smtp-client.ts';
import type { RecipientAnswer } from './transaction-result.ts';
import type { DeliveryJob, JobRecipient, JobResult, RecipientOutcome } from './transport.ts';
import { unsuited } from './unsuited.ts';

export interface AttemptPorts {
  readonly find: FindPorts;
  readonly pool: ConnectionPool;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** RFC 5321 §4.5.3.1.8 has every server take as many in one transaction. */
const RECIPIENTS_PER_TRANSACTION = 100;

/**
 * One try to deliver a message to all recipients of a job. Hosts are tried in order, each for those who got no final
 * answer and for whom another host may know better (see readRecipientError).
 */
export class DeliveryAttempt {
  readonly #job: DeliveryJob;
  readonly #ports: AttemptPorts;
  readonly #outcomes = new Map<number, RecipientOutcome>();
  /** Who is still to be tried; a deferral keeps its place in #outcomes meanwhile. */
  #open: readonly JobRecipient[];
  #needs: ContentNeeds | null = null;

  constructor(job: DeliveryJob, ports: AttemptPorts) {
    this.#job = job;
    this.#ports = ports;
    this.#open = job.recipients;
  }

  /** Never rejects. */
  async run(): Promise<JobResult> {
    try {
      await this.#run();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : 'unknown';
      this.#deferOpen(ownFailure('4.3.0', `the delivery failed here: ${reason}`), null);
    }
    return this.#outcomes;
  }

  async #run(): Promise<void> {
    const found = await findServers(this.#job.route, this.#ports.find);
    if (found.kind !== 'servers') {
      const failure = this.#failure(found.failure, null);
      for (const { entryId } of this.#open) this.#outcomes.set(entryId, { kind: found.kind, failure });
      return;
    }
    if (found.skipped !== null) this.#deferOpen(found.skipped, null);
    for (const server of found.servers) {
      if (this.#open.length === 0) return;
      await this.#tryServer(server);
    }
  }

  async #tryServer(server: MailServer): Promise<void> {
    const opened = await this.#ports.pool.acquire(server, this.#ports.signal);
    if (opened.kind === 'failed') {
      this.#deferOpen(opened.failure, server.name);
      return;
    }
    const { client } = opened;
    const interrupt = (): void => {
      client.destroy('interrupted');
    };
    this.#ports.signal.addEventListener('abort', interrupt);
    try {
      await this.#sendOver(client, server);
    } finally {
      this.#ports.signal.removeEventListener('abort', interrupt);
      this.#ports.pool.release(client);
    }
  }

  async #sendOver(client: SmtpClient, server: MailServer): Promise<void> {
    this.#needs ??= await contentNeeds(await this.#job.open());
    const needs = this.#needs;
    let waiting = this.#open.filter((recipient) => {
      const reason = unsuited(this.#job, recipient, needs, client.capabilities);
      if (reason !== null) this.#settle(recipient, { kind: 'refused', failure: reason }, client, server);
      return reason === null;
    });
    const forNextHost: JobRecipient[] = [];
    let isFirst = true;
    while (waiting.length > 0 && (isFirst || (await client.reset()))) {
      isFirst = false;
      const batch = waiting.slice(0, RECIPIENTS_PER_TRANSACTION);
      const answers = await this.#transact(client, batch, needs);
      const again: JobRecipient[] = [];
      for (const [place, recipient] of batch.entries()) {
        const answer = answers[place];
        if (answer === undefined) continue;
        this.#settle(recipient, answer, client, server);
        if (answer.kind !== 'deferred') continue;
        if (answer.next === 'next-host') forNextHost.push(recipient);
        if (answer.next === 'same-host' && answers.some(({ kind }) => kind === 'taken'))
          again.push(recipient);
      }
      waiting = [...again, ...waiting.slice(batch.length)];
    }
    this.#open = [...forNextHost, ...waiting];
    for (const recipient of waiting)
      if (!this.#outcomes.has(recipient.entryId))
        this.#defer(
          recipient,
          ownFailure('4.4.2', 'the connection ended before this recipient'),
          server.name,
        );
  }

  async #transact(
    client: SmtpClient,
    batch: readonly JobRecipient[],
    needs: ContentNeeds,
  ): Promise<readonly RecipientAnswer[]> {
    const { envelope, open, size } = this.#job;
    const smtpUtf8 =
      (envelope.smtpUtf8 && needs.utf8Header) ||
      [envelope.returnPath, ...batch.map(({ address }) => address)].some(needsSmtpUtf8);
    client.record.update({
      sender: envelope.returnPath === null ? '<>' : formatAddress(envelope.returnPath),
      bytes: size,
    });
    for (const { address } of batch) client.record.recipient(formatAddress(address));
    const lines = envelopeLines(envelope, batch, { needs, sizeBytes: size, smtpUtf8 }, client.capabilities);
    const answers = await client.send({ lines, open, size });
    if (answers.some(({ kind }) => kind === 'taken')) client.record.accepted();
    return answers;
  }

  #settle(recipient: JobRecipient, answer: RecipientAnswer, client: SmtpClient, server: MailServer): void {
    if (answer.kind !== 'taken') client.record.refused(refusalOf(answer.failure));
    if (answer.kind === 'taken') {
      const { tls, capabilities } = client;
      const delivered = { host: server.name, reply: answer.reply, dsnPassedOn: capabilities.dsn, tls };
      this.#outcomes.set(recipient.entryId, { kind: 'delivered', ...delivered });
    } else if (answer.kind === 'deferred' || this.#isOurSetup(answer.failure)) {
      this.#defer(recipient, answer.failure, server.name);
    } else {
      const failure = this.#failure(answer.failure, server.name);
      this.#outcomes.set(recipient.entryId, { kind: 'refused', failure });
    }
  }

  /** A host that the administrator named and that wants a login wants it of us (RFC 4954 §6): no sender can help it. */
  #isOurSetup({ code }: FailureWords): boolean {
    return this.#job.route.kind === 'host' && code === 530;
  }

  #deferOpen(failure: FailureWords, host: string | null): void {
    for (const recipient of this.#open) this.#defer(recipient, failure, host);
  }

  #defer({ entryId }: JobRecipient, failure: FailureWords, host: string | null): void {
    const known = this.#outcomes.get(entryId);
    // What is final stays, whatever goes wrong for others.
    if (known !== undefined && known.kind !== 'deferred') return;
    this.#outcomes.set(entryId, { kind: 'deferred', failure: this.#failure(asTemporary(failure), host) });
  }

  #failure(failure: FailureWords, host: string | null): DeliveryFailure {
    return { ...failure, at: this.#ports.clock(), host };
  }
}
