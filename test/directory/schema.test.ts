import { describe, expect, test } from 'vitest';
import { directoryMigrations } from '../../server/directory/schema.ts';
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

  test('a failed transaction leaves nothing behind', async () => {
    const database = openMemoryDatabase(directoryMigrations);
    const insert = { sql: 'INSERT INTO directory_state (singleton, revision) VALUES (1, 1)', params: [] };
    await expect(database.transaction([insert, insert])).rejects.toThrow(/UNIQUE/);
    expect(await database.query('SELECT * FROM directory_state')).toEqual([]);
    database.close();
  });
});
