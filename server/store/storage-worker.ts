import type { Clock } from '../contract/clock.ts';
import type { Database, Migrations, SqlRow, SqlStatement, SqlValue } from '../contract/database.ts';
import { StoreError } from '../contract/message-store.ts';
import { CommitPipeline } from './commit-pipeline.ts';
import { storeErrorOf } from './failure.ts';
import { PendingQueries, type Waiting } from './pending-queries.ts';
import { RestartLimit } from './restart-limit.ts';
import type { SpawnWorker } from './spawn-worker.ts';
import type { StoreEvent, StoreStats } from './store-events.ts';
import { WorkerLink } from './worker-link.ts';
import type { CommitItem, FromWorker, StoredMessage, StoredQueueChange } from './worker-messages.ts';

export type Ready = Extract<FromWorker, { kind: 'ready' }>;

type State =
  | { readonly kind: 'starting' | 'running'; readonly link: WorkerLink }
  | { readonly kind: 'failed'; readonly link: WorkerLink; readonly cause: string }
  | { readonly kind: 'closed'; readonly link: WorkerLink };

export interface StorageWorkerOptions {
  readonly dataFolder: string;
  readonly migrations: readonly Migrations[];
  readonly spawn: SpawnWorker;
  readonly clock: Clock;
  readonly onEvent: (event: StoreEvent) => void;
}

/**
 * The server's end of the storage worker: matches answers to callers, and starts a crashed worker again. Whoever
 * waited then is told `unavailable`: nobody knows the outcome.
 */
export class StorageWorker implements Database {
  private readonly options: StorageWorkerOptions;
  private readonly restarts: RestartLimit;
  private readonly commits: CommitPipeline;
  private readonly queries = new PendingQueries();
  private state: State;
  private opening: Waiting<Ready> | null = null;
  private messagesSettled = 0;
  private diskIsFull = false;

  private constructor(options: StorageWorkerOptions) {
    this.options = options;
    this.restarts = new RestartLimit(options.clock);
    this.commits = new CommitPipeline((items) => {
      this.state.link.post({ kind: 'commit', items, at: options.clock() });
    });
    this.state = { kind: 'starting', link: this.start(true) };
  }

  /** Rejects with StoreError where the data folder cannot be opened. */
  static async open(
    options: StorageWorkerOptions,
  ): Promise<{ readonly worker: StorageWorker; readonly ready: Ready }> {
    const worker = new StorageWorker(options);
    const ready = await new Promise<Ready>((resolve, reject) => {
      worker.opening = { resolve, reject };
    });
    return { worker, ready };
  }

  transaction(statements: readonly SqlStatement[]): Promise<readonly (readonly SqlRow[])[]> {
    return this.commit({ kind: 'statements', statements });
  }

  async addMessage(message: StoredMessage): Promise<void> {
    await this.commit({ kind: 'message', message });
  }

  /** Resolves once the messages are gone durably. */
  async removeMessages(accountId: number, uids: readonly number[]): Promise<void> {
    await this.commit({ kind: 'removal', accountId, uids });
  }

  /** Resolves once what became of queue entries is durable, and the messages about it are. */
  async settle(changes: readonly StoredQueueChange[], messages: readonly StoredMessage[]): Promise<void> {
    await this.commit({ kind: 'settlement', changes, messages });
  }

  query(sql: string, params: readonly SqlValue[] = []): Promise<readonly SqlRow[]> {
    return new Promise((resolve, reject) => {
      this.refuseUnlessServing();
      this.state.link.post({ kind: 'query', id: this.queries.add({ resolve, reject }), sql, params });
    });
  }

  /** Throws StoreError where nothing can be stored any more. */
  refuseUnlessServing(): void {
    if (this.state.kind === 'failed')
      throw new StoreError('unavailable', `The store has stopped: ${this.state.cause}`);
    if (this.state.kind === 'closed') throw new StoreError('unavailable', 'The store is closed');
  }

  stats(): Omit<StoreStats, 'sqliteVersion' | 'bytesInMemory'> {
    const state = this.state.kind === 'starting' ? 'restarting' : this.state.kind;
    return { state, ...this.commits.stats(), messagesSettled: this.messagesSettled };
  }

  /** Lets what was taken on be committed, then ends the thread. `cleanly` is asked at the very end. */
  async close(cleanly: () => boolean): Promise<void> {
    const wasServing = this.state.kind === 'starting' || this.state.kind === 'running';
    this.state = { ...this.state, kind: 'closed' };
    if (wasServing) await this.commits.drained();
    this.state.link.post({ kind: 'close', cleanly: wasServing && cleanly() });
    await this.state.link.ended;
  }

  private start(maySweep: boolean): WorkerLink {
    const { dataFolder, migrations, spawn } = this.options;
    const thread = spawn({ kind: 'store', data: { dataFolder, migrations, maySweep } });
    return new WorkerLink(thread, {
      message: (message) => {
        this.receive(message);
      },
      exited: (cause) => {
        this.exited(cause);
      },
    });
  }

  private async commit(item: CommitItem): Promise<readonly (readonly SqlRow[])[]> {
    this.refuseUnlessServing();
    return this.commits.add(item);
  }

  private receive(message: FromWorker): void {
    const { onEvent } = this.options;
    switch (message.kind) {
      case 'ready':
        if (this.state.kind === 'starting') this.state = { ...this.state, kind: 'running' };
        this.opening?.resolve(message);
        this.opening = null;
        this.commits.open();
        break;
      case 'committed':
        this.diskIsFull = false;
        this.commits.committed(message.outcomes);
        break;
      case 'commit-failed':
        if (message.failure.kind === 'disk-full') this.reportFullDisk(message.failure.message);
        this.commits.failed(message.failure);
        break;
      case 'rows':
        this.queries.resolve(message.id, message.rows);
        break;
      case 'query-failed':
        this.queries.reject(message.id, storeErrorOf(message.failure));
        break;
      case 'settled':
        this.messagesSettled += message.messages;
        break;
      case 'settle-failed':
        onEvent({ kind: 'settle-failed', cause: message.failure.message });
        break;
      case 'reopened':
        onEvent(message);
        break;
      case 'cannot-open':
      case 'failed':
        this.fail(message.cause);
    }
  }

  /** Once, not for every message that is refused meanwhile. */
  private reportFullDisk(cause: string): void {
    if (!this.diskIsFull) this.options.onEvent({ kind: 'disk-full', cause });
    this.diskIsFull = true;
  }

  private exited(cause: string): void {
    this.abandon(new StoreError('unavailable', `The storage worker ended: ${cause}`));
    if (this.state.kind !== 'starting' && this.state.kind !== 'running') return;
    if (this.opening || !this.restarts.allow()) {
      this.fail(cause);
      return;
    }
    this.options.onEvent({ kind: 'worker-restarted', cause });
    this.state = { kind: 'starting', link: this.start(false) };
  }

  private fail(cause: string): void {
    if (this.state.kind === 'failed') return;
    const error = new StoreError('unavailable', cause);
    this.state = { kind: 'failed', link: this.state.link, cause };
    if (this.opening) this.opening.reject(error);
    else this.options.onEvent({ kind: 'failed', cause });
    this.opening = null;
    this.abandon(error);
  }

  private abandon(error: StoreError): void {
    this.commits.abort(error);
    this.queries.rejectAll(error);
  }
}
