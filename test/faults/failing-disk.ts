import { nodeFileSystem, type FileSystem, type WritableFile } from '../../server/store/file-system.ts';
import { nodeSqlite, type SqlDriver } from '../../server/store/sql-connection.ts';
import { delegateConnection } from './delegate-connection.ts';
import { sqliteError } from './sqlite-error.ts';

/**
 * - `fail`: the call has no effect;
 * - `tear`: it has an effect all the same. Of a write half is written; a statement is carried out whole, COMMIT too.
 */
export type FaultKind = 'fail' | 'tear';

/** A disk of which the call with this number fails, once: statements of SQLite and calls on files, counted apart. */
export class FailingDisk {
  private readonly layer: 'sql' | 'files';
  private readonly failingCall: number;
  private readonly kind: FaultKind;
  private calls = 0;

  constructor(layer: 'sql' | 'files', failingCall: number, kind: FaultKind) {
    this.layer = layer;
    this.failingCall = failingCall;
    this.kind = kind;
  }

  /** So many calls were made. */
  get callCount(): number {
    return this.calls;
  }

  readonly sqlite: SqlDriver = {
    open: (path, mode) => {
      const connection = nodeSqlite.open(path, mode);
      return delegateConnection(connection, {
        execute: (sql) => {
          this.run(() => {
            connection.execute(sql);
          });
        },
        all: (sql, params) => this.run(() => connection.all(sql, params)),
      });
    },
  };

  readonly fileSystem: FileSystem = {
    ...nodeFileSystem,
    create: async (path, how) => {
      const create = (): Promise<WritableFile> => nodeFileSystem.create(path, how);
      return this.failingFile(await this.call(create, async () => (await create()).close()));
    },
    makeFolder: (path) => this.call(() => nodeFileSystem.makeFolder(path)),
    syncFolder: (path) => this.call(() => nodeFileSystem.syncFolder(path)),
    remove: (path) => this.call(() => nodeFileSystem.remove(path)),
  };

  private failingFile(file: WritableFile): WritableFile {
    return {
      append: (bytes) =>
        this.call(
          () => file.append(bytes),
          () => file.append(bytes.subarray(0, bytes.length / 2)),
        ),
      writeStart: (bytes) =>
        this.call(
          () => file.writeStart(bytes),
          () => file.writeStart(bytes.subarray(0, bytes.length / 2)),
        ),
      sync: () => this.call(() => file.sync()),
      close: () => file.close(),
    };
  }

  private run<T>(work: () => T): T {
    if (!this.isFailing('sql')) return work();
    if (this.kind === 'tear') work();
    throw sqliteError('io');
  }

  private async call<T>(work: () => Promise<T>, half: () => Promise<unknown> = work): Promise<T> {
    if (!this.isFailing('files')) return work();
    if (this.kind === 'tear') await half();
    throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
  }

  private isFailing(layer: 'sql' | 'files'): boolean {
    return layer === this.layer && ++this.calls === this.failingCall;
  }
}
