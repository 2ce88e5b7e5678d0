import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { SqlValue } from '../contract/database.ts';
import { BodyFiles } from './body-files.ts';
import { BodyRemover } from './body-remover.ts';
import { spooledSize } from './committed-messages.ts';
import { classifyFailure } from './failure.ts';
import type { FileSystem } from './file-system.ts';
import { lockFolder } from './folder-lock.ts';
import { makeFolder } from './make-folder.ts';
import { beginRun, endRun } from './run-record.ts';
import { Settler } from './settler.ts';
import { spooledBytes, spoolTable } from './spool-table.ts';
import type { SqlConnection, SqlDriver } from './sql-connection.ts';
import { StorageEngine } from './storage-engine.ts';
import { setOrphansAside } from './set-orphans-aside.ts';
import { sweep } from './sweep.ts';
import type { CommitItem, FromWorker, ItemOutcome, WorkerData } from './worker-messages.ts';

/** The disk as the storage worker sees it. Tests give it one that fails. */
export interface Drivers {
  readonly sqlite: SqlDriver;
  readonly fileSystem: FileSystem;
}

export interface OpenStorage {
  commit(items: readonly CommitItem[], at: number): void;
  query(id: number, sql: string, params: readonly SqlValue[]): void;
  close(cleanly: boolean): Promise<void>;
}

/** Opens mail.db and `mail/` in the data folder. Answers go to `say`. Throws where the folder cannot be served. */
export async function openStorage(
  data: WorkerData,
  drivers: Drivers,
  say: (message: FromWorker) => void,
): Promise<OpenStorage> {
  await makeFolder(drivers.fileSystem, data.dataFolder);
  chmodSync(data.dataFolder, 0o700);
  const lock = lockFolder(drivers.sqlite, data.dataFolder);
  try {
    const orphans = setOrphansAside(data.dataFolder);
    await makeFolder(drivers.fileSystem, join(data.dataFolder, 'mail'));
    const engine = new StorageEngine(drivers.sqlite, data.dataFolder, data.migrations, say);
    return await serve(engine, lock, { ...data, orphans }, drivers.fileSystem, say);
  } catch (error) {
    lock.close();
    throw error;
  }
}

async function serve(
  engine: StorageEngine,
  lock: SqlConnection,
  { dataFolder, maySweep, orphans }: WorkerData & { readonly orphans: string | null },
  fileSystem: FileSystem,
  say: (message: FromWorker) => void,
): Promise<OpenStorage> {
  const files = new BodyFiles(fileSystem, join(dataFolder, 'mail'));
  const afterUncleanStop = engine.write(beginRun);
  const isKnown = (id: string): boolean => engine.query('SELECT 1 FROM blob WHERE name = ?', [id]).length > 0;
  const sweptFiles = afterUncleanStop && maySweep ? await sweep(files, isKnown) : 0;
  const spool = spoolTable((work) => engine.write(work));
  const settler = new Settler(spool, files, engine.write(spooledBytes), {
    settled: (messages) => {
      say({ kind: 'settled', messages });
    },
    failed: (error) => {
      say({ kind: 'settle-failed', failure: classifyFailure(error) });
    },
  });
  const remover = new BodyRemover(files, () => settler.settled());
  // A worker that was started again may not sweep what the crashed one left: the next start does.
  const isUnswept = afterUncleanStop && !maySweep;
  const [version] = engine.query('SELECT sqlite_version() AS version', []);
  const sqliteVersion = String(version?.['version']);
  say({ kind: 'ready', sqliteVersion, afterUncleanStop, sweptFiles, orphans });

  return {
    commit(items, at) {
      const result = engine.commit(items, at);
      say(result);
      if (result.kind !== 'committed') return;
      settler.noteCommit(items.reduce((bytes, item) => bytes + spooledSize(item), 0));
      remover.remove(forgottenBodies(items, result.outcomes));
    },

    query(id, sql, params) {
      try {
        say({ kind: 'rows', id, rows: engine.query(sql, params) });
      } catch (error) {
        say({ kind: 'query-failed', id, failure: classifyFailure(error) });
      }
    },

    async close(cleanly) {
      await settler.stop();
      await remover.finished();
      try {
        if (cleanly && !isUnswept && !remover.leftFiles) engine.write(endRun);
      } catch {
        // Not noted as clean: the next start checks and sweeps.
      }
      engine.close();
      lock.close();
    },
  };
}

/** The ids of the messages that removals from mailboxes and queue have left without a row. */
function forgottenBodies(items: readonly CommitItem[], outcomes: readonly ItemOutcome[]): readonly string[] {
  return outcomes.flatMap((outcome, index) => {
    const kind = items[index]?.kind;
    return (kind === 'removal' || kind === 'settlement') && outcome.kind === 'done'
      ? outcome.rows.flat().map((row) => String(row['name']))
      : [];
  });
}
