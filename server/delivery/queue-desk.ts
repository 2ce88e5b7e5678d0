import type { Clock } from '../contract/clock.ts';
import type { DeliveryQueue, QueueEntry } from '../contract/delivery-queue.ts';
import type { Claims } from './claims.ts';
import { writeReports, type ReportPorts } from './report-writer.ts';

export interface QueueDeskPorts {
  readonly queue: DeliveryQueue;
  readonly claims: Claims;
  readonly clock: Clock;
  readonly reports: ReportPorts;
  /** The queue looks different now, and something may be due. */
  readonly onChange: () => void;
}

/**
 * What the administrator does with queue entries. What is being sent at this moment is left alone. Each answers how
 * many entries it changed, and rejects with StoreError where the disk fails.
 */
export class QueueDesk {
  readonly #ports: QueueDeskPorts;

  constructor(ports: QueueDeskPorts) {
    this.#ports = ports;
  }

  retry(ids: readonly number[]): Promise<number> {
    const { queue, clock } = this.#ports;
    return this.#change(ids, (entries) => queue.retry(idsOf(entries), clock()));
  }

  hold(ids: readonly number[]): Promise<number> {
    return this.#change(
      ids,
      (entries) => this.#ports.queue.hold(idsOf(entries)),
      ({ state }) => state !== 'held',
    );
  }

  release(ids: readonly number[]): Promise<number> {
    const { queue, clock } = this.#ports;
    return this.#change(
      ids,
      (entries) => queue.retry(idsOf(entries), clock()),
      ({ state }) => state === 'held',
    );
  }

  /** Without a word to anybody. */
  remove(ids: readonly number[]): Promise<number> {
    return this.#change(ids, (entries) => this.#ports.queue.settle(idsOf(entries).map(done), []));
  }

  /** Sends back to the senders, but for those who asked never to hear of it. */
  bounce(ids: readonly number[]): Promise<number> {
    return this.#change(ids, async (entries) => {
      for (const ofOne of Map.groupBy(entries, ({ message }) => message.id).values())
        await this.#return(ofOne);
    });
  }

  /** Entries of one message. */
  async #return(entries: readonly QueueEntry[]): Promise<void> {
    const { queue, clock, reports } = this.#ports;
    const [first] = entries;
    if (first === undefined) return;
    const failure = {
      at: clock(),
      host: null,
      code: null,
      enhanced: '5.0.0',
      text: 'The administrator of this server has returned the message.',
    } as const;
    const told = entries
      .filter(({ dsn: { notify } }) => notify.length === 0 || notify.includes('FAILURE'))
      .map(({ recipient, dsn }) => ({ recipient, dsn, action: 'failed', failure }) as const);
    const hasSender = first.message.returnPath !== null;
    const messages = hasSender ? await writeReports(first.message, told, reports) : [];
    await queue.settle(idsOf(entries).map(done), messages);
  }

  async #change(
    ids: readonly number[],
    change: (entries: readonly QueueEntry[]) => Promise<unknown>,
    concerns: (entry: QueueEntry) => boolean = () => true,
  ): Promise<number> {
    const { queue, claims, onChange } = this.#ports;
    const taken = claims.take([...new Set(ids)]);
    try {
      const entries = (await queue.find(taken)).filter(concerns);
      if (entries.length > 0) await change(entries);
      return entries.length;
    } finally {
      claims.free(taken);
      onChange();
    }
  }
}

function idsOf(entries: readonly QueueEntry[]): readonly number[] {
  return entries.map(({ id }) => id);
}

function done(id: number): { readonly kind: 'done'; readonly id: number } {
  return { kind: 'done', id };
}
