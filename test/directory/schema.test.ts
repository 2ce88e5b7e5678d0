import { describe, expect, test } from 'vitest';
import { loadDirectory } from '../../server/directory/load-directory.ts';
import { directoryMigrations } from '../../server/directory/schema.ts';
import { accountRecord, gateway } from '../helpers/directory-lists.ts';
import { openMemoryDatabase } from '../helpers/memory-database.ts';

describe('the directory schema', () => {
  test('every table is STRICT', async () => {
    const database = openMemoryDatabase(directoryMigrations);
    const lax = await database.query(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0`,
    );
    expect(lax.map(({ name }) => name)).toEqual(['sqlite_schema']);
    database.close();
  });

  test('accounts and gateways of an earlier version have what a new one has', async () => {
    const [first = '', second = '', ...later] = directoryMigrations.steps;
    const rows = `
      INSERT INTO account VALUES (1, 'u1@local.test', '{"localPart":"u1","domain":"local.test"}', '', 1, NULL, 1, 0);
      INSERT INTO gateway VALUES ('gw.test', 0, '127.0.0.1', 2600, 'enforce', NULL);
    `;
    const database = openMemoryDatabase({ name: 'directory', steps: [first, second, rows, ...later] });
    const { accounts, gateways } = (await loadDirectory(database)).lists;
    expect([accounts, gateways]).toEqual([[accountRecord(1, 'u1@local.test')], [gateway('gw.test')]]);
    database.close();
  });

  test('a failed transaction leaves nothing behind', async () => {
    const database = openMemoryDatabase(directoryMigrations);
    const insert = { sql: 'INSERT INTO directory_state (singleton, revision) VALUES (1, 1)', params: [] };
    await expect(database.transaction([insert, insert])).rejects.toThrow(/UNIQUE/);
    expect(await database.query('SELECT * FROM directory_state')).toEqual([]);
    database.close();
  });
});
